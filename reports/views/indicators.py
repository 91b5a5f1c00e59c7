"""The indicators: the list, and the passport of each number."""

from reports import charts
from reports.summary import NotPublished, Shelf, country_summary, indicator_passport
from reports.views.page import find, missing, not_yet, public, show
from reports.views.picked import by_year
from reports.views.search import search


def indicators(request):
    """Every indicator, or what a question finds."""
    return (search if request.GET.get("q", "").strip() else every_indicator)(request)


@public
def every_indicator(request):
    """Every indicator with its latest value, by theme."""
    shelf = Shelf.of_today()
    try:
        release = shelf.current()
    except NotPublished:
        return not_yet(request)
    summary = country_summary(release)
    context = {"section": "indicators", "summary": summary}
    return show(request, "reports/indicators.html", shelf, release, **context)


@by_year("reports:indicator_year")
@public
def indicator(request, code, year=None, number=None):
    """One indicator: its value, meaning, regions, years and files."""
    shelf = Shelf.of_today()
    try:
        release = find(shelf, year, number)
    except NotPublished:
        return not_yet(request, year, number)
    try:
        chain = shelf.chain(release) if number else shelf.each_year()
        passport = indicator_passport(shelf.releases, list(chain), release, code)
    except NotPublished:
        return missing(request)
    context = {"section": "indicators", "summary": passport.summary, "passport": passport}
    context |= _parts(passport.summary, passport)
    return show(request, "reports/indicator.html", shelf, release, number, **context)


def _parts(summary, passport):
    """The lines of the units, where there are several, and the pictures."""
    is_told = any(line.status != "not_applicable" for line in summary.lines)
    units = summary.units if len(summary.units) > 1 and is_told else []
    tiles = charts.tiles(units)
    broken = {found.point.year for found in passport.breaks}
    known = [point for point in passport.points if point.figure.value is not None]
    return {
        "line": summary.country[0],
        "units": units,
        "last_point": known[-1] if known else None,
        "widths": charts.bar_widths(units),
        "tiles": tiles,
        "legend": charts.legend(tiles),
        "points": passport.points,
        "broken": broken,
        "redrawn": {found.point.year for found in passport.breaks if found.opened},
        "dots": charts.dots(passport.points, broken),
    }
