"""The yearly grid: all numbers of a section in one table, none lost, none overwritten."""

import re
from datetime import date
from html import unescape

import pytest

from registry.models import Headcount, MaterialCount, SectionState, Structure
from tests import build
from tests.registry.acts import section
from tests.registry.grid.pages import (
    UNIT,
    YEAR,
    address,
    members,
    number_of,
    open_page,
    send,
    typed,
)

pytestmark = pytest.mark.django_db


def many_councils(number):
    """So many Councils of Elders, each with ten members last year."""
    same = {"kind": "elders", "region_id": UNIT, "counts_from": 2015}
    made = Structure.objects.bulk_create(
        Structure(name=f"C {n:03}", opened_on=date(2015, 3, 1), **same) for n in range(number)
    )
    Headcount.objects.bulk_create(
        Headcount(structure=one, year=YEAR - 1, members=10) for one in made
    )


class TestReading:
    def test_a_row_for_each_structure_of_the_year_with_last_years_number(self, aigul, councils):
        build.council(UNIT, name="Not yet", opened_on="2025-01-01")
        build.council(UNIT, name="No more", closed_on="2024-12-31")
        build.council("KZ-71", name="Elsewhere")

        page = open_page(aigul)

        assert all(one.name in page for one in councils)
        assert page.count('data-before="10"') == 3 and 'data-before="30"' in page
        assert not any(name in page for name in ("Not yet", "No more", "Elsewhere"))

    def test_a_club_has_its_months(self, aigul):
        club = build.club(UNIT)
        build.materials(club, YEAR - 1, 5, 7)

        page = open_page(aigul, "clubs")

        assert page.count(f'name="c{club.pk}-') == 12 and f'name="m{club.pk}"' in page
        assert "December" in page and 'data-before="7"' in page

    @pytest.mark.parametrize("key", ["events", "houses", "nothing"])
    def test_a_section_without_structures_has_no_grid(self, aigul, key):
        assert aigul.get(address(key)).status_code == 404

    @pytest.mark.parametrize("year", [1, 2023, 10**30])
    def test_nor_has_a_year_that_is_not_open(self, aigul, year):
        assert aigul.get(f"/admin/grid/{UNIT}/{year}/elders/").status_code == 404

    def test_four_hundred_rows_come_in_pages_and_ask_no_more(
        self, aigul, submission, django_assert_max_num_queries
    ):
        many_councils(400)

        with django_assert_max_num_queries(15):
            page = open_page(aigul, page=2)

        assert page.count("inputmode") == 100 and "C 100" in page and "C 000" not in page
        assert 'data-before="4000"' in page and len(page) < 100_000
        data = typed(page) | dict.fromkeys(re.findall(r'name="(m\d+)"', page), "12")
        with django_assert_max_num_queries(40):
            aigul.post(address(), data)
        assert Headcount.objects.filter(year=YEAR, members=12).count() == 100
        assert Headcount.history.filter(year=YEAR).count() == 100


