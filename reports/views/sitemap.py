"""What search engines are told: the current pages in three languages, never an old revision."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from reports.summary import Shelf, indicators_of
from reports.views.page import public

LANGUAGES = [code for code, _name in settings.LANGUAGES]
ABOUT = ("data", "methodology", "glossary", "changes", "calendar", "accessibility")


@public
def robots(request):
    """The back office is not for machines; the list of pages is."""
    address = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {address}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
def sitemap(request):
    """Every current page: its address in each language, and the day of its last release."""
    pages = [_page(request, name, args, day) for name, args, day in _pages(Shelf.of_today())]
    return render(request, "sitemap.xml", {"pages": pages}, content_type="application/xml")


def _pages(shelf):
    """(name, arguments, day of the release) of each page."""
    latest = shelf.latest and shelf.latest.published_at.date()
    days = {release.year: release.published_at.date() for release in shelf.each_year()}
    yield from ((name, [], latest) for name in ("home", "indicators", *ABOUT))
    yield from (("year", [year], day) for year, day in days.items())
    for definition, years in indicators_of(shelf):
        code = definition.indicator
        yield "indicator", [code], days[years[-1]]
        yield from (("indicator_year", [code, year], days[year]) for year in years)


def _page(request, name, args, day):
    addresses = {}
    for language in LANGUAGES:
        with translation.override(language):
            address = reverse(f"reports:{name}", args=args)
        addresses[language] = request.build_absolute_uri(address)
    return {"addresses": addresses, "day": day}
