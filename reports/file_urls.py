"""Addresses of the files of a release, the same whatever the language of the page."""

from django.urls import path, re_path

import reports.urls  # noqa: F401  (registers year, revision and code)
from reports import compare_files, files, listings
from reports.views.page import missing

app_name = "files"
RELEASE = "<year:year>/r<revision:number>/"


def _file(route, view, name):
    return path(route, listings.anywhere(view), name=name)


urlpatterns = [
    _file("catalogue.json", listings.catalogue, "catalogue"),
    _file("datapackage.json", listings.datapackage, "datapackage"),
    _file(f"{RELEASE}summary.xlsx", files.excel, "excel"),
    _file(f"{RELEASE}summary.<str:language>.xlsx", files.excel, "excel"),
    _file(f"{RELEASE}summary.<str:form>", files.feed, "feed"),
    _file(f"{RELEASE}<code:code>.<str:form>", files.indicator_feed, "indicator"),
    _file("compare.<str:language>.<str:form>", compare_files.comparison, "compare"),
    _file("compare.<str:form>", compare_files.comparison, "compare"),
    # The 404 page is ours with DEBUG on too.
    re_path(r"^(?P<rest>.*)$", missing),
]
