"""The files of a release.  Their bytes never change, so each has an ETag and may be kept.

Texts come packed to who takes them so: nginx keeps them as they come.
"""

from itertools import islice

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from reports import feeds, workbook
from reports.summary import NotPublished, Shelf, country_years, full_summary, indicator_summary

MAX_AGE = 24 * 60 * 60  # seconds
LANGUAGES = dict(settings.LANGUAGES)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEEDS = {
    "csv": (feeds.csv_file, "text/csv; charset=utf-8"),
    "json": (feeds.json_file, "application/json"),
}


@require_safe
def excel(request, year, number, language="kk"):
    """The workbook of a release in one language."""
    shelf = Shelf.of_today()
    release = _release(year, number, shelf)
    if language not in LANGUAGES:
        raise Http404
    with translation.override(language):
        address = request.build_absolute_uri(reverse("reports:year", args=[year]))

    def make():
        past = country_years(shelf.chain(release))
        return workbook.build(full_summary(release), language, address, past)

    return _file(request, release, language, "xlsx", make, EXCEL)


@require_safe
@gzip_page
def feed(request, year, number, form):
    """All figures of a release as CSV or JSON."""
    release = _release(year, number)
    write, content_type = _form(form)
    return _file(request, release, "", form, lambda: write(full_summary(release)), content_type)


@require_safe
@gzip_page
def indicator_feed(request, year, number, code, form):
    """The figures of one indicator in a release as CSV or JSON."""
    release = _release(year, number)
    write, content_type = _form(form)

    def make():
        return write(indicator_summary(release, code))

    try:
        return _file(request, release, code.replace(".", "-"), form, make, content_type)
    except NotPublished as error:
        raise Http404 from error


def _release(year, number, shelf=None):
    shelf = shelf or Shelf.of_today()
    try:
        release = shelf.fixed(year, number)
    except NotPublished as error:
        raise Http404 from error
    # The shelf has the release of the year before too: no file need ask the database for it.
    release.compared_with = next(islice(shelf.chain(release), 1, None), None)
    return release


def _form(form):
    if form not in FEEDS:
        raise Http404
    return FEEDS[form]


def _file(request, release, part, suffix, make, content_type):
    """The response with the bytes that `make` gives, or 304 where the reader has them already."""
    moment = int(release.published_at.timestamp())
    etag = quote_etag(f"{release}-{moment}-{settings.VERSION}-{part}.{suffix}".replace(" ", "-"))
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(make(), content_type=content_type)
        name = content_disposition_header(True, _file_name(release, part, suffix))
        response["Content-Disposition"] = name
    response["ETag"] = etag
    response["Content-Language"] = part if part in LANGUAGES else ", ".join(LANGUAGES)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _file_name(release, part, suffix):
    """apk-2023-r1-kk.xlsx; the invented figures of a demo say so: demo-apk-2023-r1-kk.xlsx."""
    demo = "demo" if release.is_demo else ""
    publisher = slugify(release.publisher["en"]["short"])
    words = (demo, publisher, str(release.year), release.revision, part)
    return "-".join(filter(None, words)) + f".{suffix}"
