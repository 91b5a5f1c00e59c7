"""Whether a section of stocks is as it was the year before: what stands against saying so."""

from django.db.models import Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import sections
from registry.models import Headcount
from registry.parts import rows_of, silent

OF_HEADCOUNTS = (
    gettext_lazy("Some headcounts are not those of last year, so something has changed."),
    gettext_lazy("Some structures have no headcount of last year. Fill in the headcounts."),
)


def why_not_kept(section, regions, year):
    """Why a Section of some regions (codes) is not as it was the year before, or "": a sentence."""
    if not section.is_of_stocks:
        return _("This section tells what happened in the year: it cannot be copied.")
    if any(_moved(part, regions, year) for part in section.parts):
        return _("Records were opened or closed in this year, so something has changed.")
    against = _of_headcounts(section, regions, year)
    return str(OF_HEADCOUNTS[min(against)]) if against else ""


def _moved(part, regions, year):
    return part.figures[:3] == sections.STOCK and rows_of(part, regions).begun_in(year).exists()


def _of_headcounts(section, regions, year):
    """Which of the sentences about headcounts hold (set of int): one query for both."""
    changed = Headcount.objects.of(regions).of_kinds([section.kind]).in_year(year)
    told = Headcount.objects.of(regions).in_year(year - 1).values("structure")
    wanting = silent(section, regions, year).exclude(pk__in=told)
    found = _marked(changed.unlike_the_year_before(), 0).union(_marked(wanting, 1))
    return {which for (which,) in found}


def _marked(rows, number):
    return rows.order_by().annotate(which=Value(number)).values_list("which")
