"""Houses of Friendship."""

from django.contrib import admin

from registry.admin.base import STOCK_FILTERS, RegionalAdmin
from registry.models import House


@admin.register(House)
class HouseAdmin(RegionalAdmin):
    list_display = ["label", "unit", "level", "opened_on", "closed_on"]
    list_filter = [*STOCK_FILTERS, "level"]
    search_fields = ["search_key__alike"]
    fields = ["region", "level", "name", "address", "area", "rooms", "staff"]
    fields += ["opened_on", "closed_on"]
