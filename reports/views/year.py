"""The year: every figure of the country, by theme."""

from reports.summary import NotPublished, Shelf, country_summary
from reports.summary.overlap import overlaps_of
from reports.views.page import find, not_yet, public, show
from reports.views.picked import by_year


@by_year("reports:year")
@public
def year(request, year=None, number=None):
    """All figures of the country in a year, or in one revision of it."""
    shelf = Shelf.of_today()
    try:
        release = find(shelf, year, number)
    except NotPublished:
        return not_yet(request, year, number)
    earlier = shelf.before(release)
    context = {"section": "year", "earlier": earlier}
    context["summary"] = summary = country_summary(release, earlier)
    context["overlaps"] = overlaps_of(summary)
    return show(request, "reports/year.html", shelf, release, number, **context)
