"""The template of a section can be sent back as it is, in any language, and changes nothing."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from registry.sheets.intake import Intake
from registry.sheets.template import template
from registry.sheets.version import VERSION
from tests import build, cast
from tests.registry.sheets import packages
from tests.registry.sheets.files import EVENT, TODAY, checked, codes, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(db):
    build.reporting_year(2026)
    return cast.root()


def made(user, section, unit="KZ-71", year=2026, **options):
    return template(Intake(user, unit, year, section, TODAY), **options)


def opened(data):
    return load_workbook(BytesIO(data))


def test_it_holds_the_open_records_with_their_numbers(root):
    open_, gone = build.council(name="Бірлік"), build.council(closed_on="2020-01-01")
    build.headcount(open_, 2025, 17)

    rows = list(opened(made(root, "elders")).active.iter_rows(min_row=2, values_only=True))

    assert [row[0] for row in rows] == [open_.pk] and gone.pk
    assert rows[0][1:4] == ("Астана қаласы", "өңірлік", "Бірлік")
    assert rows[0][-3:] == (None, None, 17)


def test_a_template_without_records_has_headings_only(root):
    build.council()

    sheet = opened(made(root, "elders", is_filled=False)).active

    assert sheet.max_row == 1 and sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]][2:4] == ["Деңгейі *", "Атауы *"]


def test_lists_open_by_a_name_that_excel_2007_knows(root):
    book = opened(made(root, "events"))
    rules = {str(r.sqref): r for r in book.active.data_validations.dataValidation}

    topic = rules["H2:H2000"]
    assert topic.type == "list" and topic.formula1[1:] in book.defined_names
    place = book.defined_names[topic.formula1[1:]].attr_text
    words = [cell.value for (cell,) in book["_lists"][place.split("!")[1].replace("$", "")]]
    assert "спорт" in words and len(words) == 14
    assert book["_lists"].sheet_state == "veryHidden"


def test_a_name_that_looks_like_a_formula_stays_a_text(root):
    build.council(name="=1+1")

    data = made(root, "elders")

    xml = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml and opened(data).active["D2"].value == "=1+1"


class TestStamp:
    def stamped(self, root, **facts):
        book = opened(made(root, "events", is_filled=False))
        for place, value in enumerate(sheet("events", EVENT)[1], 1):
            book.worksheets[0].cell(2, place, value)
        for row in book["_portal"].iter_rows():
            row[1].value = facts.get(row[0].value, row[1].value)
        return packages.saved(book)

    def test_the_own_template_is_taken(self, root):
        assert not checked(root, "events", self.stamped(root)).errors

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"version": "0"}, "F06"),
            ({"unit": "KZ-10"}, "F09"),
            ({"year": 2025}, "F18"),
            ({"section": "elders"}, "F18"),
        ],
    )
    def test_the_template_of_another_is_not(self, root, facts, code):
        result = checked(root, "events", self.stamped(root, **facts))

        assert codes(result) == [(code, None, None)]
        assert VERSION != "0" and not result.good
