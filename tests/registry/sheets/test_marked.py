"""The user's own workbook comes back marked, and can be corrected and sent again."""

from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from registry.sheets import marked
from tests import build
from tests.registry.sheets import packages
from tests.registry.sheets.files import EVENT, checked, file, sheet
from tests.registry.sheets.test_importing import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def returned(user, data, name="а.xlsx"):
    """The workbook that comes back."""
    upload, _token = sent(user, "events", data)
    upload.file_name = name
    return load_workbook(BytesIO(marked.marked(upload, checked(user, "events", data, name=name))))


def files_of(data):
    """The parts {path: bytes} of a workbook."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def wrong(*rows):
    return file("events", *(EVENT | row for row in rows or ({"attendance": "шамамен 50"},)))


class TestOwnWorkbook:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_document_type_in_any_part_keeps_it_from_being_opened_whole(self, bolat, encoding):
        files = files_of(wrong())
        text = files["docProps/core.xml"].decode()
        hole = "<!-- a --><!DOCTYPE x [<!ATTLIST x a CDATA 'b'>]>"
        files["docProps/core.xml"] = (hole + text[text.find("<cp:") :]).encode(encoding)
        with patch.object(marked, "load_workbook") as opened:
            back = returned(bolat, packages.packed(files))

        assert not opened.called
        assert back["Іс-шаралар"]["I2"].comment.text.startswith("R02")

    def test_the_cell_is_red_and_its_comment_says_the_sentence(self, bolat):
        cell = returned(bolat, wrong())["Іс-шаралар"]["I2"]

        assert cell.fill.fgColor.rgb.endswith("FFC7CE")
        assert "шамамен 50" in cell.comment.text and cell.comment.text.startswith("R02")

    def test_all_that_is_wrong_is_listed_on_a_sheet(self, bolat):
        with override("ru"):
            rows = list(returned(bolat, wrong())["Ошибки"].iter_rows(values_only=True))

        assert rows[1][:4] == ("R02", "Іс-шаралар", 2, "I Қамтылған адам саны")
        assert rows[1][4].startswith("«шамамен 50» – не число.")

    def test_what_the_user_made_of_it_stays(self, bolat):
        book = load_workbook(BytesIO(wrong()))
        book.active["Z9"], book.active["D2"].font = "=1+1", marked.head.__globals__["BOLD"]
        book.create_sheet("Менікі")["A1"] = "жеке"

        back = returned(bolat, packages.saved(book))

        assert back["Менікі"]["A1"].value == "жеке" and back["Іс-шаралар"]["D2"].font.bold
        assert back["Іс-шаралар"]["Z9"].value == "=1+1"

    def test_a_corrected_one_is_clean_and_its_list_is_not_read(self, bolat):
        back = returned(bolat, wrong())
        back["Іс-шаралар"]["I2"] = 50
        data = packages.saved(back)

        result = checked(bolat, "events", data)
        again = returned(bolat, data)["Іс-шаралар"]["I2"]

        assert not result.errors and not result.notes
        assert again.comment is None and again.fill.fill_type is None

    def test_an_error_of_a_whole_row_is_at_its_first_cell(self, bolat):
        build.event("KZ-71", "2026-10-24", title="Достық күні", place="Есіл ауданы")

        assert returned(bolat, wrong({}))["Іс-шаралар"]["A2"].comment.text.startswith("R12")


class TestOtherFiles:
    def test_a_csv_comes_back_as_a_workbook(self, bolat):
        rows = sheet("events", EVENT | {"attendance": "x", "title": "=1+1"})
        text = "\r\n".join(";".join(str(c or "") for c in row) for row in rows)

        page = returned(bolat, text.encode(), "а.csv").worksheets[0]

        assert page["I2"].comment and page["D2"].value == "=1+1" and page["D2"].data_type == "s"

    def test_a_large_one_comes_back_with_its_rows_alone(self, bolat, monkeypatch):
        monkeypatch.setattr(marked, "CELLS", 5)

        page = returned(bolat, wrong({}, {"attendance": "x"}))["Іс-шаралар"]

        assert page["I3"].comment and page["D2"].value == "Достық күні"

    def test_a_file_that_cannot_be_read_comes_back_as_its_errors(self, bolat):
        book = returned(bolat, packages.book(["Жоқ"], ["жоқ"]))

        assert "F17" in [cell.value for cell in book["Қателер"]["A"]]


@pytest.mark.parametrize("name", ["", "а/б", "ұ" * 40])
def test_a_sheet_of_a_name_that_excel_forbids_comes_back_under_another(bolat, name):
    files = files_of(wrong())
    own = files["xl/workbook.xml"].decode()
    files["xl/workbook.xml"] = own.replace("Іс-шаралар", name).encode()

    book = returned(bolat, packages.packed(files))

    assert "шамамен 50" in book.worksheets[0]["I2"].comment.text


def test_the_rest_is_the_bad_rows_alone(bolat):
    data = wrong({}, {"title": "Екінші", "attendance": "x"}, {"title": "Үшінші", "topic": "x"})

    book = load_workbook(BytesIO(marked.rest(checked(bolat, "events", data))))

    page = book["Іс-шаралар"]
    assert [row[3].value for row in page.iter_rows(min_row=2)] == ["Екінші", "Үшінші"]
    assert page["I2"].comment and page["H3"].comment
    assert [cell.value for cell in page[1]] == sheet("events")[0]
    assert [row[2].value for row in book["Қателер"].iter_rows(min_row=2)] == [3, 4]


def test_the_rest_of_a_file_that_is_wrong_in_every_row_keeps_its_numbers(bolat):
    rows = sheet("events", EVENT | {"attendance": "x"}, EVENT | {"title": "Екінші", "topic": "x"})
    data = packages.book(["Есеп"], [], *rows, title="Іс-шаралар")

    book = load_workbook(BytesIO(marked.rest(checked(bolat, "events", data))))

    page = book["Іс-шаралар"]
    assert page["I4"].comment and page["H5"].comment
    assert [row[2].value for row in book["Қателер"].iter_rows(min_row=2)] == [4, 5]
