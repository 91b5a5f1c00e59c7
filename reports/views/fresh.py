"""What a browser and any cache in front may keep of the public pages, and for how long.

The ETag says what a page shows: the releases, the day, the code and the language.  Whoever has the
page already is told so (304) before anything is rendered.  All languages change at once.
"""

import hashlib
from functools import wraps

from django.conf import settings
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import quote_etag
from django.utils.translation import get_language_from_path

from reports.summary import Shelf

MAX_AGE = 300  # seconds
MISSING_MAX_AGE = 60  # what is missing now may be there in a minute


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
                response = known or view(request, *args, **kwargs)
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
    shown = (settings.VERSION, language, shelf.mark(*more))
    return quote_etag(hashlib.sha256(repr(shown).encode()).hexdigest()[:24])


def keep_shortly(response):
    """Let caches have an answer that may be another one soon: no such page, no such choice."""
    patch_cache_control(response, public=True, max_age=MISSING_MAX_AGE)


def _label(response, etag):
    if response.status_code >= 400:
        return keep_shortly(response)
    if etag and response.status_code in (200, 304):
        response["ETag"] = etag
    return patch_cache_control(response, public=True, max_age=MAX_AGE)


def _compared(request, response):
    """A page that only its content can tell is compared once it is made."""
    if response.status_code != 200 or response.has_header("ETag"):
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
