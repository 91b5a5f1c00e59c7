"""The regions: the list, and one unit with all its figures."""

from urllib.parse import urlencode

from django.shortcuts import render

from registry.models import is_demo
from reports import charts
from reports.filters import COMPARABLE
from reports.summary import Atlas, NotPublished, Shelf, key_summary, unit_passport
from reports.views.page import find, missing, not_yet, public, show
from reports.views.picked import by_year


@public
def regions(request):
    """The units of the latest year with their key figures."""
    shelf = Shelf.of_today()
    try:
        release = shelf.current()
    except NotPublished:
        return not_yet(request)
    summary = key_summary(release)
    context = {
        "section": "regions",
        "summary": summary,
        "rows": [(place, _cells(summary, place)) for place in summary.places],
        "tiles": charts.tiles(summary.by_place(summary.key_lines[0].code).values()),
    }
    return show(request, "reports/regions.html", shelf, release, **context)


def _cells(summary, place):
    """A Line for each key indicator; None where the unit has no such figure."""
    lines = summary.by_indicator(place.code)
    return [lines.get(line.code) for line in summary.key_lines]


@by_year("reports:region_year")
@public
def region(request, code, year=None, number=None):
    """All figures of one unit in a year, in one revision of it, or in its latest year."""
    shelf = Shelf.of_today()
    is_comparable = request.GET.get("territory") == COMPARABLE
    try:
        release = find(shelf, year, number) if year else _latest(shelf, code)
        releases = list(shelf.chain(release)) if number else shelf.each_year()
        unit = unit_passport(releases, release, code, is_comparable)
    except NotPublished:
        return _not_there(request, shelf, code, year, number)
    context = {"section": "regions", "unit": unit, "place": unit.place, "summary": unit.summary}
    context |= {"is_comparable": is_comparable, "unit_years": _years(shelf, unit, number)}
    context["unit_query"] = _query(unit, is_comparable)
    context |= _neighbours(unit, release, number)
    return show(request, "reports/region.html", shelf, release, number, **context)


def _latest(shelf, code):
    """The newest current release that knows a unit.  Raises NotPublished."""
    for release in shelf.each_year():
        if code in Atlas([release]).places:
            return release
    raise NotPublished


def _years(shelf, unit, number):
    """The years in which the unit reported; a fixed address tells nothing of other years."""
    releases = [] if number else shelf.each_year()
    return [r.year for r in releases if unit.place.code in Atlas([r]).places]


def _query(unit, is_comparable):
    """What the page shows over the years, as a query of the page that compares (str)."""
    query = {"i": "all", "r": unit.place.slug, "from": unit.years.first, "to": unit.years.last}
    return urlencode(query | ({"territory": COMPARABLE} if is_comparable else {}))


def _neighbours(unit, release, number):
    """What the unit came from and what was formed of it; a fixed address links to its release."""
    known = Atlas([release]).places if number else unit.atlas.places
    formed = unit.atlas.formed_from(unit.place.code)
    return {
        "predecessor": known.get(unit.place.predecessor),
        "formed": [place for place in formed if place.code in known],
    }


def _not_there(request, shelf, code, year, number):
    """404; a year before the unit was opened says so, and what its territory was then."""
    place = Atlas(shelf.each_year()).places.get(code)
    if place is None or year is None:
        return missing(request)
    if not place.opened_on or place.opened_on.year <= year:
        return missing(request) if year in shelf.years else not_yet(request, year, number)
    try:
        known = Atlas([find(shelf, year, number)]).places
    except NotPublished:
        known = {}
    context = {"place": place, "year": year, "number": number, "is_demo": is_demo()}
    context["predecessor"] = known.get(place.predecessor)
    return render(request, "reports/before.html", context, status=404)
