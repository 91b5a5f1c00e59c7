"""Honours, public diplomacy and memoranda."""

from django.contrib import admin

from registry.admin.base import FLOW_FILTERS, STOCK_FILTERS, UNIT, RegionalAdmin
from registry.models import Ambassador, Award, Memorandum, Nomination


@admin.register(Nomination)
class NominationAdmin(RegionalAdmin):
    list_display = ["name_kk", "name_ru", "name_en"]
    list_filter = [UNIT]
    search_fields = ["name_kk", "name_ru", "name_en"]
    fields = ["region", "name_kk", "name_ru", "name_en"]


@admin.register(Award)
class AwardAdmin(RegionalAdmin):
    list_display = ["laureate", "kind", "nomination", "awarded_on", "unit"]
    list_filter = [*FLOW_FILTERS, "kind"]
    list_select_related = ["region", "nomination"]
    search_fields = ["laureate"]
    autocomplete_fields = ["nomination"]
    fields = ["region", "kind", "nomination", "laureate", "awarded_on"]


@admin.register(Ambassador)
class AmbassadorAdmin(RegionalAdmin):
    list_display = ["label", "country", "unit", "opened_on", "closed_on"]
    list_filter = STOCK_FILTERS
    search_fields = ["search_key__alike"]
    fields = ["region", "name", "country", "opened_on", "closed_on"]


@admin.register(Memorandum)
class MemorandumAdmin(RegionalAdmin):
    list_display = ["label", "parties", "unit", "opened_on", "closed_on"]
    list_filter = STOCK_FILTERS
    search_fields = ["search_key__alike"]
    fields = ["region", "name", "parties", "opened_on", "closed_on"]
