"""What search engines are told: the current pages in three languages, never an old revision."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.urls.converters import get_converters
from django.utils import translation
from django.utils.timezone import localdate

from registry.languages import CODES
from reports import urls
from reports.summary import Shelf, indicators_of
from reports.summary import places as places_of
from reports.views.page import public

NO_PAGES = {"missing"}


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
    """(name, arguments, day of its release) of each page, as the table of addresses has them."""
    days = {release.year: localdate(release.published_at) for release in shelf.each_year()}
    years = _years(shelf)
    names = {converter: kind for kind, converter in get_converters().items()}
    for pattern in urls.urlpatterns:
        kinds = {names[c]: name for name, c in pattern.pattern.converters.items() if c in names}
        if kinds.keys() <= {"year", *years} and pattern.name not in NO_PAGES:
            for args, year in _arguments(kinds, years, sorted(days)):
                yield pattern.name, args, days.get(year)


def _years(shelf):
    """{kind of argument: {its value: years (list of int, ascending) that have a page of it}}."""
    places = {}
    for release in reversed(shelf.each_year()):
        for place in places_of(release):
            places.setdefault(place.code, []).append(release.year)
    codes = {definition.indicator: years for definition, years in indicators_of(shelf)}
    return {"code": codes, "place": places}


def _arguments(kinds, years, published):
    """(arguments, year that they are about) of each page with such kinds of arguments."""
    of_year = kinds.get("year")
    others = [(kind, name) for kind, name in kinds.items() if kind != "year"]
    found = [({name: value}, y) for kind, name in others for value, y in years[kind].items()]
    for args, among in found if others else [({}, published)]:
        if of_year:
            yield from (({**args, of_year: year}, year) for year in among)
        else:
            yield args, among[-1] if among else None


def _page(request, name, args, day):
    addresses = {}
    for language in CODES:
        with translation.override(language):
            address = reverse(f"reports:{name}", kwargs=args)
        addresses[language] = request.build_absolute_uri(address)
    return {"addresses": addresses, "day": day}
