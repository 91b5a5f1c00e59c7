"""Filters of the lists.  None of them reads the table that it filters."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.access import regions_of
from registry.models import ReportingYear


class UnitFilter(admin.RelatedFieldListFilter):
    """Offers the units that a person may see: finding those in use would read the whole table."""

    def field_choices(self, field, request, model_admin):
        mine = {"pk__in": regions_of(request.user)}
        return field.get_choices(include_blank=False, limit_choices_to=mine)


class YearFilter(admin.SimpleListFilter):
    """Offers the years that headquarters opened."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = ReportingYear.objects.order_by("-year").values_list("year", flat=True)
        return [(str(year), str(year)) for year in years]

    def queryset(self, request, queryset):
        if self.value() in dict(self.lookup_choices):
            return queryset.in_year(int(self.value()))
        return queryset


class OpenFilter(admin.SimpleListFilter):
    """Whether a council, House or outlet still exists."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("open")), ("closed", _("closed"))]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if self.value() == "closed":
            return queryset.closed_by(today)
        return queryset.open_on(today) if self.value() == "open" else queryset
