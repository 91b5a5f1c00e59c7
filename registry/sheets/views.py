"""The steps of an import: template, upload, check, confirm, receipt; and undo."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.models import ImportBatch, Upload
from registry.sections import BY_KEY
from registry.sheets import importing, undoing
from registry.sheets import marked as marking
from registry.sheets.bounds import MB, PAGE
from registry.sheets.intake import OTHERS, Intake
from registry.sheets.messages import Message
from registry.sheets.picture import Picture
from registry.sheets.template import template as make_template

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REFUSALS = {
    "token": gettext_lazy("This file was not checked here, or too long ago. Upload it again."),
    "busy": gettext_lazy(
        "Nothing was written: another file of yours is being taken in. Wait until it is done, "
        "then confirm again."
    ),
    "errors": gettext_lazy("Nothing was written: some rows have errors."),
    "warnings": gettext_lazy("Nothing was written: tick each warning and give the reason."),
    "changed": gettext_lazy(
        "Nothing was written: records changed after the check. Look at it again."
    ),
    "nothing": gettext_lazy("Nothing was written: no row can be taken."),
}


def start(request, **of):
    """Step 1 and 2: the template, and the form for a file; a POST keeps the file.

    `of` (unit, year, section) says what the sheet is of.
    """
    intake = intake_of(request.user, **of)
    if request.method != "POST":
        return _page(request, "start.html", intake, step=1, lock=intake.lock())
    file = request.FILES.get("file")
    problem = _problem_of(file)
    if problem:
        return _page(request, "start.html", intake, step=2, problem=problem, status=400)
    upload = importing.keep(request.user, intake, file.name, file.read())
    return redirect(intake.page("check", upload.pk))


def _problem_of(file):
    """What is wrong with an upload before it is opened (Message), or None."""
    if not file:
        return Message("F01")
    if file.size > PAGE.size:
        return Message("F03", {"v": file.size / MB, "max": PAGE.size // MB})
    return None


def template(request, **of):
    """The template; with ?rows=no it holds no records."""
    intake = intake_of(request.user, **of)
    data = make_template(intake, is_filled=request.GET.get("rows") != "no")
    return _file(data, f"{intake.file_name}.xlsx")


def check(request, pk, **of):
    """Step 3: all that is to be said about the file; a POST confirms it."""
    intake = intake_of(request.user, **of)
    upload = _upload(intake, pk)
    if upload is None:
        messages.error(request, REFUSALS["token"])
        return redirect(intake.page("section"))
    if request.method == "POST":
        return _confirm(request, upload)
    if upload.batch_id:
        return redirect("admin:import_receipt", upload.batch_id)
    picture = Picture(upload, importing.checked(upload, request.user))
    step = 4 if picture.can_confirm else 3
    return _page(request, "check.html", intake, upload, step=step, picture=picture)


def _confirm(request, upload):
    """Keep the answers; take the file in unless something stands against it."""
    importing.answer(upload, request.POST)
    what = request.POST.get("what", "")
    if what not in (importing.WHOLE, importing.GOOD):
        return redirect(request.path)
    try:
        batch = importing.confirm(request.POST.get("token", ""), request.user, what)
    except importing.Refusal as refusal:
        messages.error(request, REFUSALS[refusal.code])
        return redirect(request.path)
    return redirect("admin:import_receipt", batch.pk)


def marked(request, pk, **of):
    """The user's own workbook, with what is wrong marked in it."""
    return _back(request, pk, of, marking.marked)


def rest(request, pk, **of):
    """A workbook of the rows that were not taken."""

    def make(upload, result):
        return marking.rest(result, upload.answers.get("left"))

    return _back(request, pk, of, make)


def _back(request, pk, of, make):
    intake = intake_of(request.user, **of)
    upload = _upload(intake, pk)
    if upload is None:
        raise Http404
    data = make(upload, importing.checked(upload, request.user))
    return _file(data, f"{intake.file_name}-{pk}.xlsx")


def receipt(request, pk):
    """Step 5: what was committed, and the way back."""
    batch, intake = _batch(request.user, pk)
    upload = batch.uploads.filter(user=request.user).first()
    left = len(upload.answers.get("left", ())) if upload else 0
    context = {"batch": batch, "left": left, "records": _records(batch)}
    return _page(request, "receipt.html", intake, upload, step=5, **context)


def _records(batch):
    """The page (address) of the section that a file was for; "" for a sheet of no section."""
    place = batch.region_id, batch.year_id, batch.section
    return reverse("admin:desk_section", args=place) if batch.section in BY_KEY else ""


def undo(request, pk):
    """A page that asks; a POST takes the import back, or says which rows stand in the way."""
    batch, intake = _batch(request.user, pk)
    if request.method != "POST":
        return _page(request, "undo.html", intake, batch=batch)
    try:
        undoing.undo(batch, request.user)
    except undoing.CannotUndo as problem:
        return _page(request, "undo.html", intake, batch=batch, kept=problem.rows, status=409)
    return redirect("admin:import_receipt", batch.pk)


def intake_of(user, section, unit=None, year=None):
    """The Intake of an address: 404 for what is not there for the person, 403 without rights."""
    kind = OTHERS.get(section, Intake)
    if not kind.is_there(user, unit, year, section):
        raise Http404
    if not kind.is_allowed(user, section):
        raise PermissionDenied
    return kind(user, unit, year, section)


def _upload(intake, pk):
    return Upload.objects.filter(pk=pk, user=intake.user, **intake.owner).first()


def _batch(user, pk):
    """An import (ImportBatch) with its Intake: who may not see the one finds neither."""
    batch = get_object_or_404(ImportBatch.objects.select_related("region", "user"), pk=pk)
    return batch, intake_of(user, batch.section, batch.region_id, batch.year_id)


def _page(request, name, intake, upload=None, status=200, **context):
    context |= {"intake": intake, "title": _("Import: %(section)s") % {"section": intake.label}}
    context |= {"upload": upload, "pages": _pages(intake, upload)}
    frame = admin.site.each_context(request)
    return render(request, f"admin/imports/{name}", frame | context, status=status)


def _pages(intake, upload):
    """The addresses that the pages lead to, by name."""
    pages = {name: intake.page(name) for name in ("section", "template")}
    return pages | {n: intake.page(n, upload.pk) for n in ("marked", "rest") if upload}


def _file(data, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=EXCEL, headers=headers)