class TestSaving:
    def test_only_what_was_typed_is_written_with_one_version_of_history_each(self, aigul, councils):
        build.headcount(councils[0], YEAR, 9)
        before = Headcount.history.count()

        text = send(
            aigul,
            open_page(aigul),
            **{number_of(councils[0]): "1 200", number_of(councils[1]): "8"},
        )

        assert [members(one) for one in councils] == [(1200, ""), (8, ""), None]
        new = Headcount.history.all()[: Headcount.history.count() - before]
        assert [(v.history_type, v.history_user.username) for v in new] == [
            ("+", "aigul"),
            ("~", "aigul"),
        ] or {v.history_type for v in new} == {"+", "~"}
        assert {v.history_through for v in new} == {"grid"}
        assert "2 numbers are saved." in text and re.search(r"Saved, \d\d:\d\d", text)

    def test_a_page_sent_twice_or_unchanged_writes_once_or_nothing(self, aigul, councils):
        page = open_page(aigul)
        send(aigul, page, **{number_of(councils[0]): "9"})
        versions = Headcount.history.count()

        send(aigul, page, **{number_of(councils[0]): "9"})
        text = send(aigul, open_page(aigul))

        assert Headcount.history.count() == versions
        assert "Nothing was changed." in text

    def test_a_reason_stands_where_members_are_not_known(self, aigul, councils):
        why = f"why-{number_of(councils[0])}"
        send(aigul, open_page(aigul), **{why: "The list is being renewed"})
        assert members(councils[0]) == (None, "The list is being renewed")

        send(aigul, open_page(aigul), **{why: "", number_of(councils[0]): "0"})
        assert members(councils[0]) == (0, "")

        send(aigul, open_page(aigul), **{number_of(councils[0]): ""})
        assert members(councils[0]) is None
        assert Headcount.history.first().history_type == "-"

    @pytest.mark.parametrize(
        ("number", "why", "said"),
        [
            ("about 50", "", "is not a number"),
            ("1,200", "", "may mean 1200 or 1,2"),
            ("-4", "", "is negative"),
            ("10", "unknown", "Give the number or the reason, not both."),
            ("", "x" * 201, "the limit is 200"),
        ],
    )
    def test_a_wrong_number_keeps_what_was_typed_and_the_others_are_saved(
        self, aigul, councils, number, why, said
    ):
        wrong, right = map(number_of, councils[:2])

        text = send(aigul, open_page(aigul), **{wrong: number, f"why-{wrong}": why, right: "8"})

        assert members(councils[0]) is None and members(councils[1]) == (8, "")
        assert unescape(text).count(said) == 2 and f'<a href="#{wrong}">' in text
        assert f'value="{number or why}"' in text and "1 other number is saved." in text
        text = send(aigul, text, **{wrong: "7", f"why-{wrong}": ""})
        assert members(councils[0]) == (7, "")

    def test_the_materials_of_a_month(self, aigul):
        club = build.club(UNIT)

        send(
            aigul,
            open_page(aigul, "clubs"),
            "clubs",
            **{f"c{club.pk}-3": "14", f"c{club.pk}-4": "0"},
        )

        found = MaterialCount.objects.filter(club=club, year=YEAR)
        assert dict(found.values_list("month", "materials")) == {3: 14, 4: 0}


class TestChecks:
    @pytest.mark.parametrize(
        ("key", "number", "said"),
        [
            ("elders", 51, "Usual are 3 to 50"),
            ("elders", 31, "More than half"),
            ("youth", 60, "More"),
        ],
    )
    def test_an_unusual_number_is_saved_and_told_beside_it(
        self, aigul, submission, key, number, said
    ):
        one = build.structure({"elders": "elders", "youth": "youth"}[key], UNIT)
        build.headcount(one, YEAR - 1, 10)

        text = send(aigul, open_page(aigul, key), key, **{number_of(one): str(number)})

        assert members(one) == (number, "")
        assert f"<b>{said}" in text

    def test_last_years_numbers_fill_the_empty_fields_and_nothing_is_saved(self, aigul, councils):
        data = typed(open_page(aigul)) | {number_of(councils[0]): "9", "act": "fill"}

        text = aigul.post(address(), data).content.decode()

        assert text.count('value="10"') == 2 and 'value="9"' in text
        assert not Headcount.objects.filter(year=YEAR).exists()
        send(aigul, text)
        assert [members(one) for one in councils] == [(9, ""), (10, ""), (10, "")]

    def test_a_reason_of_last_year_is_not_filled_in(self, aigul, councils):
        last = Headcount.objects.filter(structure=councils[0], year=YEAR - 1)
        last.update(members=None, unknown_because="Былтыр тізім жоқ")

        text = aigul.post(address(), typed(open_page(aigul)) | {"act": "fill"}).content.decode()

        assert 'value="Былтыр тізім жоқ"' not in text
        send(aigul, text)
        assert [members(one) for one in councils[1:]] == [(10, "")] * 2

    def test_nothing_changed_since_last_year_is_a_deliberate_act(self, aigul, councils, submission):
        aigul.get(address())
        assert section(submission, "elders").state == SectionState.State.OPEN

        aigul.post(address(), {"act": "keep"})

        assert section(submission, "elders").state == SectionState.State.DONE
        assert [members(one) for one in councils] == [(10, "")] * 3
        assert Headcount.history.filter(year=YEAR, history_user__username="aigul").count() == 3
