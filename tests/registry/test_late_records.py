"""Records that change after a year was locked: what was found, closed or registered late."""

from datetime import date

import pytest

from registry.models import Structure, Submission
from tests import build
from tests.registry.gate import add, change, delete, is_refused, stored

pytestmark = pytest.mark.django_db


class TestLaterDates:
    """What happens after a locked year changes nothing in it."""

    def test_a_programme_of_a_locked_year_can_be_finished_later(self):
        grant = build.programme("grant", "2022-02-01")
        build.accept("REP", 2023, ["research"])

        assert not is_refused(change, grant, finished_on="2024-11-01")
        assert is_refused(change, grant, finished_on="2022-11-01")

    def test_a_programmes_window_of_six_years_locks(self):
        programme = build.programme("scientific", "2016-02-01", finished_on="2018-11-01")
        build.accept("REP", 2023, ["research"])

        assert not is_refused(change, programme, finished_on="2019-11-01")
        assert is_refused(change, programme, finished_on="2017-11-01")
        assert is_refused(change, programme, kind="study")

    def test_a_social_project_of_a_house_locks_when_it_is_finished(self):
        going_on = build.programme("social", "2022-02-01", unit="KZ-71")
        build.accept("KZ-71", 2023, ["houses"])

        assert not is_refused(change, going_on, finished_on="2024-11-01")
        assert is_refused(change, going_on, finished_on="2023-11-01")

    @pytest.mark.parametrize("field", ["registered_on", "accredited_on"])
    def test_an_association_can_be_registered_later(self, field):
        association = build.association("KZ-71")
        build.accept("KZ-71", 2023, ["associations"])

        assert not is_refused(change, association, **{field: "2024-03-01"})
        assert is_refused(change, association, **{field: "2023-03-01"})

    @pytest.mark.parametrize("field", ["registered_on", "accredited_on"])
    def test_an_older_registration_can_be_dated_better(self, field):
        association = build.association("KZ-71", **{field: "2019-03-01"})
        build.accept("KZ-71", 2023, ["associations"])

        assert not is_refused(change, association, **{field: "2019-03-11"})
        assert is_refused(change, association, **{field: None})


class TestFoundLate:
    def test_it_keeps_its_date_and_counts_from_the_first_open_year(self):
        for year in (2021, 2022, 2023):
            build.accept("KZ-71", year)

        council = build.council("KZ-71", "2019-03-01")

        assert council.opened_on == date(2019, 3, 1)
        assert (council.counts_from, council.counts_until) == (2024, None)
        assert not is_refused(add, council)

    def test_a_later_opening_is_not_touched(self):
        build.accept("KZ-71", 2022)

        assert build.council("KZ-71", "2023-03-01").counts_from == 2023

    def test_other_sections_do_not_matter(self):
        build.accept("KZ-71", 2022, ["mothers"])

        assert build.council("KZ-71", "2019-03-01").counts_from == 2019

    def test_one_that_was_closed_before_anyone_knew_never_counts(self):
        build.accept("KZ-71", 2021)

        council = build.council("KZ-71", "2021-03-01", closed_on="2022-03-01")

        assert not Structure.objects.counted_in(2021).filter(pk=council.pk).exists()

    def test_another_name_leaves_its_years(self):
        build.accept("KZ-71", 2022)
        council = build.council("KZ-71", "2019-03-01")
        Submission.objects.update(state="draft")
        council.name = "Another"
        council.save()

        assert council.counts_from == 2023

    def test_an_earlier_opening_does_not_reach_back(self):
        council = build.council("KZ-71", "2023-03-01")
        build.accept("KZ-71", 2022)

        after = change(council, opened_on="2019-03-01")

        assert after.counts_from == 2023

    def test_a_later_opening_does_not_leave_a_locked_year(self):
        council = build.council("KZ-71", "2019-03-01")
        build.accept("KZ-71", 2022)

        assert is_refused(change, council, opened_on="2023-03-01")

    def test_a_records_own_years_stay_when_it_moves(self):
        council = build.council("KZ-75", "2019-03-01")
        build.accept("KZ-71", 2022)

        assert is_refused(change, council, region_id="KZ-71")


class TestClosedLate:
    def test_it_counts_to_the_last_locked_year(self):
        council = build.council("KZ-71", "2019-03-01")
        build.accept("KZ-71", 2022)
        build.accept("KZ-71", 2023)

        after = change(council, closed_on="2022-03-01")

        assert after.counts_until == 2023

    def test_a_closing_in_an_open_year_is_free(self):
        council = build.council("KZ-71", "2019-03-01")
        build.accept("KZ-71", 2022)

        after = change(council, closed_on="2023-12-31")

        assert after.counts_until == 2022

    def test_a_reopening_does_not_reach_into_a_locked_year(self):
        council = build.council("KZ-71", "2019-03-01", closed_on="2022-03-01")
        build.accept("KZ-71", 2022)

        assert is_refused(change, council, closed_on=None)

    def test_the_save_and_the_gate_agree(self):
        council = build.council("KZ-71", "2019-03-01")
        build.accept("KZ-71", 2022)
        council.closed_on = date(2021, 3, 1)
        council.save()

        assert stored(council).counts_until == 2022
        assert not is_refused(change, council)


class TestFolding:
    def test_a_new_regions_record_is_locked_with_its_predecessor(self):
        event = build.event("KZ-10", "2021-05-17")
        build.accept("KZ-63", 2021)

        assert is_refused(delete, event) and is_refused(change, event, attendance=31)

    def test_a_new_regions_council_counts_from_the_first_year_open_in_the_predecessor(self):
        build.accept("KZ-63", 2021)

        assert build.council("KZ-10", "2015-03-01").counts_from == 2022

    def test_the_predecessors_later_years_do_not_lock_it(self):
        event = build.event("KZ-10", "2022-07-17")
        build.accept("KZ-63", 2022)

        assert not is_refused(delete, event)

    def test_a_lock_of_a_unit_that_did_not_exist_locks_nothing(self):
        event = build.event("KZ-10", "2021-05-17")
        build.accept("KZ-10", 2021)

        assert not is_refused(delete, event)

    def test_a_record_does_not_move_from_the_region_to_its_predecessor(self):
        """In 2021 both count in the same unit: the move changes which rows, not the number."""
        council = build.council("KZ-10", "2015-03-01")
        build.accept("KZ-63", 2021)
        build.accept("KZ-63", 2022)

        assert is_refused(change, council, region_id="KZ-63")
