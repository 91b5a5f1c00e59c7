"""What a row must hold to: the rules of the models, the doubts that want a reason, the lock."""

import pytest

from registry.models import Structure
from tests import build
from tests.registry.sheets.files import COUNCIL, checked, codes, file
from tests.registry.sheets.test_checking import events

pytestmark = pytest.mark.django_db


class TestStructures:
    def council(self, user, row, **options):
        return checked(user, "elders", file("elders", COUNCIL | row, **options))

    def test_the_members_of_the_year_come_with_the_council(self, bolat):
        result = self.council(bolat, {})

        part = result.entries[0].parts[0].after
        assert (part.year, part.members, part.structure) == (2026, 12, result.entries[0].record)

    def test_members_or_a_reason_and_not_both(self, bolat):
        assert not self.council(bolat, {"members": None, "unknown_because": "Жаңаруда"}).errors
        both = self.council(bolat, {"unknown_because": "Жаңаруда"})
        assert [code for code, _row, _column in codes(both)] == ["R24"]

    def test_a_level_and_a_unit_that_do_not_belong_together_are_told(self, bolat):
        assert codes(self.council(bolat, {"level": "республикалық"}))[0][0] == "R24"

    def test_a_council_of_a_later_year_is_not_of_this_file(self, bolat):
        result = checked(
            bolat, "elders", file("elders", COUNCIL | {"opened_on": "01.02.2026"}), year=2025
        )

        assert codes(result)[0] == ("R06", 2, "F")

    def test_months_that_do_not_add_up_are_told(self, bolat):
        row = COUNCIL | {"materials_1": 4, "materials_2": 5, "materials_total": 10}

        result = checked(bolat, "clubs", file("clubs", row))

        assert [m.number for m in result.errors] == ["R14"]
        assert result.errors[0].values == {"parts": 9, "total": 10}

    def test_a_register_number_of_another_unit_is_taken(self, bolat):
        build.mediator("KZ-10", register_number="М-77", full_name="Құпия")
        row = {"register_number": "М-77", "full_name": "Ахметов А.", "kind": "кәсіби"}

        result = checked(bolat, "mediation", file("mediators", row | {"opened_on": "01.02.2020"}))

        assert codes(result) == [("R22", 2, "C")]


class TestDoubts:
    def test_a_great_change_of_members_wants_a_reason(self, bolat):
        council = build.council(name="Бірлік")
        build.headcount(council, 2025, 100)
        row = COUNCIL | {"number": council.pk}

        for members, is_odd in ((160, True), (151, True), (149, False), (100, False), (40, True)):
            result = checked(bolat, "elders", file("elders", row | {"members": members}))
            assert bool(result.warnings) == is_odd, members
        assert result.warnings[0].values == {"a": 100, "b": 40, "p": "−60%"}

    def test_a_crowd_wants_a_reason(self, bolat):
        build.event("KZ-71", "2025-05-01", attendance=100)

        assert [m.code for m in events(bolat, {"attendance": 501}).warnings] == ["W02"]
        assert not events(bolat, {"attendance": 500}).warnings

    def test_a_like_event_of_the_same_day_wants_a_look(self, bolat):
        like = build.event("KZ-71", "2026-10-24", title="Достық күніне арналған кеш")

        result = events(bolat, {"title": "Достық күніне арналған кеші"})

        assert [m.values["id"] for m in result.warnings] == [like.pk]
        assert not events(bolat, {"title": "Спартакиада"}).warnings


class TestLock:
    def test_a_locked_section_is_refused_in_the_words_of_the_lock(self, bolat):
        build.hand_in("KZ-71", 2026, "submitted", ["events"])

        result = events(bolat, {}, {"title": "Екінші"})

        assert codes(result) == [("R16", 2, ""), ("R16", 3, "")]

    def test_what_moves_no_figure_may_still_change(self, bolat):
        council = build.council(name="Бірлік")
        build.headcount(council, 2026, 12)
        build.hand_in("KZ-71", 2026, "submitted", ["elders"])
        row = COUNCIL | {"number": council.pk, "host": "Әкімдік"}

        assert checked(bolat, "elders", file("elders", row)).count("update") == 1
        assert codes(checked(bolat, "elders", file("elders", row | {"members": 13}))) == [
            ("R16", 2, "")
        ]
        assert Structure.objects.get().host == ""


def test_a_number_that_may_be_there_once_is_compared_within_the_file_too(bolat):
    row = {"level": "өңірлік", "ethnic_group": "korean", "opened_on": "01.03.2015"}
    row |= {"bin": "990140000385"}
    rows = [row | {"name": name} for name in ("Бірлік", "Достық")]

    result = checked(bolat, "associations", file("associations", *rows))

    assert ("R11", 3) in [(code, line) for code, line, _column in codes(result)], codes(result)
