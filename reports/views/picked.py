"""The form that picks the year of a page: a plain GET, answered by the address of that year."""

import re
from functools import wraps
from http import HTTPStatus

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from reports.views.fresh import MAX_AGE

YEAR = re.compile(r"[12][0-9]{3}")


def by_year(name):
    """Decorate a page whose address may name a year; `name` (str) is that of the page of a year.

    What else was asked stays in the address.  What is no year is not heeded; a year without that
    page is told at once that it is missing.
    """

    def decorate(view):
        @wraps(view)
        def picking(request, **kwargs):
            query = request.GET.copy()
            picked = (query.pop("year", None) or [""])[-1]
            if "year" in kwargs or not YEAR.fullmatch(picked):
                return view(request, **kwargs)
            there = view(request, **kwargs, year=int(picked))
            if there.status_code == HTTPStatus.NOT_FOUND:
                return there
            address = reverse(name, kwargs=kwargs | {"year": int(picked)})
            response = redirect(f"{address}?{query.urlencode()}" if query else address)
            patch_cache_control(response, public=True, max_age=MAX_AGE)
            return response

        return picking

    return decorate
