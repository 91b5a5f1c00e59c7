"""The figures of one territory over the years: a table, and a page of lines."""

from django.utils.translation import gettext as _

from reports.workbook import cells
from reports.workbook.book import Page
from reports.workbook.drawings import line

NAMES = (47, 19)  # widths: the indicator, its unit
FIRST = 3  # the column of the first year
A_YEAR, A_CHART = 12, 50


def pages(comparison, codes=()):
    """The Pages of a Comparison (or None) of one territory; lines of `codes`, else of key figures.

    One year is no series: it has no page.
    """
    if comparison is None or len(comparison.releases) < 2:
        return []
    table = _Table(comparison, codes)
    years = {"years": comparison.years}
    return [
        Page(
            _("Over the years"),
            _("Figures over the years, %(years)s") % years,
            (*NAMES, *[A_YEAR] * (len(comparison.releases) + 2)),
            table.write,
        ),
        *table.pages(),
    ]


class _Table:
    """Indicators by years; the charts read its cells."""

    def __init__(self, comparison, codes):
        self.comparison, self.codes = comparison, codes

    def pages(self):
        """The Page of charts, where there is something to draw."""
        text = _("Figures over the years, %(years)s") % {"years": self.comparison.years}
        page = Page(_("Charts over the years"), text, (A_CHART, A_CHART), self.draw)
        return [page] if any(self._span(row) for row in self._chosen()) else []

    def _chosen(self):
        wanted = self.codes
        return [
            row
            for row in self.comparison.rows
            if (row.definition.indicator in wanted if wanted else row.definition.is_key)
        ]

    def write(self, paper):
        """A row an indicator, a column a year, the difference of the last to the first."""
        years = [release.year for release in self.comparison.releases]
        paper.head(
            ["head", "head"] + ["head_year"] * len(years) + ["head_right"] * 2,
            _("Indicator"),
            _("Unit"),
            *years,
            _("Difference"),
            _("Change in per cent"),
        )
        paper.freeze(columns=1)
        self.sheet, self.head, self.places = paper.sheet, paper.row, {}
        for row in self.comparison.rows:
            self.places[row.definition.indicator] = _row(paper, row)
        paper.filter(self.head)

    def draw(self, paper):
        paper.draw(
            [
                line(row.lines[0].label, self.sheet, self.head, self._place(row), span)
                for row in self._chosen()
                if (span := self._span(row))
            ]
        )

    def _place(self, row):
        return self.places[row.definition.indicator]

    def _span(self, row):
        """The columns from the first year with a number to the last, if all between have one.

        A chart takes a word for a nought: a line with a gap would tell something untrue.
        """
        known = [i for i, one in enumerate(row.lines, FIRST) if one.value is not None]
        whole = len(known) > 1 and known[-1] - known[0] == len(known) - 1
        return (known[0], known[-1]) if whole else None


def _row(paper, row):
    values = [cells.value(one.figure) for one in row.lines]
    return paper.add(
        ["text", "text"] + ["count"] * len(values) + ["change", "percent"],
        row.lines[0].label,
        cells.unit(row.definition),
        *values,
        cells.NOT_APPLICABLE if row.change is None else row.change,
        cells.NOT_APPLICABLE if row.percent is None else row.percent / 100,
    )
