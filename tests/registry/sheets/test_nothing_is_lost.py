"""What a file holds is read to its last cell, or the file is refused: another reader counts too."""

import time
from collections import Counter
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.db import connection

from registry.sheets import reader
from registry.sheets.messages import Problem, Refused
from tests.registry.sheets import counting, nonsense
from tests.registry.sheets import packages as p
from tests.registry.sheets.files import checked, sheet
from tests.registry.sheets.test_reader import cell, code, rows

SOON = 5  # seconds
long = pytest.mark.soak
once = pytest.mark.skipif(connection.vendor != "sqlite", reason="no database: it is run once")
TWO = p.HEADER + p.row(2, p.cell("A2", 1))
THREE = TWO + p.row(3, p.cell("A3", 1))


@once
@pytest.mark.parametrize(
    "seeds", [range(400), pytest.param(range(1_000, 101_000), marks=long)], ids=["short", "long"]
)
def test_a_file_is_refused_soon_or_read_to_its_last_cell(seeds):
    counted = Counter()
    for seed in seeds:
        section, name, data = nonsense.one(seed)
        start = time.process_time()
        book = _read(name, data)
        assert time.process_time() - start < SOON, f"seed {seed} takes long"
        known = book and _readings(name, data)
        assert not known or _cells_of(book) in known, f"seed {seed}: a row or a cell is lost"
        counted["refused" if not book else "read by one" if not known else "read by both"] += 1
    print(dict(counted))
    assert counted["read by one"] * 1_000 <= counted["read by both"]
    assert counted["refused"] and counted["read by both"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "seeds", [range(60), pytest.param(range(1_000, 6_000), marks=long)], ids=["short", "long"]
)
def test_every_row_below_the_headings_is_taken_or_told_of(bolat, seeds):
    counted = Counter()
    for seed in seeds:
        section, name, data = nonsense.odd(seed)
        result = checked(bolat, section, data, name=name)
        if result.is_readable:
            (known,) = counting.readings(name, data)
            headings = nonsense.headings(section)
            below = sum(counting.below(found, headings) for found in known.values() if found)
            assert len(result.good) + len(result.bad) == below, f"seed {seed}"
            counted["rows"] += below
        counted["read" if result.is_readable else "refused"] += 1
    print(dict(counted))
    assert counted["read"] > counted["refused"]


def _read(name, data):
    """The Book of a file, or None if it is refused."""
    try:
        return reader.read(name, data)
    except Refused:
        return None


def _readings(name, data):
    """The same by the second reader, or nothing if it cannot read what ours can."""
    try:
        known = counting.readings(name, data)
    except Exception:  # what only one of them needs is damaged
        return []
    return [{title: list(map(len, found)) for title, found in one.items()} for one in known]


def _cells_of(book):
    """{title of a sheet: how many cells each of its rows has}."""
    return {one.name: [len(row.cells) for row in one.rows] for one in book.sheets}


def test_the_second_reader_counts_what_people_see():
    files = p.parts("")
    inside = "<row/>" + THREE + "<row><c/><c><v>5</v></c><c><f>A1</f></c></row>"
    files["xl/worksheets/sheet1.xml"] = p.worksheet(inside, '<dimension ref="A1"/>')

    (found,) = counting.readings("a.xlsx", p.packed(files))

    assert found == {"Парақ 1": [["Атауы", "Саны"], ["1"], ["1"], ["5", "="]]}
    assert counting.below(found["Парақ 1"], ["Саны", "Атауы"]) == 3


class TestCells:
    def test_a_formula_that_a_program_wrote_without_its_value_is_told(self):
        value = cell('<c r="A2"><f>1+1</f><v/></c>')

        assert isinstance(value, Problem) and value.message.code == "R17"

    @pytest.mark.parametrize(
        "xml", ['<c r="A2" t="inlineStr"><v>Дос</v></c>', '<c r="A2"><is><t>Дос</t></is></c>']
    )
    def test_a_text_is_read_wherever_the_cell_keeps_it(self, xml):
        assert cell(xml) == "Дос"

    def test_a_long_text_of_spaces_alone_is_none(self):
        assert rows(p.workbook(p.HEADER + p.row(2, p.text("A2", " " * 9_000)))) == rows(
            p.workbook(p.HEADER)
        )

    def test_a_shared_text_is_not_counted_from_the_last(self):
        row = p.row(2, p.cell("A2", -1, "s"))

        assert code(p.workbook(p.HEADER + row, strings="<si><t>а</t></si>")) == "F11"

    def test_cells_within_a_cell_are_refused(self):
        assert code(p.workbook(p.row(1, f'<c r="A1">{p.cell("B1", 1)}</c>', p.cell("C1", 2)))) == (
            "F11"
        )

    def test_a_text_within_a_text_moves_no_other_one(self):
        row = p.row(2, p.cell("A2", 1, "s"))
        strings = "<si><si><t>а</t></si></si><si><t>б</t></si>"

        assert code(p.workbook(p.HEADER + row, strings=strings)) == "F11"

    def test_nor_a_cell_within_a_cell_beside_something_else(self):
        inner = f'<c r="A2">{p.cell("B2", 7)}</c><extLst/>'

        assert code(p.workbook(p.HEADER + p.row(2, inner))) == "F11"

    def test_nor_a_text_deep_within_a_text(self):
        strings = "<si><r><si><t>а</t></si></r></si><si><t>б</t></si>"

        assert code(p.workbook(p.HEADER + p.row(2, p.cell("A2", 1, "s")), strings=strings)) == "F11"

    def test_of_two_values_of_a_cell_none_is_lost(self):
        assert code(p.workbook(p.row(1, '<c r="A1"><v>1</v><v>2</v></c>'))) == "F11"

    def test_two_cells_of_one_address_are_refused(self):
        assert code(p.workbook(p.row(1, p.cell("A1", 1), p.cell("A1", 2)))) == "F11"


