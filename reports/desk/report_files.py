"""The files of the report centre: five reports of published figures, or of a draft."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.logbook import tell
from reports import workbook
from reports.desk.centre import DayForm, may_read, open_years
from reports.drafting import draft
from reports.files import EXCEL
from reports.summary import NotPublished, Shelf
from reports.summary.basis import published_basis
from reports.workbook import over_years, press, theme, unit


def _year(basis, asked, language, address):
    past = basis.years() if basis.summary.is_draft is False else None
    return workbook.build(basis.summary, language, address, past)


def _region(basis, asked, language, address):
    return unit.build(basis.unit(asked.get("unit", "")), language, address)


def _theme(basis, asked, language, address):
    summary = basis.of_theme(asked.get("theme", ""))
    chosen = [line.code for line in summary.country]
    comparison = basis.years()
    comparison.rows = [row for row in comparison.rows if row.definition.indicator in chosen]
    return theme.build(summary, basis.levels(), comparison, language, address)


def _years(basis, asked, language, address):
    return over_years.build(basis.summary, basis.years(), language, address)


def _press(basis, asked, language, address):
    return press.build(basis.summary, basis.press(language), language, address)


# name: what makes it, and what of the address goes into the name of the file
REPORTS = {
    "year": (_year, ""),
    "region": (_region, "unit"),
    "theme": (_theme, "theme"),
    "years": (_years, ""),
    "press": (_press, ""),
}


@require_safe
def report(request, year, report):
    """A report of a year (int) as Excel: of its release, or, of an open year, a draft to a day."""
    if not may_read(request.user):
        raise PermissionDenied
    language = request.GET.get("language", translation.get_language())
    if report not in REPORTS or language not in dict(settings.LANGUAGES):
        raise Http404
    make, choice = REPORTS[report]
    with translation.override(language):
        address = request.build_absolute_uri(reverse("reports:year", args=[year]))
        try:
            basis = _basis(request, year)
            content = make(basis, request.GET, language, address)
        except NotPublished as error:
            raise Http404 from error
        tell("export", report=report, year=year, is_draft=basis.summary.is_draft)
        file_name = _name(basis.summary, report, request.GET.get(choice, ""), language)
    headers = {
        "Content-Disposition": content_disposition_header(True, file_name),
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=EXCEL, headers=headers)


def _basis(request, year):
    """The published figures of a year, or the draft of an open one.  Raises NotPublished."""
    shelf = Shelf.of_today()
    if year in shelf.years:
        return published_basis(shelf, year)
    form = DayForm(request.GET, year)
    if year not in open_years(shelf) or not form.is_valid():
        raise NotPublished
    return draft(form.cleaned_data["until"])


def _name(summary, report, choice, language):
    """apk-2023-r1-region-kz-10-kk.xlsx; a draft's begins with the word and has its day."""
    release = summary.release
    edition = (
        summary.until.isoformat() if summary.is_draft else f"{release.year}-{release.revision}"
    )
    words = [_("DRAFT") if summary.is_draft else "", "demo" if release.is_demo else ""]
    words += [slugify(release.publisher["en"]["short"]), edition, report, choice.lower(), language]
    return "-".join(filter(None, words)) + ".xlsx"
