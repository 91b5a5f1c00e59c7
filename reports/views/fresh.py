"""What a browser and any cache in front may keep of the public pages, and for how long.

The ETag says what a page shows: the releases, the day, the code and the language.  Whoever has the
page already is told so (304) before anything is rendered.  All languages change at once.

What a browser may keep by its ETag, a process may, too: a page that it has made is not made again,
nor packed again for those who read it packed (docs/decisions/0023-pages-in-memory.md).
"""

import hashlib
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
    set_response_etag,
)
from django.utils.translation import get_language_from_path
from django.views.decorators.gzip import gzip_page

from reports.summary import Shelf

MAX_AGE = 300  # seconds
MISSING_MAX_AGE = 60  # what is missing now may be there in a minute
LARGEST = 100_000  # bytes of a page that a process keeps


def showing(*more):
    """Decorate a public page; `more` (str) names what it shows of the Shelf beside its releases.

    A fresh copy costs one query to confirm, and one for each name.
    """

    def decorate(view):
        @wraps(view)
        def fresh(request, *args, **kwargs):
            if request.method not in ("GET", "HEAD"):
                return view(request, *args, **kwargs)
            with Shelf.of_today().in_use() as shelf:
                etag = _etag(request, shelf, more)
                known = etag and get_conditional_response(request, etag=etag)
                response = known or _made(etag, request, view, *args, **kwargs)
                if not response.has_header("Cache-Control"):  # else a page within this one
                    _label(response, etag)
                return _compared(request, response)

        return fresh

    return decorate


def _etag(request, shelf, more):
    """None where a page must be made to know what it says: before the first release."""
    if settings.DEBUG or not shelf.releases:
        return None
    language = get_language_from_path(request.path)  # none for files, which are one for all
    # Weak, for it says what the page shows: packed or not, that is the same.
    return f'W/"{_digest(settings.VERSION, language, shelf.mark(*more))[:24]}"'


def _digest(*parts):
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _made(etag, request, view, *args, **kwargs):
    """The page as this process has made it for the same ETag and address, or made now.

    One with a query is made each time: there are as many as readers can think of.
    """
    if not etag or request.META["QUERY_STRING"]:
        return view(request, *args, **kwargs)
    is_packed = bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
    key = _digest(request.build_absolute_uri(), etag, is_packed)
    response = caches["pages"].get(key)
    if response is None:
        response = gzip_page(view)(request, *args, **kwargs)
        if _may_stay(response):
            caches["pages"].set(key, response, MAX_AGE)
    return response


def _may_stay(response):
    """A whole page that says nothing of caches yet: one within it may show more than its ETag."""
    is_whole = response.status_code == 200 and not response.streaming and not response.cookies
    return is_whole and not response.has_header("Cache-Control") and len(response.content) < LARGEST


def keep_shortly(response):
    """Let caches have an answer that may be another one soon: no such page, no such choice."""
    patch_cache_control(response, public=True, max_age=MISSING_MAX_AGE)


def _label(response, etag):
    if response.status_code >= 400:
        return keep_shortly(response)
    if etag and response.status_code in (200, 304):
        response["ETag"] = etag
        patch_vary_headers(response, ["Accept-Encoding"])
    return patch_cache_control(response, public=True, max_age=MAX_AGE)


def _compared(request, response):
    """A page that only its content can tell is compared once it is made."""
    if response.status_code != 200 or response.has_header("ETag"):
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
