"""Ethnocultural associations."""

from django.contrib import admin

from registry.admin.base import STOCK_FILTERS, RegionalAdmin
from registry.models import Association


@admin.register(Association)
class AssociationAdmin(RegionalAdmin):
    list_display = ["label", "unit", "ethnic_group", "level", "registered_on", "accredited_on"]
    list_filter = [*STOCK_FILTERS, "level"]
    search_fields = ["search_key__alike"]
    autocomplete_fields = ["house"]
    fields = ["region", "level", "name", "ethnic_group", "bin", "house"]
    fields += ["registered_on", "accredited_on", "opened_on", "closed_on"]
