"""The write gate: a record that moves a figure of a locked return may not change."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import translation

from registry.locks import Locked
from registry.models import SectionState
from tests import build
from tests.registry.gate import add, change, delete, is_refused

pytestmark = pytest.mark.django_db
LOCKING = ["submitted", "in_review", "accepted"]


class TestStates:
    @pytest.mark.parametrize("state", LOCKING)
    def test_a_return_that_was_sent_is_locked(self, state):
        event = build.event("KZ-71", "2023-05-17")
        build.hand_in("KZ-71", 2023, state)

        assert is_refused(change, event, attendance=31)
        assert is_refused(delete, event)
        assert is_refused(add, event)

    def test_a_draft_is_open(self):
        event = build.event("KZ-71", "2023-05-17")
        build.hand_in("KZ-71", 2023, "draft")

        assert not is_refused(change, event, attendance=31)
        assert not is_refused(delete, event)

    def test_a_returned_section_is_open(self):
        event, house = build.event("KZ-71", "2023-05-17"), build.house("KZ-71")
        build.hand_in("KZ-71", 2023, "returned", given_back=["events"])

        assert not is_refused(change, event, attendance=31)
        assert is_refused(delete, house)

    def test_a_nil_section_is_locked(self):
        build.accept("KZ-71", 2023, [], nil=["events"])

        assert is_refused(add, build.event("KZ-71", "2023-05-17"))

    def test_a_published_year_is_locked_even_when_returned(self):
        event = build.event("KZ-71", "2023-05-17")
        build.hand_in("KZ-71", 2023, "returned", given_back=["events"])
        build.publish(2023)

        assert is_refused(change, event, attendance=31)

    def test_a_published_year_locks_a_draft(self):
        event = build.event("KZ-71", "2023-05-17")
        build.hand_in("KZ-71", 2023, "draft")
        build.publish(2023)

        assert is_refused(delete, event)

    def test_other_units_years_and_sections_are_open(self):
        build.accept("KZ-71", 2023, ["events"])

        for record in (
            build.event("KZ-75", "2023-05-17"),
            build.event("KZ-71", "2024-05-17"),
            build.training("KZ-71", "2023-05-17"),
        ):
            assert not is_refused(delete, record) and not is_refused(add, record)


class TestFields:
    @pytest.fixture(autouse=True)
    def year(self, db):
        self.event = build.event("KZ-71", "2023-05-17", {"elders": "took_part"})
        self.council = build.council("KZ-71")
        self.house = build.house("KZ-71")
        self.association = build.association("KZ-71")
        build.accept("KZ-71", 2023)

    def test_words_do_not_lock(self):
        assert not is_refused(change, self.event, title="Another title", topic="sport")
        assert not is_refused(change, self.council, name="Another", host="Another akimat")
        assert not is_refused(change, self.house, address="Абай даңғылы, 1", rooms=12, staff=4)
        assert not is_refused(change, self.association, bin="050140001234", ethnic_group="немцы")

    def test_a_save_that_changes_nothing_is_open(self):
        for record in (self.event, self.council, self.house, self.association):
            assert not is_refused(change, record)

    @pytest.mark.parametrize(
        "values", [{"attendance": 31}, {"held_on": "2024-05-17"}, {"region_id": "KZ-75"}]
    )
    def test_what_moves_a_figure_locks(self, values):
        assert is_refused(change, self.event, **values)

    def test_a_part_locks_with_its_event(self):
        part = self.event.participations.get()

        assert is_refused(change, part, role="organised")
        assert is_refused(change, part, kind="youth")
        assert is_refused(delete, part)

    def test_a_part_of_another_event_locks_where_it_goes(self):
        open_part = build.participation(build.event("KZ-75"), "youth")

        assert is_refused(change, open_part, event=self.event)

    def test_a_structures_kind_level_and_form_lock(self):
        assert is_refused(change, self.council, level="rural")
        assert is_refused(change, self.council, kind="mothers")

    def test_a_headcount_locks_with_its_year(self):
        assert is_refused(add, build.headcount(self.council, 2023))
        assert not is_refused(add, build.headcount(self.council, 2024))

    def test_a_nomination_moves_no_figure(self):
        build.accept("REP", 2023)

        assert not is_refused(add, build.nomination())
        assert is_refused(add, build.award(build.nomination(), "2023-10-24"))


class TestMoves:
    def test_a_record_does_not_move_out_of_a_locked_year(self):
        event = build.event("KZ-71", "2023-05-17")
        build.accept("KZ-71", 2023)

        assert is_refused(change, event, held_on="2024-05-17")
        assert is_refused(change, event, region_id="KZ-75")

    def test_a_record_does_not_move_into_a_locked_year(self):
        later, elsewhere = build.event("KZ-71", "2024-05-17"), build.event("KZ-75", "2023-05-17")
        build.accept("KZ-71", 2023)

        assert is_refused(change, later, held_on="2023-05-17")
        assert is_refused(change, elsewhere, region_id="KZ-71")

    def test_a_record_moves_between_open_years(self):
        event = build.event("KZ-71", "2024-05-17")
        build.accept("KZ-71", 2023)

        assert not is_refused(change, event, held_on="2025-05-17", region_id="KZ-75")

    def test_a_programme_does_not_leave_its_section(self):
        grant = build.programme("grant", "2023-02-01", finished_on="2023-11-01")
        build.accept("REP", 2023, ["research"])

        assert is_refused(change, grant, kind="social")


class TestSentence:
    @pytest.mark.parametrize(
        ("language", "unit"), [("kk", "Абай облысы"), ("ru", "область Абай"), ("en", "Abai Region")]
    )
    def test_it_names_year_unit_and_section_in_the_readers_language(self, language, unit):
        event = build.event("KZ-10", "2023-05-17")
        build.accept("KZ-10", 2023)

        with translation.override(language), pytest.raises(Locked) as error:
            delete(event)

        text = error.value.messages[0]
        assert "2023" in text and unit in text and error.value.code == "locked"

    def test_it_is_one_sentence_though_many_years_are_locked(self):
        council = build.council("KZ-10", "2015-03-01")
        for year in (2022, 2023, 2024):
            build.accept("KZ-10", year)

        with pytest.raises(Locked) as error:
            delete(council)

        assert len(error.value.messages) == 1 and "2022" in error.value.messages[0]


class TestSubmittingMeanwhile:
    """Two people at once: on PostgreSQL the rows of the sections are held for the write."""

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
    @pytest.mark.django_db(transaction=True)
    def test_it_holds_an_open_section_until_the_write_is_done(self):
        event = build.event("KZ-71", "2023-05-17")
        build.hand_in("KZ-71", 2023, "draft")
        order = []

        with transaction.atomic():
            delete(event)
            other = threading.Thread(target=take_the_sections, args=["KZ-71", order])
            other.start()
            other.join(0.5)
            order.append("written")
        other.join(10)

        assert order == ["written", "taken"]

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
    @pytest.mark.django_db(transaction=True)
    def test_another_unit_does_not_wait(self):
        event, order = build.event("KZ-71", "2023-05-17"), []
        for unit in ("KZ-71", "KZ-75"):
            build.hand_in(unit, 2023, "draft")

        with transaction.atomic():
            delete(event)
            other = threading.Thread(target=take_the_sections, args=["KZ-75", order])
            other.start()
            other.join(10)

        assert order == ["taken"]

    def test_it_asks_inside_a_transaction(self):
        event = build.event("KZ-71", "2023-05-17")
        build.accept("KZ-71", 2023)

        with transaction.atomic():
            assert is_refused(delete, event)


def take_the_sections(unit, order):
    """What a person who submits does at the same moment."""
    with transaction.atomic():
        states = SectionState.objects.filter(submission__region=unit)
        list(states.select_for_update(of=("self",)))
        order.append("taken")
    connection.close()
