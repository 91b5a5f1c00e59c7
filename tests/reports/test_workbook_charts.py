"""The charts of the yearly workbook, and the tables that they read."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import load_workbook

from reports import workbook
from reports.models import Figure
from reports.summary import country_years
from tests.reports.published import published_summary
from tests.reports.tables import head, shown, table

pytestmark = pytest.mark.django_db
BY_REGION, BARS, YEARS, LINES = range(3, 7)


@pytest.fixture(scope="module")
def summary(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), published_summary() as found:
        yield found


@pytest.fixture(scope="module")
def past(summary):
    """The country in 2022 and 2023."""
    return country_years([summary.release, summary.release.compared_with])


@pytest.fixture(scope="module")
def english(summary, past):
    return load_workbook(BytesIO(workbook.build(summary, "en", past=past))).worksheets


def test_key_figures_stand_unit_by_unit_and_each_has_bars(english, summary):
    sheet, drawn = english[BY_REGION], english[BARS]._charts
    rows = {row[0]: row[2:] for row in table(sheet)}
    lines = [line for line in summary.key_lines if line.value]

    for place in summary.places:
        figures = [summary.by_place(line.code)[place.code].figure for line in lines]
        assert rows[place.words["en"]["name"]] == tuple(map(shown, figures))
    assert sheet.auto_filter.ref == f"A{head(sheet)}:{sheet.dimensions.split(':')[1]}"
    assert len(sheet.conditional_formatting) == len(drawn) == len(lines)
    last = head(sheet) + len(summary.places)
    read = [chart.series[0].val.numRef.f for chart in drawn]
    assert read[0] == f"'By region'!$C${head(sheet) + 1}:$C${last}"


def test_the_years_hold_the_country_and_a_line_where_no_year_is_missing(english, past):
    rows = {row[0]: row[2:4] for row in table(english[YEARS])}
    drawn = [chart.series[0].val.numRef.f for chart in english[LINES]._charts]

    with translation.override("en"):
        labels = [row.lines[0].label for row in past.rows]
    expected = [tuple(shown(line.figure) for line in row.lines) for row in past.rows]
    assert rows == dict(zip(labels, expected, strict=True))
    assert [cell.value for cell in english[YEARS][head(english[YEARS])][2:4]] == [2022, 2023]
    assert len(drawn) == 8 and all("$C$" in place and "$D$" in place for place in drawn)


def test_whoever_sorts_a_table_sorts_whole_rows(english):
    tables = [sheet for sheet in english if sheet.auto_filter.ref]

    assert len(tables) >= 4
    for sheet in tables:
        first, last = sheet.auto_filter.ref.split(":")
        assert first == f"A{head(sheet)}"
        assert last.rstrip("0123456789") == sheet.dimensions.split(":")[1].rstrip("0123456789")


def test_a_line_is_not_drawn_over_a_year_without_a_number(summary, past):
    (row,) = [row for row in past.rows if row.definition.indicator == "elders.events"]
    gap = replace(row.lines[0], figure=Figure(status="not_reported"))
    rows = [replace(r, lines=[gap, r.lines[1]]) if r is row else r for r in past.rows]
    book = load_workbook(BytesIO(workbook.build(summary, "en", past=replace(past, rows=rows))))

    assert len(book.worksheets[LINES]._charts) == 7
