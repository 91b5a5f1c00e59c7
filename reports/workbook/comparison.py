"""Comparison -> Excel: one sheet for each unit of measure, behind the same cover as every file."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports import grammar
from reports.workbook import cells, definitions_page
from reports.workbook.book import Cover, Page, bind
from reports.workbook.contents import publisher

LONGEST_NAME = 31  # what Excel allows for a sheet
NAMES, A_YEAR = (48, 36), 12  # widths


def build(comparison, language, address):
    """The workbook (bytes) of a Comparison in a language (kk, ru, en); `address` is its page."""
    with translation.override(language):
        newest = comparison.releases[-1]
        cover = Cover(
            title=_("Compare") + f", {comparison.years}",
            publisher=publisher(newest),
            edition=", ".join(str(release) for release in comparison.releases),
            moment=newest.published_at,
            facts=_facts(comparison, address),
            is_demo=newest.is_demo,
            code=", ".join(release.code for release in comparison.releases),
        )
        firsts = list({row.definition.indicator: row.lines[0] for row in comparison.rows}.values())
        return bind(cover, [*_pages(comparison, cover.title), definitions_page(firsts)])


def _facts(comparison, address):
    """What the first sheet tells: the releases, the territory, the breaks of the borders."""
    facts = [(_("Releases"), ", ".join(str(release) for release in comparison.releases))]
    if comparison.has_joined:
        facts.append((_("Territory"), _("Comparable territory")))
    elif comparison.breaks:
        said = _("Not directly comparable with earlier years.")
        facts.append((_("Region boundaries changed"), f"{_days(comparison)}. {said}"))
    return [*facts, (_("Page"), address)]


def _days(comparison):
    """When and where borders changed (str)."""
    words = grammar.of(translation.get_language())
    breaks = comparison.breaks
    return "; ".join(f"{place.name}, {words.long_date(place.opened_on)}" for place in breaks)


def _pages(comparison, title):
    for groups in comparison.tables():
        name = cells.unit(groups[0][0].definition)[:LONGEST_NAME]
        widths = (*NAMES, *[A_YEAR] * (len(comparison.releases) + 2))
        yield Page(name, title, widths, _writer(comparison, groups))


def _writer(comparison, groups):
    def write(paper):
        years = [release.year for release in comparison.releases]
        paper.head(
            ["head", "head"] + ["head_year"] * len(years) + ["head_right"] * 2,
            _("Indicator"),
            _("Reporting unit"),
            *years,
            _("Difference"),
            _("Change in per cent"),
        )
        paper.freeze(columns=2)
        first = paper.row
        for row in (row for rows in groups for row in rows):
            _row(paper, row)
        paper.filter(first)

    return write


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
