"""Open data: what there is, what it means, and how to fetch it."""

from reports.fields import FIELDS
from reports.package import LICENCE
from reports.summary import Shelf
from reports.summary.days import revisions
from reports.views.page import public, tell

EXAMPLE = "elders.events"


@public
def data(request):
    """The files of every year, the dictionary of their columns, the licence and examples."""
    shelf = Shelf.of_today()
    datasets = [(release, revisions(shelf, release.year)[:-1]) for release in shelf.each_year()]
    context = {"fields": FIELDS, "licence": LICENCE, "datasets": datasets, "example": EXAMPLE}
    return tell(request, "reports/data.html", section="data", **context)
