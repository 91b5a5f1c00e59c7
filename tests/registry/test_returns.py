"""A yearly return: opened for every unit, filled by its own people, reviewed by others."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from registry import returns
from registry.models import Headcount, Receipt, SectionState, Submission
from registry.models.history import Through
from registry.models.receipts import digest
from registry.sections import BY_KEY
from tests import build, cast
from tests.registry.acts import UNIT, finished, in_review, open_return, refused, section, sent
from tests.registry.gate import add, is_refused

pytestmark = pytest.mark.django_db


class TestOpening:
    def test_each_unit_has_a_return_with_its_sections(self):
        open_return()

        assert Submission.objects.count() == 21
        assert section(open_return(unit="REP"), "research")
        assert not open_return().sections.filter(section="research").exists()

    def test_a_unit_that_does_not_exist_yet_has_none(self):
        build.reporting_year(2021)
        returns.open_year(2021)

        assert not Submission.objects.filter(region=UNIT).exists()

    def test_opening_again_changes_nothing(self):
        section(open_return(), "events")
        SectionState.objects.filter(section="events").update(state="done")
        before = list(SectionState.objects.order_by("pk").values_list())

        open_return()

        assert list(SectionState.objects.order_by("pk").values_list()) == before

    def test_a_published_year_locks_units_that_never_reported(self):
        open_return(published_at=build.NOON)

        assert is_refused(add, build.event("KZ-75", "2024-05-17"))


class TestSections:
    def test_a_section_is_finished_and_opened_again(self, aigul):
        state = section(open_return(), "events")

        returns.finish(state, aigul)
        state.refresh_from_db()
        assert state.state == "done"
        returns.reopen(state, aigul)
        state.refresh_from_db()
        assert state.state == "open"

    def test_each_open_structure_wants_its_headcount_or_a_reason(self, aigul):
        state = section(open_return(), "elders")
        told, unknown = build.council(UNIT), build.council(UNIT)
        build.council(UNIT, closed_on="2024-12-31")
        build.headcount(told, 2024)

        assert refused(returns.finish, state, aigul)
        build.headcount(unknown, 2024, None, unknown_because="Renewed")
        returns.finish(state, aigul)

    def test_nil_wants_a_reason(self, aigul):
        state = section(open_return(), "media")

        assert refused(returns.declare_nil, state, aigul, "  ")
        returns.declare_nil(state, aigul, "No outlets.")
        state.refresh_from_db()
        assert (state.state, state.reason) == ("nil", "No outlets.")

    @pytest.mark.parametrize("act", [returns.finish, returns.reopen, returns.keep])
    def test_a_locked_section_stays(self, aigul, act):
        state = section(sent(aigul).submission, "elders")

        assert refused(act, state, aigul)

    @pytest.mark.parametrize("who", [cast.bolat, cast.marat, cast.saule, cast.dana])
    def test_only_the_units_own_people_act(self, who):
        state = section(open_return(), "events")

        with pytest.raises(PermissionDenied):
            returns.finish(state, who())

    def test_a_state_read_before_says_the_same_as_the_database(self):
        units = ("KZ-11", "KZ-15", "KZ-19", "KZ-27", "KZ-31")
        for unit, state in zip(units, Submission.State, strict=True):
            build.hand_in(unit, 2024, state, given_back=["events"])
        locked = set(SectionState.objects.locked().values_list("pk", flat=True))
        states = SectionState.objects.select_related("submission__year")

        assert {state.pk for state in states if state.is_locked} == locked


class TestKeeping:
    def test_it_copies_last_years_headcounts_and_finishes(self, aigul):
        state = section(open_return(), "elders")
        first, second, third = (build.council(UNIT) for _n in range(3))
        build.headcount(first, 2023, 12)
        build.headcount(second, 2023, None, unknown_because="Renewed")
        build.headcount(third, 2023, 5)
        build.headcount(third, 2024, 5)

        returns.keep(state, aigul)

        new = Headcount.objects.filter(year=2024).order_by("structure").values_list("members")
        assert list(new) == [(12,), (None,), (5,)]
        assert section(state.submission, "elders").state == "done"

    def test_each_copy_says_in_the_history_what_it_came_through(self, aigul):
        state = section(open_return(), "elders")
        build.headcount(build.council(UNIT), 2023)

        returns.keep(state, aigul)

        entry = Headcount.objects.get(year=2024).history.get()
        assert entry.history_through == Through.KEEP

    def test_it_copies_nothing_when_something_opened_or_closed(self, aigul):
        state = section(open_return(), "elders")
        build.headcount(build.council(UNIT), 2023)
        build.headcount(build.council(UNIT, "2024-03-01"), 2024)

        assert refused(returns.keep, state, aigul)
        assert Headcount.objects.filter(year=2024).count() == 1

    def test_it_copies_nothing_when_a_headcount_of_last_year_is_missing(self, aigul):
        state = section(open_return(), "elders")
        build.headcount(build.council(UNIT), 2023)
        build.council(UNIT)

        assert refused(returns.keep, state, aigul)
        assert not Headcount.objects.filter(year=2024).exists()

    def test_what_is_in_the_way_is_known_before(self):
        council = build.council(UNIT)
        asked = BY_KEY["elders"], [UNIT], 2024

        unknown = returns.why_not_kept(*asked)
        build.headcount(council, 2023)
        assert unknown and returns.why_not_kept(*asked) == ""
        told = build.headcount(council, 2024, members=70)
        assert returns.why_not_kept(*asked) not in ("", unknown)
        told.delete()
        build.council(UNIT, "2024-03-01")
        assert returns.why_not_kept(*asked) not in ("", unknown)

    @pytest.mark.parametrize("key", ["events", "clubs", "houses", "mediation"])
    def test_what_happens_in_a_year_is_not_kept(self, aigul, key):
        assert refused(returns.keep, section(open_return(), key), aigul)

    def test_an_outlet_section_is_kept_without_headcounts(self, aigul):
        build.outlet(UNIT)
        state = section(open_return(), "media")

        returns.keep(state, aigul)

        assert section(state.submission, "media").state == "done"


class TestSubmitting:
    def test_it_gives_a_numbered_receipt_of_what_was_sent(self, aigul):
        receipt = sent(aigul)

        assert receipt.number == f"{receipt.submission.region_id}-2024-{receipt.pk:04}"
        assert receipt.sha256 == digest({"unit": UNIT})
        assert receipt.sent_by == aigul and receipt.submission.state == "submitted"

    def test_a_late_return_is_marked(self, aigul):
        assert sent(aigul, due_on=date(2025, 1, 20)).is_late
        Receipt.objects.all().delete()
        Submission.objects.update(state="draft")
        assert not sent(aigul, due_on=date(2099, 1, 20)).is_late

    def test_an_open_section_is_in_the_way(self, aigul):
        submission = finished(open_return())
        submission.sections.filter(section="media").update(state="open")

        assert refused(returns.submit, submission, aigul, lambda held: {})
        assert not Receipt.objects.exists()

    def test_a_sent_return_is_not_sent_again(self, aigul):
        submission = sent(aigul).submission

        assert refused(returns.submit, submission, aigul, lambda held: {})
        assert Receipt.objects.count() == 1

    def test_it_is_withdrawn_until_a_reviewer_takes_it(self, aigul, marat):
        receipt = sent(aigul)
        returns.withdraw(receipt.submission, aigul)
        receipt.refresh_from_db()
        assert receipt.withdrawn_at and receipt.submission.state == "draft"

        returns.submit(receipt.submission, aigul, lambda held: {})
        returns.take(receipt.submission, marat)
        assert refused(returns.withdraw, receipt.submission, aigul)

    def test_a_returned_one_is_returned_again_when_withdrawn(self, aigul, marat):
        submission = in_review(aigul, marat)
        returns.give_back(submission, marat, "Row 12", ["events"])
        submission.sections.update(state="done")
        returns.submit(submission, aigul, lambda held: {})

        returns.withdraw(submission, aigul)

        submission.refresh_from_db()
        assert submission.state == "returned"
        assert is_refused(add, build.training(UNIT, "2024-05-17"))

    @pytest.mark.parametrize("who", [cast.bolat, cast.marat, cast.saule, cast.dana])
    def test_strangers_neither_send_nor_withdraw(self, aigul, who):
        stranger, submission = who(), finished(open_return())

        with pytest.raises(PermissionDenied):
            returns.submit(submission, stranger, lambda held: {})
        returns.submit(submission, aigul, lambda held: {})
        with pytest.raises(PermissionDenied):
            returns.withdraw(submission, stranger)
