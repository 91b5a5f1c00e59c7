"""The sheets with figures: the year against the year before, the regions, the definitions."""

from itertools import groupby

from django.utils.translation import gettext as _

from reports.summary.overlap import overlaps_of
from reports.workbook import cells, overlap
from reports.workbook.paper import difference


def year(paper, summary):
    """Each indicator of the country beside the year before, under the headings of the themes."""
    years = {"year": summary.year, "before": summary.year_before}
    paper.head(
        ["head"] * 3 + ["head_right"] * 4 + ["head_beside"] * 3,
        _("Indicator"),
        _("Code"),
        _("Unit"),
        _("Value, %(year)s") % years,
        _("Value, %(before)s") % years,
        _("Difference"),
        _("Change in per cent"),
        _("Units that reported"),
        _("Status"),
        _("Where it is from"),
    )
    paper.freeze(columns=1)
    for _theme, lines in groupby(summary.country, key=lambda line: line.definition.theme):
        _year_of_theme(paper, list(lines))
    for found in overlaps_of(summary):
        overlap.write(paper, found)


def _year_of_theme(paper, lines):
    paper.band("theme", lines[0].words["theme"])
    for line in lines:
        paper.add(
            ["text"] * 3 + ["count", "count", "change", "percent"] + ["beside"] * 3,
            line.label,
            line.code,
            cells.unit(line.definition),
            cells.value(line.figure),
            cells.value_before(line),
            cells.change(line),
            cells.percent(line),
            cells.coverage(line),
            line.figure.get_status_display(),
            line.figure.get_origin_display(),
        )


FIRST_PART = 5  # the column of the first region


def regions(paper, summary):
    """One row an indicator: the country, the check of the sum, each unit."""
    places = summary.places
    paper.head(
        ["head", "head", "head_right", "head_right"] + ["head_upright"] * len(places),
        _("Indicator"),
        _("Unit"),
        _("Country"),
        _("Check: parts less total"),
        *(place.short for place in places),
    )
    paper.sheet.print_title_cols = "A:D"
    paper.freeze(columns=4)
    first = paper.row
    for line in summary.country:
        by_place = summary.by_place(line.code)
        parts = [by_place[place.code] for place in places if place.code in by_place]
        figures = [by_place[p.code].figure if p.code in by_place else None for p in places]
        paper.add(
            ["text", "text", "count", "check"] + ["count"] * len(places),
            line.label,
            cells.unit(line.definition),
            cells.value(line.figure),
            _check(line, parts, paper.row + 1, len(places)),
            *map(cells.value, figures),
        )
    paper.filter(first)


def _check(line, parts, row, width):
    """The Formula that gives 0 when the parts add up to the total, or why there is none (str)."""
    if not line.definition.is_additive:
        return _("parts do not add up")
    if not parts or cells.value(line.figure) == cells.NOT_APPLICABLE:
        return cells.NOT_APPLICABLE
    if line.value is None or line.figure.origin == "reported":  # then no parts make it
        return _("parts missing")
    return difference(row, FIRST_PART, width)


def definitions(paper, lines):
    """What the indicators of some Lines mean, and how their numbers may be used."""
    paper.head(
        ["head"] * 6 + ["head_right"] * 2 + ["head_beside"],
        _("Code"),
        _("Indicator"),
        _("Definition"),
        _("Unit"),
        _("Period"),
        _("Section of the return (code)"),
        _("First year"),
        _("Last year"),
        _("Regions add up to the country"),
    )
    paper.freeze(columns=2)
    first = paper.row
    for line in lines:
        _definition(paper, line.definition, line.words)
    paper.filter(first)


def _definition(paper, definition, words):
    paper.add(
        ["text"] * 6 + ["year", "year", "beside"],
        definition.indicator,
        words["label"],
        words["definition"],
        cells.unit(definition),
        _("as at 31 December") if definition.nature == "stock" else _("during the year"),
        definition.section or cells.NOT_APPLICABLE,
        definition.first_year or cells.NOT_APPLICABLE,
        definition.last_year or cells.NOT_APPLICABLE,
        _("yes") if definition.is_additive else _("no"),
    )
