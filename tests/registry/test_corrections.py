"""A correction opens named sections of accepted or published years for some days."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from registry import corrections, returns, reviewing
from registry.models import Correction, SectionState, Structure
from tests import build, cast
from tests.registry.acts import UNIT, refused
from tests.registry.gate import add, change, is_refused, stored

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def states(keys=("elders",), years=(2023,)):
    found = SectionState.objects.filter(submission__region=UNIT, section__in=keys)
    return found.filter(submission__year__in=years)


def window(by, keys=("elders",), years=(2023,), days=5):
    closes = TODAY() + timedelta(days=days)
    unit = states().first().submission.region
    return corrections.open_at_once(by, unit, states(keys, years), "late", "Found late", closes)


@pytest.fixture
def accepted(db):
    """Three accepted years of one unit, the last but one published."""
    for year in (2022, 2023, 2024):
        build.accept(UNIT, year)
    build.publish(2023)


@pytest.mark.usefixtures("accepted")
class TestWindow:
    def test_it_opens_the_named_section_of_the_named_year_only(self, marat):
        window(marat, ["events"])

        assert not is_refused(add, build.event(UNIT, "2023-05-17"))
        assert is_refused(add, build.event(UNIT, "2024-05-17"))
        assert is_refused(add, build.event("KZ-10", "2022-05-17"))
        assert is_refused(add, build.training(UNIT, "2023-05-17"))

    def test_it_closes_by_itself_after_its_last_day(self, marat):
        made = window(marat, ["events"], days=0)
        assert not is_refused(add, build.event(UNIT, "2023-05-17"))

        Correction.objects.filter(pk=made.pk).update(closes_on=TODAY() - timedelta(days=1))

        assert is_refused(add, build.event(UNIT, "2023-05-17"))
        assert not Correction.objects.get().is_open

    def test_no_other_section_of_a_published_year_is_left_out(self, marat):
        window(marat, ["events"])
        submission, why = states().get().submission, dict.fromkeys(("kk", "ru", "en"), "x")

        assert refused(reviewing.leave_out, submission, marat, ["elders"], why)
        assert refused(reviewing.leave_out, submission, marat, ["events", "elders"], why)
        reviewing.leave_out(submission, marat, ["events"], why)
        assert refused(reviewing.take_in, submission, marat, ["elders"])

    def test_a_reviewer_of_other_units_decides_nothing(self, aigul, marat):
        unit = states().get().submission.region
        made = corrections.ask(aigul, unit, states(), "late", "x")
        near = build.person("near", None, ["KZ-71"], is_staff=True)
        near.user_permissions.add(Permission.objects.get(codename="review_submission"))

        with pytest.raises(PermissionDenied):
            corrections.open_window(made, near, TODAY())
        with pytest.raises(PermissionDenied):
            corrections.decline(made, near, "x")
        corrections.open_window(made, marat, TODAY())
        with pytest.raises(PermissionDenied):
            corrections.prolong(made, near, TODAY())

    def test_either_side_ends_it_early(self, aigul, marat):
        made = window(marat, ["events"])

        corrections.close(made, aigul)

        assert is_refused(add, build.event(UNIT, "2023-05-17"))
        assert refused(corrections.close, made, marat)

    def test_the_row_that_is_read_says_the_same_as_the_gate(self, marat):
        window(marat)

        for state in SectionState.objects.of(UNIT, 2023):
            assert state.is_locked == (state.section != "elders")
            assert SectionState.objects.get(pk=state.pk).is_locked == state.is_locked

    def test_the_section_stays_accepted_and_counted(self, aigul, marat):
        window(marat)
        state = states().get()

        assert refused(returns.reopen, state, aigul)
        assert state in SectionState.objects.accepted(2023)


@pytest.mark.usefixtures("accepted")
class TestAsking:
    def test_a_coordinator_asks_and_headquarters_opens(self, aigul, marat):
        unit = states().get().submission.region
        asked = corrections.ask(aigul, unit, states(), "entry", "Twelve, not twenty-one")
        assert states().locked().exists() and asked.is_waiting

        corrections.open_window(asked, marat, TODAY() + timedelta(days=3))

        assert Correction.objects.get().is_open
        assert not Correction.objects.waiting().exists()

    def test_what_is_incomplete_open_or_asked_twice_is_refused(self, aigul):
        unit = states().get().submission.region
        build.hand_in(UNIT, 2025, "draft")

        assert refused(corrections.ask, aigul, unit, [], "entry", "x")
        assert refused(corrections.ask, aigul, unit, states(), "nonsense", "x")
        assert refused(corrections.ask, aigul, unit, states(), "entry", "  ")
        assert refused(corrections.ask, aigul, unit, states(years=[2025]), "entry", "x")
        corrections.ask(aigul, unit, states(), "entry", "x")
        assert refused(corrections.ask, aigul, unit, states(), "entry", "x")

    def test_it_is_declined_with_an_answer_and_stays_locked(self, aigul, marat):
        unit = states().get().submission.region
        asked = corrections.ask(aigul, unit, states(), "entry", "x")

        assert refused(corrections.decline, asked, marat, " ")
        corrections.decline(asked, marat, "The number is right.")

        assert refused(corrections.open_window, asked, marat, TODAY())
        assert states().locked().exists()

    @pytest.mark.parametrize("days", [-1, corrections.MOST_DAYS + 1])
    def test_a_window_is_neither_over_nor_endless(self, marat, days):
        with pytest.raises(returns.Refused):
            window(marat, days=days)

    @pytest.mark.parametrize("who", [cast.bolat, cast.saule])
    def test_strangers_neither_ask_nor_open(self, who, aigul):
        unit, by = states().get().submission.region, who()
        asked = corrections.ask(aigul, unit, states(), "entry", "x")

        for act in (
            lambda: corrections.ask(by, unit, states(["events"]), "entry", "x"),
            lambda: corrections.open_window(asked, by, TODAY()),
            lambda: corrections.close(asked, by),
        ):
            with pytest.raises(PermissionDenied):
                act()

    def test_a_coordinator_does_not_open(self, aigul):
        with pytest.raises(PermissionDenied):
            window(aigul)


@pytest.mark.usefixtures("accepted")
class TestYearsOfStocks:
    def test_a_council_found_late_counts_from_the_opened_year(self, marat):
        window(marat, years=(2023, 2024))

        assert build.council(UNIT, "2019-03-01").counts_from == 2023

    def test_a_locked_year_behind_the_opened_one_is_named(self, marat):
        window(marat)
        council = Structure(kind="elders", level="regional", region_id=UNIT, name="Late")
        council.opened_on = build.as_day("2019-03-01")

        with pytest.raises(returns.locks.Locked, match="2024"):
            add(council)

    def test_a_council_of_the_opened_year_alone_is_taken(self, marat):
        window(marat)

        council = build.council(UNIT, "2019-03-01", closed_on="2024-02-01")

        assert (council.counts_from, council.counts_until) == (2023, 2023)
        assert not is_refused(add, council)

    def test_one_that_was_found_late_before_is_taken_in_by_its_next_save(self, marat):
        council = build.council(UNIT, "2019-03-01")
        assert council.counts_from == 2025
        window(marat, years=(2023, 2024))

        after = change(council, name="Another")
        after.save()

        assert stored(council).counts_from == 2023

    def test_a_save_reaches_no_year_behind_a_locked_one(self, marat):
        council = build.council(UNIT, "2019-03-01")
        window(marat, years=(2023,))

        assert change(council, name="Another").counts_from == 2025

    def test_a_late_closing_leaves_the_opened_years(self, marat):
        council = build.council(UNIT, "2025-03-01")
        Structure.objects.filter(pk=council.pk).update(opened_on="2019-03-01", counts_from=2019)
        window(marat, years=(2023, 2024))

        assert change(council, closed_on="2023-05-01").counts_until == 2022
        assert change(council, closed_on="2022-05-01").counts_until == 2022
        Correction.objects.get().sections.remove(states(years=[2024]).get())
        assert is_refused(change, council, closed_on="2023-05-01")


def test_a_unit_that_was_left_out_hands_in_while_a_correction_is_open(aigul, marat):
    submission = build.hand_in(UNIT, 2023, "draft")
    build.publish(2023)
    assert refused(returns.submit, submission, aigul, lambda held: {})
    window(marat, keys=[state.section for state in submission.sections.all()])

    returns.submit(submission, aigul, lambda held: {})
    returns.take(submission, marat)
    returns.accept(submission, marat)

    assert SectionState.objects.accepted(2023).exists()


@pytest.mark.usefixtures("accepted")
def test_what_was_known_too_late_is_listed_until_it_is_saved(marat):
    late = build.council(UNIT, "2019-03-01")
    build.council(UNIT, "2025-03-01")
    gone = build.council(UNIT, "2019-03-01", closed_on="2020-03-01")
    Structure.objects.filter(pk=gone.pk).update(counts_from=2019, counts_until=2024)
    window(marat, years=(2023, 2024))
    assert set(Structure.objects.miscounted_in(2023)) == {late, gone}

    for council in (late, gone):
        stored(council).save()

    assert not Structure.objects.miscounted_in(2023)
    assert stored(gone).counts_until == 2022
