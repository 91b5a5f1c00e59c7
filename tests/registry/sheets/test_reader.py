"""Files are read whole, with the addresses that Excel shows, or refused with one reason."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from registry.sheets import reader
from registry.sheets.bounds import PAGE
from registry.sheets.messages import Problem, Refused
from tests.registry.sheets import packages as p


def read(data, name="a.xlsx"):
    return reader.read(name, data)


def rows(data, name="a.xlsx"):
    return [(row.number, row.cells) for row in read(data, name).sheets[0].rows]


def code(data, name="a.xlsx"):
    with pytest.raises(Refused) as refused:
        read(data, name)
    assert str(refused.value.message)
    return refused.value.message.code


def cell(xml, **options):
    """What the reader makes of the cell A2."""
    return dict(rows(p.workbook(p.HEADER + p.row(2, xml), **options)))[2][1]


class TestRows:
    def test_a_row_has_the_number_and_the_columns_that_excel_shows(self):
        data = p.workbook(p.row(3, p.text("B3", "а"), p.cell("AA3", 5)) + p.row(7, p.cell("A7", 1)))

        assert rows(data) == [(3, {2: "а", 27: 5}), (7, {1: 1})]
        assert [reader.letter(2), reader.letter(27)] == ["B", "AA"]

    def test_cells_and_rows_without_an_address_follow_each_other(self):
        data = p.workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")

        assert rows(data) == [(1, {1: 1, 2: 2}), (2, {1: 3})]

    def test_a_wrong_dimension_tag_loses_no_row(self):
        files = p.parts("")
        inside = "".join(p.row(n, *(p.cell(f"{c}{n}", n) for c in "ABCDE")) for n in range(1, 301))
        files["xl/worksheets/sheet1.xml"] = p.worksheet(inside, '<dimension ref="A1:B2"/>')

        found = rows(p.packed(files))

        assert len(found) == 300 and found[-1] == (300, dict.fromkeys(range(1, 6), 300))

    def test_prefixed_elements_are_read(self):
        data = p.parts(p.HEADER)
        sheet = data["xl/worksheets/sheet1.xml"].replace("<", "<x:").replace("<x:/", "</x:")
        data["xl/worksheets/sheet1.xml"] = sheet.replace("xmlns=", "xmlns:x=")

        assert rows(p.packed(data)) == [(1, {1: "Атауы", 2: "Саны"})]

    def test_only_visible_sheets_are_read(self):
        data = p.workbook((p.row(1, p.cell("A1", 9)), "hidden"), p.HEADER, p.row(1))

        assert [sheet.name for sheet in read(data).sheets] == ["Парақ 2", "Парақ 3"]

    def test_the_hidden_sheet_of_a_template_says_what_it_is_for(self):
        made = Workbook()
        made.active.append(["Атауы"])
        stamp = made.create_sheet(reader.STAMP)
        stamp.sheet_state = "hidden"
        stamp.append(["unit", "KZ-10"])

        assert read(p.saved(made)).stamp == {"unit": "KZ-10"}

    def test_what_follows_the_rows_is_not_parsed(self):
        files = p.parts("")
        files["xl/worksheets/sheet1.xml"] = p.worksheet(p.HEADER) + "<this is not XML"

        assert rows(p.packed(files)) == [(1, {1: "Атауы", 2: "Саны"})]


class TestValues:
    def test_numbers_stay_numbers(self):
        assert cell(p.cell("A2", "252500")) == 252500
        assert cell(p.cell("A2", "252.5")) == 252.5
        assert cell(p.cell("A2", "1E3")) == 1000.0

    def test_shared_and_rich_texts_are_read_without_how_they_sound(self):
        rich = "<si><r><t>Дос</t></r><r><t>тық</t></r><rPh><t>x</t></rPh></si>"

        assert cell(p.cell("A2", 0, "s"), strings=rich) == "Достық"

    def test_dates_are_the_same_in_both_epochs(self):
        assert cell(p.cell("A2", 45223, more='s="1"')) == datetime(2023, 10, 24)
        since_1904 = cell(p.cell("A2", 45223 - 1462, more='s="1"'), properties='date1904="1"')
        assert since_1904 == datetime(2023, 10, 24)

    def test_a_book_of_openpyxl_gives_what_was_put_in(self):
        day = date(2026, 10, 24)

        found = rows(p.book(["Күні", "Бар", "Саны"], [day, True, 12]))

        assert found[1] == (2, {1: datetime(2026, 10, 24), 2: True, 3: 12})

    @pytest.mark.parametrize(
        ("xml", "problem"),
        [
            (p.cell("A2", "#REF!", "e"), "R15"),
            ('<c r="A2"><f>SUM(B1:B9)</f></c>', "R17"),
            (p.text("A2", "ұ" * (PAGE.letters + 1)), "R13"),
            (p.cell("A2", "9e9", more='s="1"'), "R05"),
        ],
    )
    def test_a_cell_without_a_value_says_why(self, xml, problem):
        value = cell(xml)

        assert isinstance(value, Problem) and value.message.code == problem

    def test_a_calculated_formula_has_its_value_and_an_empty_one_none(self):
        data = p.workbook(
            p.row(1, p.cell("A1", 7, more="<f>3+4</f>"), p.cell("B1", "", "str", "<f>IF()</f>"))
        )

        assert rows(data) == [(1, {1: 7})]


class TestRefusals:
    def test_what_is_no_workbook_is_named(self):
        assert code(b"") == "F04"
        assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook" * 20, "a.xls") == "F02"
        assert code(b"<html><table></table></html>") == "F02"
        assert code(b"%PDF-1.7", "a.pdf") == "F02"
        assert code(p.packed({"mimetype": "x", "content.xml": "<x/>"})) == "F02"

    def test_an_encrypted_workbook_asks_for_no_password(self):
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9

        assert code(data) == "F05"

    def test_a_part_with_a_password_is_encrypted(self):
        data = bytearray(p.workbook(p.HEADER))
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.find(mark)
            data[at + flags] |= 1

        assert code(bytes(data)) == "F05"

    @pytest.mark.parametrize(
        ("main", "expected"),
        [
            ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "F10"),
            ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "F10"),
            (p.PLAIN.replace("sheet.main", "template.main"), "F02"),
            (p.PLAIN.replace("spreadsheetml.sheet", "wordprocessingml.document"), "F02"),
        ],
    )
    def test_the_kind_of_the_main_part_decides(self, main, expected):
        assert code(p.workbook(p.HEADER, main=main)) == expected

    def test_macros_are_refused_under_any_name(self):
        files = p.parts(p.HEADER) | {"xl/vbaProject.bin": b"x"}

        assert code(p.packed(files)) == "F10"
        assert code(p.workbook(p.HEADER), "a.xlsm") == "F10"

    def test_strict_open_xml_is_asked_to_be_saved_anew(self):
        files = p.parts(p.HEADER)
        strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        files["xl/workbook.xml"] = files["xl/workbook.xml"].replace(p.MAIN, strict)

        assert code(p.packed(files)) == "F02"

    def test_two_parts_of_one_name_are_refused(self):
        data = p.packed(p.parts(p.HEADER) | {"xl/Styles.xml": "<x/>"})

        assert code(data.replace(b"xl/Styles.xml", b"xl/styles.xml")) == "F02"

    def test_a_cut_file_is_damaged(self):
        data = p.workbook(p.HEADER)

        assert code(data[: len(data) // 2]) == "F11"
        assert code(p.packed({"[Content_Types].xml": "<Types"})) == "F11"

    def test_a_file_without_a_filled_row_is_empty(self):
        assert code(p.workbook(p.row(1) + p.row(2, '<c r="A2"/>', p.text("B2", " ")))) == "F04"


class TestBounds:
    def test_a_file_of_ten_megabytes_is_the_largest(self):
        assert code(b"PK" + bytes(PAGE.size)) == "F03"

    def test_too_many_parts_and_too_much_inside_are_refused(self, monkeypatch):
        files = p.parts(p.HEADER)
        assert code(p.packed(files | {f"x/{n}": "" for n in range(PAGE.parts)})) == "F14"
        assert code(p.packed(files | {"xl/media/a": bytes(PAGE.part + 1)})) == "F14"
        assert code(p.packed(files | {"xl/workbook.xml": bytes(PAGE.index + 1)})) == "F14"
        assert code(p.packed(files | {"xl/sharedStrings.xml": bytes(PAGE.strings + 1)})) == "F14"

    def test_too_many_shared_texts_are_refused(self):
        assert code(p.workbook(p.HEADER, strings="<si/>" * (PAGE.tags + 1))) == "F14"

    def test_one_row_more_than_the_most_is_refused(self):
        inside = "".join(p.row(n, p.cell(f"A{n}", 1)) for n in range(1, PAGE.rows + 2))

        assert code(p.workbook(inside)) == "F12"

    def test_a_value_beyond_the_last_column_is_refused(self):
        assert code(p.workbook(p.row(1, p.cell("CW1", 5)))) == "F13"
        assert rows(p.workbook(p.row(1, p.cell("CV1", 5))))

    def test_more_cells_than_the_most_are_refused(self):
        full = "".join(p.cell(f"{reader.letter(c)}1", 1) for c in range(1, 101))
        inside = "".join(f"<row>{full}</row>" for _ in range(PAGE.cells // 100 + 1))

        assert code(p.workbook(inside)) == "F14"

    def test_a_row_of_a_million_tags_is_refused(self):
        assert code(p.workbook("<row>" + "<c/>" * 1_000_000 + "</row>")) == "F14"
        assert code(p.workbook("<row><c>" + "ы" * PAGE.row_bytes + "</c></row>")) == "F14"

    def test_rows_that_go_back_are_refused(self):
        assert code(p.workbook(p.row(5, p.cell("A5", 1)) + p.row(4, p.cell("A4", 1)))) == "F11"


class TestEmptyRows:
    @pytest.mark.parametrize("number", [1_048_576, 999_999_999])
    def test_a_row_far_below_costs_nothing(self, number):
        assert code(p.workbook(p.HEADER + p.row(number, p.cell(f"A{number}", 1)))) == "F15"
        assert rows(p.workbook(p.HEADER + p.row(number))) == rows(p.workbook(p.HEADER))

    def test_formatted_rows_to_the_end_of_the_sheet_are_left_out(self):
        tail = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 300_000))

        assert rows(p.workbook(p.HEADER + tail)) == rows(p.workbook(p.HEADER))

    def test_a_row_below_many_formatted_ones_is_not_lost_in_silence(self):
        tail = "".join(f'<row r="{n}"/>' for n in range(2, 90_000))
        last = p.row(90_000, p.cell("A90000", 1))

        assert code(p.workbook(p.HEADER + tail + last)) == "F15"


def test_openpyxl_reads_the_fixtures_too():
    """The handmade workbooks are workbooks: another reader agrees about the plain one."""
    files = p.parts(p.HEADER)
    del files["xl/styles.xml"]

    book = load_workbook(BytesIO(p.packed(files)))

    assert [cell.value for cell in book.active[1]] == ["Атауы", "Саны"]
