"""The two files that list all others: catalogue.json and datapackage.json."""

from functools import wraps

from django.http import JsonResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from registry.languages import CODES
from reports import package
from reports.summary import Shelf, indicators_of
from reports.views.fresh import showing


def anywhere(view):
    """Let the pages of any site read a file: it is public, and asks for no cookie."""

    @wraps(view)
    def readable(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        response["Access-Control-Expose-Headers"] = "Content-Disposition, ETag"
        return response

    return readable


@require_safe
@showing()
def catalogue(request):
    """Every indicator in three languages, with the years that it has figures for."""
    shelf = Shelf.of_today()
    return _json(package.catalogue(shelf.releases, indicators_of(shelf)))


@require_safe
@showing()
def datapackage(request):
    """The Frictionless data package: the CSV file of every release, and what its columns mean."""
    with translation.override("kk"):
        homepage = request.build_absolute_uri(reverse("reports:data"))
    return _json(package.datapackage(Shelf.of_today().releases, homepage))


def _json(content):
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Language"] = ", ".join(CODES)
    return response
