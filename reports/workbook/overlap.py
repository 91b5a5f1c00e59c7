"""How overlapping figures add up, below the figures of the year: a sum that Excel checks itself."""

from django.utils.translation import gettext as _

from reports.workbook import cells
from reports.workbook.paper import Formula

VALUE = "D"  # the column of the year's values


def write(paper, overlap):
    """One row a part, what counts more than once, the whole, and the check that gives 0."""
    paper.band("theme", _("How the events add up"))
    first = paper.row + 1
    for line in overlap.parts:
        _row(paper, line.label, cells.unit(line.definition), line.value)
    _row(paper, _("Counted more than once"), "", -overlap.repeated)
    last = paper.row
    whole = overlap.whole
    _row(paper, whole.label, cells.unit(whole.definition), whole.value)
    check = Formula(f"=SUM({VALUE}{first}:{VALUE}{last})-{VALUE}{last + 1}")
    _row(paper, _("Check: parts less total"), "", check, look="check")


def _row(paper, label, unit, value, look="count"):
    rest = len(paper.widths) - 4
    paper.add(["text"] * 3 + [look] + ["text"] * rest, label, "", unit, value, *[""] * rest)
