"""What looks odd in a unit's year and wants a reason: nothing at a limit, one just beyond."""

from collections import Counter

import pytest

from registry.models import Reporters
from registry.models.receipts import digest
from reports import plausibility
from reports.compute import compute
from reports.plausibility import CROWD, JUMP, MEMBERS, RANGE, TWIN
from reports.recorded import rows_behind, terms_of, together
from tests import build

pytestmark = pytest.mark.django_db
CODE = "elders.events"


def figures(now, **past):
    """The codes of warnings about one figure; `past` is y2023=100 and so on."""
    known = {(CODE, int(name[1:])): value for name, value in past.items()}
    return [w.code for w in plausibility.odd_figures(2024, {CODE: now}, known)]


def found(unit="KZ-10"):
    """The warnings about single rows of a unit in 2023."""
    reporters = Reporters()
    return plausibility.odd_rows(reporters.regions_of(unit, 2023), 2023, reporters.regions)


def codes(unit="KZ-10"):
    return [warning.code for warning in found(unit)]


class TestFigures:
    @pytest.mark.parametrize(
        ("before", "now", "expected"),
        [
            (100, 150, []),
            (100, 151, [JUMP]),
            (100, 50, []),
            (100, 49, [JUMP]),
            (30, 49, []),
            (30, 50, [JUMP]),
            (0, 19, []),
            (0, 20, [JUMP]),
            (None, 500, []),
        ],
    )
    def test_a_change_of_over_half_and_at_least_twenty_is_odd(self, before, now, expected):
        assert figures(now, y2023=before) == expected

    @pytest.mark.parametrize(
        ("now", "expected"), [(90, []), (110, []), (89, [RANGE]), (111, [RANGE])]
    )
    def test_outside_the_range_of_five_years_is_odd(self, now, expected):
        assert figures(now, y2019=90, y2021=110, y2023=100) == expected

    def test_older_years_and_a_short_past_make_no_range(self):
        assert figures(111, y2018=90, y2021=110, y2023=100) == []

    def test_one_warning_a_figure_is_enough(self):
        assert figures(400, y2021=90, y2022=110, y2023=100) == [JUMP]


class TestRows:
    def test_a_crowd_is_five_times_the_mean_and_over_five_hundred(self):
        for _n in range(20):
            build.event("KZ-10", attendance=10)
        build.event("KZ-10", attendance=500)
        assert codes() == []

        build.event("KZ-10", attendance=501)
        assert codes() == [CROWD]

    def test_a_unit_of_large_events_has_none(self):
        for attendance in (600, 700, 800):
            build.event("KZ-10", attendance=attendance)

        assert codes() == []

    @pytest.mark.parametrize(
        ("members", "expected"), [(2, [MEMBERS]), (3, []), (50, []), (51, [MEMBERS])]
    )
    def test_a_council_has_three_to_fifty_members(self, members, expected):
        build.headcount(build.council("KZ-10"), 2023, members)

        assert codes() == expected

    def test_branches_and_clubs_may_be_larger(self):
        build.headcount(build.structure("youth", "KZ-10"), 2023, 300)

        assert codes() == []


class TestTwins:
    def twins(self, unit="KZ-10", **fields):
        build.event("KZ-10", title="Достық күні", place="Үй", attendance=40)
        same = {"title": "ДОСТЫҚ КҮНІ", "place": "Саябақ", "attendance": 40}
        build.event(unit, **(same | fields))
        return codes()

    def test_two_of_one_day_and_title_with_the_same_visitors_are_alike(self):
        assert self.twins() == [TWIN, TWIN]

    def test_so_are_those_of_two_units_at_the_same_place(self):
        assert self.twins("KZ-63", place="Үй", attendance=70) == [TWIN]
        assert codes("KZ-63") == [TWIN]

    def test_another_place_and_number_is_another_event(self):
        assert self.twins("KZ-63", attendance=70) == []

    def test_another_day_is_another_event(self):
        assert self.twins(held_on="2023-05-18") == []

    def test_it_names_the_other_unit_and_nothing_else_of_it(self):
        self.twins("KZ-63", place="Құпия жер", held_on="2023-05-17")

        text = found()[0].text
        assert Reporters().regions["KZ-63"].name in text and "Құпия" not in text


class TestSubjects:
    def test_a_reason_finds_its_row_again_after_a_new_import(self):
        row = {"title": "Достық күні", "place": "Үй", "attendance": 900}
        for _n in range(20):
            build.event("KZ-10", attendance=10)
        event = build.event("KZ-10", **row)
        before = found()[0].subject
        event.delete()
        build.event("KZ-10", **row)

        assert found()[0].subject == before

    def test_different_rows_have_different_subjects(self):
        for _n in range(2):
            build.headcount(build.council("KZ-10"), 2023, 99)

        assert len({warning.subject for warning in found()}) == 2

    def test_they_are_counted_by_the_words_that_make_their_subjects(self):
        """Each kind of warning; two structures of one name share a subject."""
        for number in range(20):
            build.event("KZ-10", attendance=10 + number)
        build.event("KZ-10", title="Той", attendance=900)
        for unit in ("KZ-10", "KZ-63"):
            build.event(unit, "2023-06-01", title="Достық күні", place="Үй")
        for _n in range(2):
            build.headcount(build.council("KZ-10", name="Аксакалдар"), 2023, 99)
        odd = together(plausibility.odd_row_terms(["KZ-10"], 2023))

        assert Counter((w.section, w.code, w.subject) for w in found()) == Counter(
            {
                (section, code, digest(plausibility.apart(words))): n
                for (_odd, section, code), rows in odd.items()
                for words, n in rows.items()
            }
        )
        assert {key[2] for key, rows in odd.items() if rows} == {CROWD, TWIN, MEMBERS}


@pytest.mark.usefixtures("db")
class TestOneQuery:
    """The unit's figures, asked in one query, are those that are computed."""

    @pytest.fixture
    def unit(self):
        build.event("KZ-10", "2023-05-17", {"elders": "organised", "youth": "took_part"})
        build.event("KZ-10", "2023-06-17", {"mothers": "organised"})
        build.headcount(build.council("KZ-10"), 2023, 12)
        build.outlet("KZ-10", languages=["ko", "ru"])
        build.materials(build.club("KZ-10"), 2023)
        build.council("KZ-63")
        return "KZ-10"

    def test_it_is_one_and_right(self, unit, django_assert_num_queries):
        terms = terms_of(unit, 2023, Reporters())
        with django_assert_num_queries(1):
            got = together(terms)

        computed = [f for f in compute(2023, draft=True) if f.region_id == unit]
        assert {code: sum(told.values()) for (code, _year), told in got.items()} == {
            f.indicator: f.value for f in computed if f.value is not None
        }

    def test_the_rows_behind_are_told_by_number_and_value(self, unit):
        behind = rows_behind(unit, 2023, Reporters())

        assert [value for _pk, value in behind["elders.members"]] == [12]
        assert len(behind["events.total"]) == 2
