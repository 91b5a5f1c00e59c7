"""Events, each with the bodies that organised it or took part."""

from django.contrib import admin

from registry.admin.base import FLOW_FILTERS, RegionalAdmin, RegionalInline
from registry.models import Event, Participation


class ParticipationInline(RegionalInline):
    model = Participation
    fields = ["kind", "role", "structures"]
    autocomplete_fields = ["structures"]


@admin.register(Event)
class EventAdmin(RegionalAdmin):
    list_display = ["title", "held_on", "unit", "attendance"]
    list_filter = [*FLOW_FILTERS, "scope", "topic"]
    search_fields = ["title_key__contains"]
    sortable_by = ["held_on"]
    autocomplete_fields = ["programme"]
    fields = ["region", "title", "held_on", "place", "held_in", "scope", "topic"]
    fields += ["attendance", "programme"]
    inlines = [ParticipationInline]
