"""The back office of the reports: what headquarters adds, and the releases to look at."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from registry import acts
from registry.admin.forms import stored
from registry.admin.portal import YEARS, KeptAdmin, PortalAdmin, ReadOnly
from registry.models import Region, ReportingYear
from reports import press_admin  # noqa: F401  (registers its part)
from reports.catalogue import BY_CODE
from reports.cells import refusal
from reports.differences import differences
from reports.earlier import keeping
from reports.forms import IndicatorForm, KeptForm
from reports.models import (
    IndicatorNote,
    Publisher,
    Release,
    ReportedValue,
    Term,
    Withdrawal,
)


class CellForm(IndicatorForm):
    """Refuses a cell that no page would ever show."""

    year = forms.IntegerField(label=_("Year"), **YEARS)

    def clean(self):
        data = super().clean()
        if not self.errors:
            text = refusal(BY_CODE[data["indicator"]], data["region"], data["year"])
            if text:
                raise forms.ValidationError(text, code="no_such_cell")
        return data


class ReportedValueForm(CellForm):
    """Wants a reason for a change of what is published."""

    reason = forms.CharField(
        label=_("Reason of the change"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wanted when the year is published: it stays beside the change."),
    )

    def _check_write(self):
        super()._check_write()
        reason = self.cleaned_data.get("reason", "").strip()
        told = ReportedValue.own_lock(stored(self.instance), self.instance)
        if told and not reason:
            self.add_error("reason", told)
        self.instance._change_reason = reason or None


class IndicatorAdmin(KeptAdmin):
    """Rows about one indicator, shown by its label."""

    search_fields = ["indicator"]

    @admin.display(description=_("indicator"), ordering="indicator")
    def label(self, row):
        return BY_CODE[row.indicator].label if row.indicator in BY_CODE else row.indicator


class DoubtedFilter(admin.SimpleListFilter):
    title = _("checks")
    parameter_name = "checks"

    def lookups(self, request, model_admin):
        return [("failed", _("do not agree with other values"))]

    def queryset(self, request, queryset):
        return queryset.doubted() if self.value() == "failed" else queryset


@admin.register(ReportedValue)
class ReportedValueAdmin(IndicatorAdmin):
    form = ReportedValueForm
    list_display = ["label", "region", "year", "value", "checks", "source"]
    list_filter = ["year", "region", DoubtedFilter]
    list_select_related = ["region"]
    readonly_fields = ["checks"]

    def get_fields(self, request, obj=None):
        """Who only looks writes no reason."""
        writes = self.has_change_permission(request, obj)
        names = ["indicator", "region", "year", "value", "source", "note"]
        return [*names, *(["reason"] if writes else []), "checks"]

    def has_delete_permission(self, request, obj=None):
        """What is published is withdrawn or corrected: it does not vanish."""
        is_free = obj is None or not ReportedValue.own_lock(obj, None)
        return is_free and super().has_delete_permission(request, obj)

    @admin.display(description=_("checks"))
    def checks(self, row):
        """What does not agree with other values, a sentence a line."""
        return format_html_join(mark_safe("<br>"), "{}", ((s,) for s in keeping.sentences(row)))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        keeping.renew({obj.year, form.initial.get("year", obj.year)})
        obj.refresh_from_db()
        for sentence in keeping.sentences(obj):
            messages.warning(request, sentence)

    def construct_change_message(self, request, form, formsets, add=False):
        """Who did what tells from what to what, and why."""
        if add or "value" not in form.changed_data:
            return super().construct_change_message(request, form, formsets, add)
        words = {"old": form.initial["value"], "new": form.instance.value}
        words["reason"] = form.cleaned_data["reason"]
        return acts.kept(gettext_noop("Value: %(old)s → %(new)s. %(reason)s"), **words)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        keeping.renew({obj.year})

    def delete_queryset(self, request, queryset):
        years = queryset.years()
        super().delete_queryset(request, queryset)
        keeping.renew(years)

    def get_urls(self):
        page = self.admin_site.admin_view(self.differences)
        return [
            path("differences/", page, name="reports_reportedvalue_differences"),
            *super().get_urls(),
        ]

    def differences(self, request):
        """The cells of a year that are counted and reported, and not the same."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        years = sorted(self._years(), reverse=True)
        year = _chosen(request.GET.get("year"), years)
        context = self.admin_site.each_context(request) | {
            "title": _("Counted and reported differ"),
            "opts": self.opts,
            "years": years,
            "year": year,
            "rows": _rows(year) if year else [],
        }
        return render(request, "admin/reports/reportedvalue/differences.html", context)

    def _years(self):
        opened = ReportingYear.objects.values_list("year", flat=True)
        return {*opened, *ReportedValue.objects.all().years()}


def _chosen(text, years):
    """The year that an address asks for (str), or the newest one that has a reported value."""
    asked = [year for year in years if str(year) == text]
    newest = ReportedValue.objects.order_by("-year").values_list("year", flat=True).first()
    return next((year for year in [*asked, newest, *years] if year), None)


def _rows(year):
    """The differences of a year (int) in words."""
    units = Region.objects.in_bulk()
    return [
        {
            "indicator": BY_CODE[cell.indicator].label,
            "unit": units.get(cell.region) or _("Whole country"),
            "counted": cell.counted,
            "reported": cell.reported,
            "difference": cell.counted - cell.reported,
        }
        for cell in differences(year)
    ]


class WithdrawalForm(CellForm):
    """Refuses a figure that no release has."""


@admin.register(Withdrawal)
class WithdrawalAdmin(IndicatorAdmin):
    form = WithdrawalForm
    list_display = ["label", "region", "year", "cause", "is_in_force"]
    list_filter = ["year", "is_in_force"]
    list_select_related = ["region"]
    fields = ["indicator", "region", "year", "cause", "note", "is_in_force"]


@admin.register(IndicatorNote)
class IndicatorNoteAdmin(IndicatorAdmin):
    form = IndicatorForm
    list_display = ["label", "indicator"]
    fields = ["indicator", "text_kk", "text_ru", "text_en"]


@admin.register(Term)
class TermAdmin(KeptAdmin):
    form = KeptForm
    list_display = search_fields = ["name_kk", "name_ru", "name_en"]
    fields = ["name_kk", "name_ru", "name_en", "text_kk", "text_ru", "text_en"]


@admin.register(Publisher)
class PublisherAdmin(KeptAdmin):
    """There is one publisher: its words change, the row stays."""

    form = KeptForm
    fields = ["name_kk", "name_ru", "name_en", "short_kk", "short_ru", "short_en"]
    fields += ["seat_kk", "seat_ru", "seat_en", "email"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Release)
class ReleaseAdmin(ReadOnly, PortalAdmin):
    list_display = ["year", "number", "state", "published_at", "is_demo"]
    list_filter = ["state"]
    fields = ["year", "number", "state", "compared_with", "built_at", "built_by", "proposed_by"]
    fields += ["approved_by", "published_at", "note_kk", "note_ru", "note_en", "is_demo"]
