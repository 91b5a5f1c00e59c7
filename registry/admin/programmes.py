"""Programmes, grants, studies, projects, and the monitoring trips."""

from django.contrib import admin

from registry.admin.base import FLOW_FILTERS, UNIT, RegionalAdmin
from registry.models import MonitoringTrip, Programme


@admin.register(Programme)
class ProgrammeAdmin(RegionalAdmin):
    list_display = ["label", "unit", "kind", "started_on", "finished_on"]
    list_filter = [UNIT, "kind"]
    search_fields = ["search_key__alike"]
    autocomplete_fields = ["house"]
    fields = ["region", "kind", "name", "house", "lead", "started_on", "finished_on"]


@admin.register(MonitoringTrip)
class MonitoringTripAdmin(RegionalAdmin):
    list_display = ["held_on", "visited", "unit", "programme"]
    list_filter = [*FLOW_FILTERS, ("visited", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region", "visited", "programme"]
    search_fields = ["programme__search_key__alike"]
    autocomplete_fields = ["programme"]
    fields = ["region", "held_on", "visited", "programme"]
