"""The workbook of a release: its figures, and what a reader of Excel must not meet."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from registry.sections import SECTIONS
from reports import workbook
from reports.models import Figure
from reports.summary import country_years
from reports.workbook.cells import value
from tests.reports.published import published_summary
from tests.reports.tables import head, shown, table

pytestmark = pytest.mark.django_db
LANGUAGES = ["kk", "ru", "en"]
YEAR, REGIONS, BY_REGION, BARS, YEARS, LINES, DEFINITIONS = range(1, 8)
ADDRESS = "https://portal.example/kk/2023/"


@pytest.fixture(scope="module")
def summary(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), published_summary() as found:
        yield found


@pytest.fixture(scope="module")
def past(summary):
    """The country in 2022 and 2023."""
    return country_years([summary.release, summary.release.compared_with])


@pytest.fixture(scope="module")
def files(summary, past):
    """The bytes of the workbook in each language."""
    return {name: workbook.build(summary, name, ADDRESS, past) for name in LANGUAGES}


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request, files):
    return load_workbook(BytesIO(files[request.param]))


@pytest.fixture(scope="module")
def english(files):
    return load_workbook(BytesIO(files["en"])).worksheets


def with_tables(book):
    return [book.worksheets[place] for place in (YEAR, REGIONS, BY_REGION, YEARS, DEFINITIONS)]


def cells(book):
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from row


def test_the_year_holds_the_country_in_this_year_and_the_one_before(english, summary):
    found = {row[1]: row[3:5] for row in table(english[YEAR]) if row[1]}

    assert found == {
        line.code: (shown(line.figure), shown(line.before)) for line in summary.country
    }


def test_the_regions_hold_every_figure_of_every_unit(english, summary):
    expected = []
    for line in summary.country:
        by_place = summary.by_place(line.code)
        parts = [by_place.get(place.code) for place in summary.places]
        figures = [part and part.figure for part in parts]
        expected.append((shown(line.figure), *map(shown, figures)))

    assert [(row[2], *row[4:]) for row in table(english[REGIONS])] == expected


def row_of(sheet, name):
    (found,) = [row for row in table(sheet) if name in row[:2]]
    return found


@pytest.mark.parametrize(
    "code, expected",
    [
        ("elders.events", (3, 1, 2, 2.0, "20 of 21", "final")),
        ("elders.members", (7, 9, -2, -2 / 9, "21 of 21; members known for 1 bodies", "final")),
        ("parliament.senators", (5, "…", "…", "…", "x", "final")),
        ("awards.el_birligi", (0, "x", "x", "x", "1 of 1", "final")),
        ("mothers.events", (0, 0, 0, "x", "20 of 21", "final")),
        ("parliament.group_senate", ("…", "x", "x", "x", "x", "not reported")),
    ],
)
def test_a_line_shows_its_change_or_says_which_kind_of_nothing_it_is(english, code, expected):
    assert row_of(english[YEAR], code)[3:9] == pytest.approx(expected)


def test_a_number_is_a_number_with_a_format(english):
    value, _before, change, percent = english[YEAR][head(english[YEAR]) + 2][3:7]

    assert (value.data_type, value.number_format) == ("n", "#,##0")
    assert (change.data_type, change.number_format) == ("n", '+#,##0;"−"#,##0;0')
    assert (percent.data_type, percent.number_format) == ("n", '+0.0%;"−"0.0%;0.0%')


def test_a_total_that_its_parts_add_up_to_has_a_live_check(english):
    sheet = english[REGIONS]
    first = head(sheet) + 1

    assert sheet.cell(first, 4).value == f"=SUM(E{first}:Y{first})-C{first}"
    assert sheet.cell(first, 4).data_type == "f"
    assert row_of(sheet, "Languages of the ethnic media")[3] == "parts do not add up"
    missing = row_of(sheet, "Events held by the Councils of Mothers")
    assert "…" in missing[4:] and missing[3].startswith("=SUM(")
    assert row_of(sheet, "Senators appointed on the Assembly's proposal")[3] == "x"


def test_every_check_gives_zero(english):
    checks = [row for row in table(english[REGIONS]) if str(row[3]).startswith("=")]

    assert len(checks) > 30
    for row in checks:
        assert sum(part for part in row[4:] if part not in ("x", "…")) == row[2]


def test_only_checks_are_formulas(book):
    formulas = [cell for cell in cells(book) if cell.data_type == "f"]

    assert formulas
    assert {cell.column_letter for cell in formulas} == {"D"}
    assert all(cell.value.startswith(("=SUM(E", "=SUM(D")) for cell in formulas)


def test_a_name_that_looks_like_a_formula_stays_a_name(files):
    sheet = load_workbook(BytesIO(files["kk"])).worksheets[REGIONS]
    (cell,) = [cell for cell in sheet[head(sheet)] if cell.value == "=1+1"]

    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_text_with_a_control_character_or_an_error_is_written_as_text(summary, monkeypatch):
    words = summary.country[0].definition.words["en"]
    monkeypatch.setitem(words, "label", "a\x0bb")
    monkeypatch.setitem(words, "definition", "#N/A")

    sheet = load_workbook(BytesIO(workbook.build(summary, "en"))).worksheets[-1]

    assert table(sheet)[0][1:3] == ("ab", "#N/A")
    assert sheet.cell(head(sheet) + 1, 3).data_type == "s"


def test_definitions_say_how_a_number_may_be_used(english):
    sheet = english[DEFINITIONS]

    assert len(table(sheet)) == 51
    assert row_of(sheet, "mediation.agreements")[3:] == (
        "agreement", "during the year", "mediation", "x", 2023, "yes",
    )  # fmt: skip
    assert row_of(sheet, "media.languages")[-1] == "no"


def test_contents_say_whose_and_which_figures_these_are(english, summary):
    rows = {row[0]: row[1] for row in english[0].iter_rows(values_only=True)}

    assert english[0]["A1"].value == "Year in figures, 2023"
    source = f"Assembly of People of Kazakhstan, 2023 r1, code {summary.release.code}"
    assert english[0]["A2"].value == source
    assert (rows["Release"], rows["Compared with"]) == ("2023 r1", "2022 r1")
    assert rows["Units that reported"] == "21 of 21"
    assert rows["Current figures"].endswith(ADDRESS)
    assert {0, "…", "x", "–"} < set(rows)
    assert not [text for text in rows if "invented" in str(text)]


def test_every_sheet_of_a_demo_says_that_it_is_one(summary, monkeypatch):
    monkeypatch.setattr(summary.release, "is_demo", True)

    sheets = load_workbook(BytesIO(workbook.build(summary, "en"))).worksheets

    assert all(sheet["A3"].value.startswith("Demo registry") for sheet in sheets)


def test_contents_lead_to_each_sheet(book):
    links = [cell.hyperlink for cell in book.worksheets[0]["A"] if cell.hyperlink]

    assert [link.location for link in links] == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    assert not [link for link in links if link.target]


def test_nothing_is_hidden_and_nobody_is_named(book, files):
    for sheet in book.worksheets:
        sizes = [*sheet.column_dimensions.values(), *sheet.row_dimensions.values()]
        assert sheet.sheet_state == "visible"
        assert not [size for size in sizes if size.hidden]
    for content in files.values():
        core = ZipFile(BytesIO(content)).read("docProps/core.xml").decode()
        assert not re.search(r"(creator|lastModifiedBy)>[^<]", core)


def test_no_file_leads_out_of_the_workbook(files):
    for content in files.values():
        names = ZipFile(BytesIO(content)).namelist()
        assert not [name for name in names if "external" in name.lower()]
        assert b'TargetMode="External"' not in content


def test_every_sheet_prints_on_a4_and_repeats_its_headings(book):
    for sheet in book.worksheets:
        widths = [size.width for size in sheet.column_dimensions.values()]
        is_wide = sum(widths) > 102
        assert sheet.page_setup.orientation == ("landscape" if is_wide else "portrait")
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (1, 2)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_area.endswith(f"${sheet.max_row - -len(sheet._charts) // 2}")
    for sheet in with_tables(book):
        assert sheet.freeze_panes.endswith(str(head(sheet) + 1))


def test_every_text_is_arial_of_10_or_12_points(book):
    fonts = {(cell.font.name, cell.font.size) for cell in cells(book) if cell.value is not None}

    assert fonts == {("Arial", 10), ("Arial", 12)}


def test_the_first_sheet_is_open_and_names_are_short(book):
    assert book.active == book.worksheets[0]
    assert all(len(name) < 31 for name in book.sheetnames)


def test_the_same_release_gives_the_same_bytes(summary, past, files):
    published = summary.release.published_at.replace(tzinfo=None, microsecond=0)
    properties = load_workbook(BytesIO(files["ru"])).properties
    parts = ZipFile(BytesIO(files["ru"])).infolist()

    assert workbook.build(summary, "ru", ADDRESS, past) == files["ru"]
    assert (properties.created, properties.modified) == (published, published)
    # A zip keeps only even seconds.
    assert {part.date_time[:5] for part in parts} == {published.timetuple()[:5]}


def test_the_file_says_its_title_and_language(book):
    assert book.properties.title == book.worksheets[0]["A1"].value
    assert book.properties.language in LANGUAGES


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_is_left_in_a_translated_workbook(files, language):
    with translation.override(language):
        if _("Contents") == "Contents":
            pytest.skip("the catalogue does not have the texts of the workbook yet")
    found = load_workbook(BytesIO(files[language]))
    texts = [c.value for c in cells(found) if isinstance(c.value, str) and c.data_type == "s"]
    ours = re.compile(r"[a-z]+\.[a-z_]+|\br1\b|\bx\b|https?://\S+")
    sections = {section.key for section in SECTIONS}

    left = {text for text in texts if re.search("[A-Za-z]", ours.sub("", text))} - sections

    assert not left


def test_the_kinds_of_nothing_have_the_signs_of_the_pages():
    signs = {one: value(Figure(status=one)) for one in Figure.Status if one != "final"}

    assert signs == {"not_reported": "…", "not_applicable": "x", "withdrawn": "–"}
