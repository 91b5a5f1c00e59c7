"""A list as a file: what is filtered, of the person's own units, counted before the click."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.admin.filters import ALL, YearFilter
from registry.models import ListExport, ReportingYear
from registry.sheets import list_files
from registry.sheets.listing import columns_of, is_yearly, resource_for

XLSX, CSV = "xlsx", "csv"
TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}


class Exported:
    """For admin classes of records: their list can be taken away by those who may export it."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        page = self.admin_site.admin_view(self.export_list)
        return [path("export/", page, name=name), *super().get_urls()]

    def has_export_permission(self, request):
        """Whether a person may see the records and take them away."""
        name = get_permission_codename("export", self.opts)
        may = request.user.has_perm(f"{self.opts.app_label}.{name}")
        return may and self.has_view_permission(request) and bool(columns_of(self.model))

    def changelist_view(self, request, extra_context=None):
        """The list leads to its file, with the same filters."""
        address = ""
        if self.has_export_permission(request):
            address = f"{self._address('export')}?{request.GET.urlencode()}"
        return super().changelist_view(request, {"export_address": address} | (extra_context or {}))

    def _address(self, page):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}")

    def export_list(self, request):
        """Says how many rows there are and which filters hold; a POST gives the file."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        try:
            chosen = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect(f"{self._address('changelist')}?e=1")
        count = chosen.queryset.count() if chosen.is_cut else chosen.result_count
        form = request.POST.get("form")
        if form in TYPES and not (form == XLSX and count > list_files.MOST_IN_EXCEL):
            return _file(request, self, chosen.queryset, form, count)
        if form in TYPES:
            messages.error(request, _("This list is too long for Excel: take CSV, or filter it."))
        return render(request, "admin/exports/export.html", self._page(request, chosen, count))

    def _page(self, request, chosen, count):
        years = [str(year) for year in ReportingYear.objects.all()] if is_yearly(self.model) else []
        return self.admin_site.each_context(request) | {
            "title": _("Export: %(list)s") % {"list": self.opts.verbose_name_plural},
            "opts": self.opts,
            "back": f"{self._address('changelist')}?{request.GET.urlencode()}",
            "query": request.GET.urlencode(),
            "filters": described(chosen),
            "count": count,
            "limit": list_files.MOST_IN_EXCEL,
            "is_too_long": count > list_files.MOST_IN_EXCEL,
            "years": years,
            "year": request.GET.get("year"),
        }


def described(chosen):
    """(name, value) of what a list (ChangeList) is filtered by, as its page words them."""
    found = [(_("Search"), chosen.query)] if chosen.query else []
    for one in chosen.filter_specs:
        said = [c["display"] for c in one.choices(chosen) if c["selected"]]
        if said and (_is_asked(one, chosen) or _holds_unasked(one)):
            found.append((capfirst(str(one.title)), ", ".join(map(str, said))))
    return found


def _is_asked(one, chosen):
    return any(name in chosen.params for name in one.expected_parameters())


def _holds_unasked(one):
    """Whether a filter narrows a list whose address does not name it: that of the newest year."""
    return isinstance(one, YearFilter) and one.value() != ALL


def _file(request, own, records, form, count):
    """The file of a list, and the note that it was taken."""
    resource = resource_for(own.model, request.user, _year(request))
    name = f"{own.opts.model_name}-{timezone.localdate()}.{form}"
    if form == CSV:
        content = list_files.csv_pieces(resource.heads, resource.rows(records))
        response = StreamingHttpResponse(content, content_type=TYPES[CSV])
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        file = TemporaryFile()  # noqa: SIM115 - the response closes it
        title = f"{capfirst(own.opts.verbose_name_plural)}, {timezone.localdate():%d.%m.%Y}"
        list_files.excel(file, title, resource.columns, resource.rows(records))
        file.seek(0)
        response = FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[XLSX])
    response["Cache-Control"] = "no-store"
    asked = {key: value for key, value in request.GET.items() if value}
    taken = ListExport.objects.create(
        user=request.user, model=own.opts.label_lower, asked=asked, form=form, rows=count
    )
    taken.units.add(*request.user.units.all())
    return response


def _year(request):
    """The year (int) of the yearly columns: the one that was chosen, else the newest."""
    years = list(ReportingYear.objects.values_list("year", flat=True))
    asked = request.POST.get("year", "")
    return next((year for year in years if str(year) == asked), max(years, default=None))
