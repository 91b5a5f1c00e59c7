"""The key figures unit by unit: a table to sort and filter, and a page of bars for each."""

from django.utils.translation import gettext as _

from reports.workbook import cells
from reports.workbook.book import Page
from reports.workbook.drawings import bars

NAMES = (34, 16)  # widths: the unit, and its short name
SHORT, FIRST = 2, 3  # columns: of the short names, of the first figure
A_FIGURE, A_CHART = 19, 50


def pages(summary, lines=None):
    """The table of some Lines of the country (its key figures) by unit, and its charts."""
    chosen = [line for line in lines or summary.key_lines if _has_units(summary, line)]
    if not chosen:
        return []
    table = _Table(summary, chosen)
    return [
        Page(
            _("By region"),
            _("Key figures by region, %(year)s") % {"year": summary.year},
            (*NAMES, *[A_FIGURE] * len(chosen)),
            table.write,
        ),
        Page(
            _("Charts by region"),
            _("Key figures by region, %(year)s") % {"year": summary.year},
            (A_CHART, A_CHART),
            table.draw,
        ),
    ]


def _has_units(summary, line):
    return any(part.value for code, part in summary.by_place(line.code).items() if code)


class _Table:
    """Units by figures; the charts read its cells."""

    def __init__(self, summary, lines):
        self.summary, self.lines = summary, lines

    def write(self, paper):
        """A row a unit, a column a figure, with a bar in each cell."""
        heads = [f"{line.label}, {cells.unit(line.definition)}" for line in self.lines]
        looks = ["head", "head"] + ["head_right"] * len(heads)
        paper.head(looks, _("Reporting unit"), _("Short name"), *heads)
        paper.freeze(columns=1)
        self.sheet, self.head = paper.sheet, paper.row
        columns = [self.summary.by_place(line.code) for line in self.lines]
        for place in self.summary.places:
            figures = [c[place.code].figure if place.code in c else None for c in columns]
            values = map(cells.value, figures)
            paper.add(["text", "text"] + ["count"] * len(heads), place.name, place.short, *values)
        self.last = paper.row
        paper.filter(self.head)
        for column in range(FIRST, FIRST + len(heads)):
            paper.measure(self.head, column)

    def draw(self, paper):
        """The bars of each figure."""
        rows = self.head + 1, self.last
        paper.draw(
            [
                bars(line.label, self.sheet, SHORT, column, rows)
                for column, line in enumerate(self.lines, FIRST)
            ]
        )
