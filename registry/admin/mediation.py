"""Mediators, their agreements and trainings."""

from django.contrib import admin

from registry.admin.base import FLOW_FILTERS, STOCK_FILTERS, RegionalAdmin
from registry.models import Agreement, Mediator, Training


@admin.register(Mediator)
class MediatorAdmin(RegionalAdmin):
    list_display = ["label", "register_number", "unit", "kind", "opened_on", "closed_on"]
    list_filter = [*STOCK_FILTERS, "kind"]
    search_fields = ["search_key__alike", "register_number"]
    fields = ["region", "register_number", "full_name", "kind", "opened_on", "closed_on"]


@admin.register(Agreement)
class AgreementAdmin(RegionalAdmin):
    list_display = ["concluded_on", "unit", "category", "mediator"]
    list_filter = [*FLOW_FILTERS, "category"]
    list_select_related = ["region", "mediator"]
    sortable_by = ["concluded_on"]
    search_fields = ["mediator__search_key__alike"]
    autocomplete_fields = ["mediator"]
    fields = ["region", "concluded_on", "category", "mediator"]


@admin.register(Training)
class TrainingAdmin(RegionalAdmin):
    list_display = ["title", "held_on", "unit", "hours", "trainees"]
    list_filter = FLOW_FILTERS
    sortable_by = ["held_on"]
    search_fields = ["title"]
    fields = ["region", "title", "held_on", "hours", "trainees"]
