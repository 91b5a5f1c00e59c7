"""The reporting units."""

from django.contrib import admin

from registry.access import regions_of
from registry.admin.portal import PortalAdmin
from registry.models import Region


@admin.register(Region)
class RegionAdmin(PortalAdmin):
    list_display = ["code", "name_kk", "name_ru", "name_en", "opened_on", "closed_on"]
    list_filter = ["kind"]
    search_fields = ["code", "name_kk", "name_ru", "name_en"]

    def get_queryset(self, request):
        """Those that a person may see: this list also answers the autocompletes."""
        return super().get_queryset(request).filter(pk__in=regions_of(request.user))
