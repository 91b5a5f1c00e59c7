"""Ethnic media and their languages."""

from django.contrib import admin

from registry.admin.base import STOCK_FILTERS, RegionalAdmin
from registry.admin.portal import PortalAdmin
from registry.models import Language, MediaOutlet


@admin.register(MediaOutlet)
class MediaOutletAdmin(RegionalAdmin):
    list_display = ["label", "unit", "form", "opened_on", "closed_on"]
    list_filter = [*STOCK_FILTERS, "form"]
    search_fields = ["search_key__alike"]
    autocomplete_fields = ["association", "languages"]
    fields = ["region", "name", "form", "languages", "association", "opened_on", "closed_on"]


@admin.register(Language)
class LanguageAdmin(PortalAdmin):
    list_display = ["code", "name_kk", "name_ru", "name_en"]
    search_fields = ["code", "name_kk", "name_ru", "name_en"]

    fields = ["code", "name_kk", "name_ru", "name_en"]

    def has_delete_permission(self, request, obj=None):
        """Outlets would lose it in years that are locked; nobody is asked then."""
        return False
