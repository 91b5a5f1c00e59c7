"""Addresses of the public pages, the same below /kk/, /ru/ and /en/."""

from django.urls import path, re_path, register_converter

from reports.views.calendar import calendar
from reports.views.changes import changes
from reports.views.check import check
from reports.views.code import code
from reports.views.compare import compare
from reports.views.data import data
from reports.views.glossary import glossary
from reports.views.indicators import indicator, indicators
from reports.views.page import missing
from reports.views.press import press
from reports.views.regions import region, regions
from reports.views.texts import accessibility, methodology
from reports.views.year import year


class YearConverter:
    """A year of four digits."""

    regex = "[12][0-9]{3}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class RevisionConverter(YearConverter):
    """The number of a revision, without leading zeros."""

    regex = "[1-9][0-9]{0,3}"


class CodeConverter:
    """The code of an indicator: elders.events."""

    regex = r"[a-z]+\.[a-z_]+"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class PlaceConverter:
    """A reporting unit: kz-71, or republic for the republican level."""

    regex = "kz-[a-z0-9]{2,3}|republic"

    def to_python(self, value):
        return "REP" if value == "republic" else value.upper()

    def to_url(self, value):
        return "republic" if value == "REP" else value.lower()


register_converter(YearConverter, "year")
register_converter(RevisionConverter, "revision")
register_converter(CodeConverter, "code")
register_converter(PlaceConverter, "place")

app_name = "reports"
urlpatterns = [
    path("", year, name="home"),
    path("<year:year>/", year, name="year"),
    path("<year:year>/r<revision:number>/", year, name="release"),
    path("<year:year>/r<revision:number>/<code:code>/", indicator, name="figure"),
    path("indicators/", indicators, name="indicators"),
    path("indicators/<code:code>/", indicator, name="indicator"),
    path("indicators/<code:code>/<year:year>/", indicator, name="indicator_year"),
    # regions, compare
    path("regions/", regions, name="regions"),
    path("regions/<place:code>/", region, name="region"),
    path("regions/<place:code>/<year:year>/", region, name="region_year"),
    path("<year:year>/r<revision:number>/<place:code>/", region, name="unit"),
    path("compare/", compare, name="compare"),
    # press text, check my text
    path("press/", press, name="press"),
    path("press/<year:year>/", press, name="press"),
    path("<year:year>/r<revision:number>/press/", press, name="release_press"),
    path("check/", check, name="check"),
    # data, methodology, glossary, changes, calendar, accessibility
    path("data/", data, name="data"),
    path("methodology/", methodology, name="methodology"),
    path("glossary/", glossary, name="glossary"),
    path("code/", code, name="code"),
    path("changes/", changes, name="changes"),
    path("calendar/", calendar, name="calendar"),
    path("accessibility/", accessibility, name="accessibility"),
    # Everything else, so that the 404 page is ours with DEBUG on too.
    # The back office and the files are left out: their addresses have no language.
    re_path(r"^(?!admin/|data/.*[.])(?P<rest>.*)/$", missing, name="missing"),
]
