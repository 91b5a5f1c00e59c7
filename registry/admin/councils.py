"""The kinds of structures: each is a section of its own."""

from django.contrib import admin

from registry.admin.base import STOCK_FILTERS, RegionalAdmin, RegionalInline
from registry.admin.portal import ReadOnly
from registry.models import (
    EldersCouncil,
    ExpertGroup,
    Headcount,
    MothersCouncil,
    Structure,
    UniversityChair,
    YouthBranch,
)


class HeadcountInline(RegionalInline):
    model = Headcount
    fields = ["year", "members", "unknown_because"]


class ShownHeadcounts(ReadOnly, HeadcountInline):
    pass


class StructureAdmin(RegionalAdmin):
    list_display = ["label", "unit", "level", "opened_on", "closed_on"]
    list_filter = [*STOCK_FILTERS, "level"]
    search_fields = ["search_key__alike"]
    fields = ["region", "level", "name", "host", "opened_on", "closed_on"]
    inlines = [HeadcountInline]


@admin.register(EldersCouncil, MothersCouncil, YouthBranch, ExpertGroup)
class CouncilAdmin(StructureAdmin):
    pass


@admin.register(UniversityChair)
class UniversityChairAdmin(StructureAdmin):
    list_display = ["label", "unit", "form", "host", "opened_on", "closed_on"]
    list_filter = [*STOCK_FILTERS, "form"]
    fields = ["region", "level", "form", "name", "host", "opened_on", "closed_on"]


@admin.register(Structure)
class AnyStructureAdmin(ReadOnly, StructureAdmin):
    """All kinds together: where an event finds the structures that came.  Not in the menu."""

    list_display = ["label", "unit", "kind", "level"]
    inlines = [ShownHeadcounts]

    def has_module_permission(self, request):
        return False
