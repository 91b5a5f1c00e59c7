"""The journalists' clubs."""

from django.contrib import admin

from registry.admin.base import RegionalInline
from registry.admin.councils import HeadcountInline, StructureAdmin
from registry.models import JournalistsClub, MaterialCount


class MaterialCountInline(RegionalInline):
    model = MaterialCount
    fields = ["year", "month", "materials"]


@admin.register(JournalistsClub)
class JournalistsClubAdmin(StructureAdmin):
    inlines = [HeadcountInline, MaterialCountInline]
