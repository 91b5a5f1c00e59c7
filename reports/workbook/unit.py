"""One unit -> Excel: its figures beside the year before and the country, and over the years."""

from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from reports import grammar
from reports.workbook import cells, cover_of, definitions_page, years
from reports.workbook.book import Page, bind

UNIT = (47, 25, 19, 12, 12, 12, 12, 12, 12, 17)  # widths
SHARE = 9  # its column


def build(passport, language, address=""):
    """The workbook (bytes) of a UnitPassport in a language (kk, ru, en)."""
    with translation.override(language):
        summary = passport.summary
        title = f"{passport.place.name}, {summary.year}"
        cover = cover_of(summary, title, address)
        cover.facts.extend(_breaks(passport))
        lines = [part.line for part in passport.parts]
        page = Page(
            _("%(year)s and %(before)s") % {"year": summary.year, "before": summary.year_before},
            title,
            UNIT,
            lambda paper: _write(paper, passport),
        )
        return bind(cover, [page, *years.pages(passport.years), definitions_page(lines)])


def _breaks(passport):
    """Where its borders changed since the year before began."""
    words = grammar.of(translation.get_language())
    for place in passport.breaks:
        said = _("Not directly comparable with earlier years.")
        when = words.long_date(place.opened_on)
        yield _("Region boundaries changed"), f"{place.name}, {when}. {said}"


def _write(paper, passport):
    made = {"year": passport.summary.year, "before": passport.summary.year_before}
    paper.head(
        ["head"] * 3 + ["head_right"] * 6 + ["head_beside"],
        _("Indicator"),
        _("Code"),
        _("Unit"),
        _("Value, %(year)s") % made,
        _("Value, %(before)s") % made,
        _("Difference"),
        _("Change in per cent"),
        _("Country"),
        _("Share of the country"),
        _("Status"),
    )
    paper.freeze(columns=1)
    head = paper.row
    for _theme, parts in groupby(passport.parts, key=lambda part: part.line.definition.theme):
        parts = list(parts)
        paper.band("theme", parts[0].line.words["theme"])
        for part in parts:
            _row(paper, part)
    paper.measure(head, SHARE)


def _row(paper, part):
    line = part.line
    paper.add(
        ["text"] * 3 + ["count", "count", "change", "percent", "count", "share", "beside"],
        line.label,
        line.code,
        cells.unit(line.definition),
        cells.value(line.figure),
        cells.value_before(line),
        cells.change(line),
        cells.percent(line),
        cells.value(part.whole.figure),
        cells.NOT_APPLICABLE if part.share is None else part.share / 100,
        line.figure.get_status_display(),
    )
