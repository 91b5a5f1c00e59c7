"""The files of a comparison that a reader chose: exactly what its page shows, or more."""

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports import feeds
from reports.files import EXCEL, LANGUAGES
from reports.filters import FigureFilter
from reports.summary import NotPublished, Shelf, offer
from reports.views.page import public
from reports.workbook.comparison import build

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": EXCEL}


@require_safe
@public
def comparison(request, form, language=None):
    """A comparison as CSV, JSON or, in one language, as a workbook; 400 for an unknown choice."""
    if form not in TYPES or (language and (language not in LANGUAGES or form != "xlsx")):
        raise Http404
    try:
        offered = offer(Shelf.of_today())
    except NotPublished as error:
        raise Http404 from error
    with translation.override(language or ("kk" if form == "xlsx" else "en")):
        chosen = FigureFilter(request.GET, offered)
        if not chosen.is_valid() or not chosen.is_complete:
            return _refusal(chosen)
        response = _file(request, chosen, form)
    response["Content-Language"] = language or ("kk" if form == "xlsx" else ", ".join(LANGUAGES))
    return response


def _refusal(chosen):
    """What is wrong with the choice, by parameter, for the program that sent it."""
    errors = {name: list(found) for name, found in chosen.errors.items()}
    needed = _("Choose at least one indicator and one region.")
    missing = {name: [needed] for name in ("i", "r") if not chosen.data.getlist(name)}
    return JsonResponse({"errors": missing | errors}, status=400)


def _file(request, chosen, form):
    found = chosen.comparison().read(chosen.qs)
    if form == "xlsx":
        address = request.build_absolute_uri(f"{reverse('reports:compare')}?{chosen.query()}")
        content = build(found, translation.get_language(), address)
    else:
        content = {"csv": feeds.comparison_csv, "json": feeds.comparison_json}[form](found)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = content_disposition_header(True, _name(found, form))
    return response


def _name(found, form):
    """apk-compare-2021-2023.csv; the invented figures of a demo say so first."""
    newest = found.releases[-1]
    years = dict.fromkeys([str(found.first), str(found.last)])
    words = ["demo"] if newest.is_demo else []
    words += [slugify(newest.publisher["en"]["short"]), "compare", *years]
    return "-".join(words) + f".{form}"
