"""Filters of the lists.  None of them reads the table that it filters."""

import re

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


ALL = "all"
YEAR = re.compile("(19|20)[0-9]{2}")


def working_year(request):
    """The year (int) that a page is about: the one it was asked for, or the newest that began."""
    asked = request.GET.get("year", "")
    return int(asked) if YEAR.fullmatch(asked) else newest_year() or timezone.localdate().year


def newest_year():
    """The newest year (int) that headquarters opened and that has begun, or None."""
    begun = ReportingYear.objects.filter(year__lte=timezone.localdate().year)
    return begun.order_by("-year").values_list("year", flat=True).first()


class YearFilter(admin.SimpleListFilter):
    """Offers the years that headquarters opened; begins with the newest."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = list(ReportingYear.objects.order_by("-year").values_list("year", flat=True))
        today = timezone.localdate()
        self.newest = next((year for year in years if year <= today.year), None)
        return [(ALL, _("All")), *((str(year), str(year)) for year in years)]

    def choices(self, changelist):
        """Each year, and all of them: no choice is no address of its own."""
        return list(super().choices(changelist))[1:]

    def value(self):
        return super().value() or (str(self.newest) if self.newest else ALL)

    def queryset(self, request, queryset):
        asked = self.value()
        is_year = asked != ALL and asked in dict(self.lookup_choices)
        return queryset.listed_in(int(asked)) if is_year else queryset


class OpenFilter(admin.SimpleListFilter):
    """Whether a council, House or outlet still exists, or counts in the year of an address."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        asked = request.GET.get(self.parameter_name, "")
        known = [(asked, _("31 December %(year)s") % {"year": asked})]
        return [("open", _("open")), ("closed", _("closed")), *known[: bool(YEAR.fullmatch(asked))]]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if YEAR.fullmatch(self.value() or ""):
            return queryset.counted_in(int(self.value()))
        if self.value() == "closed":
            return queryset.closed_by(today)
        return queryset.open_on(today) if self.value() == "open" else queryset
