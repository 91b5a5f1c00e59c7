"""The steps of an import: template, upload, check, confirm, receipt; and undo."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import locks, sections
from registry.access import regions_of
from registry.models import ImportBatch, ReportingYear, Upload
from registry.sheets import answers, importing, layouts, undoing
from registry.sheets import marked as marking
from registry.sheets.bounds import MB, PAGE
from registry.sheets.intake import Intake
from registry.sheets.messages import Message
from registry.sheets.picture import Picture
from registry.sheets.template import template as make_template

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REFUSALS = {
    "token": gettext_lazy("This file was not checked here, or too long ago. Upload it again."),
    "errors": gettext_lazy("Nothing was written: some rows have errors."),
    "warnings": gettext_lazy("Nothing was written: tick each warning and give the reason."),
    "changed": gettext_lazy(
        "Nothing was written: records changed after the check. Look at it again."
    ),
    "nothing": gettext_lazy("Nothing was written: no row can be taken."),
}


def start(request, unit, year, section):
    """Step 1 and 2: the template, and the form for a file; a POST keeps the file."""
    intake = intake_of(request.user, unit, year, section)
    if request.method != "POST":
        return _page(request, "start.html", intake, step=1, lock=locks.of(unit, year, section))
    file = request.FILES.get("file")
    problem = _problem_of(file)
    if problem:
        return _page(request, "start.html", intake, step=2, problem=problem, status=400)
    upload = importing.keep(request.user, intake, file.name, file.read())
    return redirect("admin:import_check", unit, year, section, upload.pk)


def _problem_of(file):
    """What is wrong with an upload before it is opened (Message), or None."""
    if not file:
        return Message("F01")
    if file.size > PAGE.size:
        return Message("F03", {"v": file.size / MB, "max": PAGE.size // MB})
    return None


def template(request, unit, year, section):
    """The template; with ?rows=no it holds no records."""
    intake = intake_of(request.user, unit, year, section)
    data = make_template(intake, is_filled=request.GET.get("rows") != "no")
    return _file(data, f"{section}-{unit.lower()}-{year}.xlsx")


def check(request, unit, year, section, pk):
    """Step 3: all that is to be said about the file; a POST confirms it."""
    intake = intake_of(request.user, unit, year, section)
    upload = _upload(request, pk, unit, year, section)
    if upload is None:
        messages.error(request, REFUSALS["token"])
        return redirect("admin:import_section", unit, year, section)
    if request.method == "POST":
        return _confirm(request, upload)
    if upload.batch_id:
        return redirect("admin:import_receipt", upload.batch_id)
    result = importing.checked(upload, request.user)
    picture = Picture(upload, result)
    return _page(request, "check.html", intake, step=3, picture=picture)


def _confirm(request, upload):
    """Keep the answers; take the file in unless something stands against it."""
    if not upload.batch_id:
        upload.answers = answers.from_form(request.POST, upload.answers)
        upload.save(update_fields=["answers"])
    what = request.POST.get("what", "")
    if what not in (importing.WHOLE, importing.GOOD):
        return redirect(request.path)
    try:
        batch = importing.confirm(request.POST.get("token", ""), request.user, what)
    except importing.Refusal as refusal:
        messages.error(request, REFUSALS[refusal.code])
        return redirect(request.path)
    return redirect("admin:import_receipt", batch.pk)


def marked(request, unit, year, section, pk):
    """The user's own workbook, with what is wrong marked in it."""
    return _back(request, unit, year, section, pk, marking.marked)


def rest(request, unit, year, section, pk):
    """A workbook of the rows that were not taken."""

    def make(upload, result):
        return marking.rest(result, upload.answers.get("left"))

    return _back(request, unit, year, section, pk, make)


def _back(request, unit, year, section, pk, make):
    intake_of(request.user, unit, year, section)
    upload = _upload(request, pk, unit, year, section)
    if upload is None:
        raise Http404
    data = make(upload, importing.checked(upload, request.user))
    return _file(data, f"{section}-{unit.lower()}-{year}-{pk}.xlsx")


def receipt(request, pk):
    """Step 5: what was committed, and the way back."""
    batch = _batch(request.user, pk)
    intake = intake_of(request.user, batch.region_id, batch.year_id, batch.section)
    upload = batch.uploads.filter(user=request.user).first()
    left = len(upload.answers.get("left", ())) if upload else 0
    return _page(request, "receipt.html", intake, step=5, batch=batch, upload=upload, left=left)


def undo(request, pk):
    """A page that asks; a POST takes the import back, or says which rows stand in the way."""
    batch = _batch(request.user, pk)
    intake = intake_of(request.user, batch.region_id, batch.year_id, batch.section)
    if request.method != "POST":
        return _page(request, "undo.html", intake, batch=batch)
    try:
        undoing.undo(batch, request.user)
    except undoing.CannotUndo as problem:
        return _page(request, "undo.html", intake, batch=batch, kept=problem.rows, status=409)
    return redirect("admin:import_receipt", batch.pk)


def intake_of(user, unit, year, section):
    """The Intake of an address: 404 for what is not there for the person, 403 without rights."""
    its = sections.BY_KEY.get(section)
    is_there = its and its.units([unit]) and ReportingYear.objects.filter(year=year).exists()
    if not (is_there and regions_of(user).filter(pk=unit).exists()):
        raise Http404
    if not may_import(user, section):
        raise PermissionDenied
    return Intake(user, unit, year, section)


def may_import(user, section):
    """Whether a person may take in the sheets of a section (key)."""
    models = [layout.model._meta.model_name for layout in layouts.of_section(section)]
    return all(user.has_perm(f"registry.import_{name}") for name in models)


def _upload(request, pk, unit, year, section):
    same = {"region": unit, "year": year, "section": section, "user": request.user}
    return Upload.objects.filter(pk=pk, **same).first()


def _batch(user, pk):
    batches = ImportBatch.objects.select_related("region", "user")
    return get_object_or_404(batches.filter(region__in=regions_of(user)), pk=pk)


def _page(request, name, intake, status=200, **context):
    context |= {"intake": intake, "title": _("Import: %(section)s") % {"section": intake.label}}
    frame = admin.site.each_context(request)
    return render(request, f"admin/imports/{name}", frame | context, status=status)


def _file(data, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=EXCEL, headers=headers)
