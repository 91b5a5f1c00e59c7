"""Events, each with the bodies that organised it or took part."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import FLOW_FILTERS, RegionalAdmin
from registry.admin.bodies import BODIES, EventForm
from registry.models import Event

BEHIND = _("Bodies that organised it or took part")


@admin.register(Event)
class EventAdmin(RegionalAdmin):
    form = EventForm
    list_display = ["title", "held_on", "unit", "attendance"]
    list_filter = [*FLOW_FILTERS, "scope", "topic"]
    search_fields = ["title_key__alike"]
    sortable_by = ["held_on"]
    autocomplete_fields = ["programme"]
    fields = ["region", "title", "held_on", "place", "held_in", "scope", "topic"]
    fields += ["attendance", "programme"]

    def get_fieldsets(self, request, obj=None):
        """Who only looks reads the bodies in one line."""
        if obj and not self.has_change_permission(request, obj):
            return [(None, {"fields": [*self.fields, "behind"]})]
        own, *more = super().get_fieldsets(request, obj)
        return [own, (BEHIND, {"fields": BODIES, "classes": ["bodies"]}), *more]

    @admin.display(description=BEHIND)
    def behind(self, event):
        return "; ".join(str(part) for part in event.participations.all())
