"""Comparison -> Excel: one sheet for each unit of measure."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports import grammar
from reports.workbook import cells, empty_book
from reports.workbook.contents import demo_notice, publisher
from reports.workbook.package import describe, pack
from reports.workbook.paper import Paper

LONGEST_NAME = 31  # what Excel allows for a sheet


def build(comparison, language, address):
    """The workbook (bytes) of a Comparison in a language (kk, ru, en); `address` is its page."""
    with translation.override(language):
        book, newest = empty_book(), comparison.releases[-1]
        title = _("Compare") + f", {comparison.years}"
        describe(book, title, language, newest.published_at)
        for groups in comparison.tables():
            name = cells.unit(groups[0][0].definition)[:LONGEST_NAME]
            paper = Paper(book.create_sheet(name), title, _widths(comparison))
            _write(paper, comparison, groups, address)
            paper.finish(f"{publisher(newest)}, {_revisions(comparison)}")
        return pack(book)


def _widths(comparison):
    return (48, 36, *[12] * len(comparison.releases), 12, 12)


def _revisions(comparison):
    return ", ".join(str(release) for release in comparison.releases)


def _write(paper, comparison, groups, address):
    newest = comparison.releases[-1]
    paper.band("note", f"{publisher(newest)}, {_revisions(comparison)}")
    paper.band("note", address)
    if newest.is_demo:
        paper.band("notice", demo_notice())
    if comparison.has_joined:
        paper.band("note", _("Comparable territory"))
    elif comparison.breaks:
        words = _("Region boundaries changed"), _("Not directly comparable with earlier years.")
        paper.band("note", f"{words[0]}: {_days(comparison)}. {words[1]}")
    years = [str(release.year) for release in comparison.releases]
    paper.head(
        ["head", "head"] + ["head_right"] * (len(years) + 2),
        _("Indicator"),
        _("Reporting unit"),
        *years,
        _("Difference"),
        _("Change in per cent"),
    )
    paper.freeze(columns=2)
    for row in (row for rows in groups for row in rows):
        _row(paper, row)


def _days(comparison):
    """When and where borders changed (str)."""
    words = grammar.of(translation.get_language())
    breaks = comparison.breaks
    return "; ".join(f"{place.name}, {words.long_date(place.opened_on)}" for place in breaks)


def _row(paper, row):
    values = [cells.value(line.figure) for line in row.lines]
    paper.add(
        ["text", "text"] + ["count"] * len(values) + ["change", "percent"],
        row.lines[0].label,
        row.territory.name or _("Kazakhstan"),
        *values,
        cells.NOT_APPLICABLE if row.change is None else row.change,
        cells.NOT_APPLICABLE if row.percent is None else row.percent / 100,
    )
