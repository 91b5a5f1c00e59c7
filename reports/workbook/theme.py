"""One theme -> Excel: its figures, unit by unit, by level, and over the years."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports.workbook import (
    cells,
    cover_of,
    definitions_page,
    key_figures,
    regions_page,
    year_page,
    years,
)
from reports.workbook.book import Page, bind
from reports.workbook.paper import difference

NAME, A_LEVEL = 40, 17  # widths
FIRST = 5  # the column of the first level


def build(summary, levels, comparison, language, address=""):
    """The workbook (bytes) of the Summary of a theme in a language (kk, ru, en).

    `levels` (Levels) are those of the year, `comparison` is the country over the years.
    """
    with translation.override(language):
        lines = summary.country
        title = f"{lines[0].words['theme']}, {summary.year}"
        codes = [line.code for line in lines]
        pages = [
            year_page(summary),
            regions_page(summary),
            *key_figures.pages(summary, lines),
            *level_pages(summary, levels),
            *years.pages(comparison, codes),
            definitions_page(lines),
        ]
        return bind(cover_of(summary, title, address), pages)


def level_pages(summary, levels):
    """One Page with the figures that are told by level, where there are any."""
    told = [line for line in summary.country if levels.of(line.code)]
    if not told:
        return []
    there = list(dict.fromkeys(level for line in told for level in levels.of(line.code)))
    there = [level for level in levels.names if level in there]
    text = _("Figures by level, %(year)s") % {"year": summary.year}
    widths = (NAME, NAME, *[A_LEVEL] * (len(there) + 2))
    return [Page(_("By level"), text, widths, _writer(summary, levels, told, there))]


def _writer(summary, levels, told, there):
    def write(paper):
        paper.head(
            ["head", "head"] + ["head_right"] * (len(there) + 2),
            _("Indicator"),
            _("Reporting unit"),
            _("Total"),
            _("Check: parts less total"),
            *(levels.names[level] for level in there),
        )
        paper.freeze(columns=2)
        head = paper.row
        for line in told:
            by_place = summary.by_place(line.code)
            for code in (None, *(place.code for place in summary.places)):
                if code in by_place:
                    _row(paper, by_place[code], levels, there)
        paper.filter(head)

    return write


def _row(paper, line, levels, there):
    found = [levels.value(line, level) for level in there]
    # What was reported as a number has no levels: they are a part of such a figure alone.
    is_whole = None not in found and line.figure.origin != line.figure.Origin.MIXED
    parts = [cells.NO_DATA if value is None else value for value in found]
    paper.add(
        ["text", "text", "count", "check"] + ["count"] * len(parts),
        line.label,
        line.place.name or _("Kazakhstan"),
        cells.value(line.figure),
        difference(paper.row + 1, FIRST, len(there)) if is_whole else cells.NOT_APPLICABLE,
        *parts,
    )
