"""Addresses of the files of a release, the same whatever the language of the page."""

from django.urls import path, re_path

import reports.urls  # noqa: F401  (registers year, revision and code)
from reports import compare_files, files
from reports.views.page import missing

app_name = "files"
RELEASE = "<year:year>/r<revision:number>/"

urlpatterns = [
    path(f"{RELEASE}summary.xlsx", files.excel, name="excel"),
    path(f"{RELEASE}summary.<str:language>.xlsx", files.excel, name="excel"),
    path(f"{RELEASE}summary.<str:form>", files.feed, name="feed"),
    path(f"{RELEASE}<code:code>.<str:form>", files.indicator_feed, name="indicator"),
    path("compare.<str:language>.<str:form>", compare_files.comparison, name="compare"),
    path("compare.<str:form>", compare_files.comparison, name="compare"),
    # The 404 page is ours with DEBUG on too.
    re_path(r"^(?P<rest>.*)$", missing),
]
