"""The public pages.  Each reads one published release and says the same to everyone."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from registry.models import ReportingYear, is_demo
from reports import charts
from reports.summary import NotPublished, Shelf, country_summary, indicator_passport

public = cache_control(public=True, max_age=300)


def root(request):
    """The same address for everyone leads to the Kazakh pages."""
    return redirect("/kk/")


@public
def year(request, year=None, number=None):
    """All figures of the country in a year, by theme."""
    shelf = Shelf.of_today()
    try:
        release = _release(shelf, year, number)
    except NotPublished:
        return _not_yet(request, shelf, year, number)
    summary = country_summary(release)
    return _page(request, "reports/year.html", shelf, release, summary=summary)


@public
def indicators(request):
    """Every indicator with its latest value, by theme."""
    shelf = Shelf.of_today()
    try:
        release = shelf.current()
    except NotPublished:
        return _not_yet(request, shelf, None, None)
    summary = country_summary(release)
    return _page(request, "reports/indicators.html", shelf, release, summary=summary)


@public
def indicator(request, code, year=None, number=None):
    """One indicator: its value, meaning, regions, years and files."""
    shelf = Shelf.of_today()
    try:
        release = _release(shelf, year, number)
        summary, points = indicator_passport(shelf, release, code)
    except NotPublished:
        return missing(request)
    units = [line for line in summary.units if len(summary.units) > 1]
    pictures = {
        "widths": charts.bar_widths(units),
        "tiles": charts.tiles(units) if len(units) > 1 else [],
        "dots": charts.dots(points),
    }
    told = [point for point in points if point.figure.value is not None]
    context = {
        "line": summary.country[0],
        "units": units,
        "points": points,
        "last_point": told[-1] if told else None,
    }
    return _page(
        request, "reports/indicator.html", shelf, release, summary=summary, **context, **pictures
    )


def missing(request, rest="", exception=None):
    """There is no such page: ways on, in the reader's language."""
    return render(request, "404.html", {"is_demo": is_demo()}, status=404)


def _release(shelf, year, number):
    return shelf.current(year) if number is None else shelf.fixed(year, number)


def _not_yet(request, shelf, year, number):
    """A year that was opened but has no release says when it is due; any other is unknown."""
    opened = ReportingYear.objects.filter(pk=year).first() if year else None
    if number or (year and not opened):
        return missing(request)
    context = {"year": year, "opened": opened, "years": shelf.years, "is_demo": is_demo()}
    return render(request, "reports/not_yet.html", context)


def _page(request, template, shelf, release, **context):
    context |= {
        "release": release,
        "years": shelf.years,
        "is_superseded": shelf.is_superseded(release),
        "is_latest": shelf.is_latest(release),
        "is_demo": release.is_demo,
    }
    return render(request, template, context)