class TestRows:
    @pytest.mark.parametrize(
        "sign", ["<!-- </sheetData> -->", "<row><c/><!--</sheetData>--></row>"]
    )
    def test_what_only_looks_like_the_end_of_the_rows_ends_nothing(self, sign):
        assert code(p.workbook(TWO + sign + p.row(4, p.cell("A4", 1)))) == "F11"

    def test_rows_of_another_namespace_are_not_taken_for_none(self):
        files = p.parts(TWO, TWO)
        name = "xl/worksheets/sheet1.xml"
        files[name] = files[name].replace(p.MAIN, "urn:x")

        assert code(p.packed(files)) == "F11"

    @pytest.mark.parametrize(
        ("encoding", "between"), [("utf-8", ""), ("utf-16", ""), ("utf-8", "<x/>" * 99_000)]
    )
    def test_rows_that_begin_again_are_refused(self, encoding, between):
        files = p.parts("")
        again = f"{between}<sheetData>{p.row(2, p.cell('A2', 1))}</sheetData>"
        xml = p.worksheet(p.HEADER, after=again)
        files["xl/worksheets/sheet1.xml"] = xml.encode(encoding)

        assert code(p.packed(files)) == "F11"

    def test_a_sheet_without_a_place_for_rows_is_refused(self):
        files = p.parts(TWO, TWO)
        files["xl/worksheets/sheet2.xml"] = f'<worksheet xmlns="{p.MAIN}"/>'

        assert code(p.packed(files)) == "F11"

    def test_a_value_in_another_encoding_is_seen_below_many_empty_rows(self):
        files = p.parts("")
        empty = "".join(f'<row r="{n}" spans="1:99"/>' for n in range(2, 15_000))
        xml = p.worksheet(p.HEADER + empty + p.row(15_000, p.cell("A15000", 1)))
        files["xl/worksheets/sheet1.xml"] = xml.encode("utf-16")

        assert code(p.packed(files)) == "F15"

    def test_a_changed_byte_is_seen_however_much_follows_the_rows(self):
        files = p.parts("")
        files["xl/worksheets/sheet1.xml"] = p.worksheet(THREE, after="<x/>" * 99_000)
        data = _stored(files)

        assert len(rows(data)) == 3
        assert code(data.replace(b"<v>1</v>", b"<v>7</v>", 1)) == "F11"


class TestSheets:
    def test_a_sheet_is_hidden_only_if_it_says_so(self):
        assert len(reader.read("a.xlsx", p.workbook(TWO, (TWO, "seen"))).sheets) == 2

    def test_a_sheet_that_leads_nowhere_is_no_empty_one(self):
        files = p.parts(TWO, TWO)
        name = "xl/_rels/workbook.xml.rels"
        files[name] = files[name].replace('Id="rId2"', 'Id="rId9"')

        assert code(p.packed(files)) == "F11"

    @pytest.mark.parametrize("name", ["Парақ 1", "ПАРАҚ 1"])
    def test_two_sheets_of_one_name_are_refused(self, name):
        files = p.parts(TWO, TWO)
        files["xl/workbook.xml"] = files["xl/workbook.xml"].replace("Парақ 2", name)

        assert code(p.packed(files)) == "F11"

    def test_two_sheets_of_one_part_are_refused(self):
        """Or a small file with a long part could be read thirty times."""
        files = p.parts(TWO, TWO)
        name = "xl/_rels/workbook.xml.rels"
        files[name] = files[name].replace("sheet2.xml", "sheet1.xml")

        assert code(p.packed(files)) == "F11"


def test_a_line_that_names_no_delimiter_is_a_row():
    assert rows(b"sep=\r\na;b\r\n", "a.csv") == [(1, {1: "sep="}), (2, {1: "a", 2: "b"})]


@pytest.mark.django_db
def test_values_under_no_heading_are_told_by_their_letter(bolat):
    lines = sheet("events", *nonsense.EVENTS)
    lines[3] += [None, "қосымша"]

    result = checked(bolat, "events", p.book(*lines))

    (told,) = (m for m in result.messages if m.code == "F08")
    assert told.values == {"header": reader.letter(len(lines[0]) + 2)}


def above(result):
    """What is told of rows above the headings: (how many rows, as a mistake or not)."""
    told = [m for m in result.messages if m.code == "F22"]
    return [(m.values["n"], m in result.errors) for m in told]


@pytest.mark.django_db
def test_rows_above_the_headings_are_told_and_titles_are_none(bolat):
    incomplete = nonsense.EVENTS[0] | {"attendance": None}
    headings, *lines = sheet("events", incomplete, *nonsense.EVENTS)
    titles = [["Есеп"], ["Астана", 2026, "Іс-шаралар"], list(range(1, len(headings) + 1))]

    sorted_in = checked(bolat, "events", p.book(*titles, *lines[:3], headings, *lines[3:]))
    titled = checked(bolat, "events", p.book(*titles, headings, *lines[1:]))

    assert above(sorted_in) == [(3, False)] and len(sorted_in.good) == len(lines) - 3
    assert not above(titled) and len(titled.good) == len(lines) - 1


@pytest.mark.django_db
def test_a_row_of_two_cells_above_the_headings_is_told_too(bolat):
    headings, line = sheet("agreements", {"concluded_on": "24.10.2026"})

    result = checked(bolat, "mediation", p.book(line, headings))

    assert above(result) == [(1, False)]
    assert [m.code for m in result.errors] == ["F04"]


def _stored(files):
    """The bytes of a zip whose parts are not packed."""
    made = p.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return made.getvalue()
