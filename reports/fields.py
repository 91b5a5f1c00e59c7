"""The columns of the CSV files: their names, types and meanings."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

STATUSES = ("final", "not_reported", "not_applicable", "withdrawn")
ORIGINS = ("counted", "reported", "mixed")
PLACES = ("country", "region", "republic")


@dataclass(frozen=True)
class Field:
    """A column: `kind` is its type in the words of the Table Schema, `values` all that it holds."""

    name: str
    kind: str
    meaning: str
    values: tuple = ()
    is_always_there: bool = True


LABEL = _("Name of the indicator in the language of the column")
FIELDS = [
    Field("indicator", "string", _("Code of the indicator; permanent")),
    Field("region", "string", _("Code of the region; REP for the republican level; empty for the country"), (), False),
    Field("place", "string", _("Whether the row is the country's, a region's or the republican level's"), PLACES),
    Field("year", "integer", _("Year of the figure")),
    Field("value", "integer", _("The figure; empty where there is none, then the status says why"), (), False),
    Field("status", "string", _("Final, not reported, not applicable or withdrawn"), STATUSES),
    Field("origin", "string", _("Counted from records, reported as a number, or both"), ORIGINS, False),
    Field("expected", "integer", _("How many units were to report the figure")),
    Field("reported", "integer", _("How many of them did")),
    Field("known", "integer", _("For members: for how many bodies their number is known"), (), False),
    Field("label_kk", "string", LABEL),
    Field("label_ru", "string", LABEL),
    Field("label_en", "string", LABEL),
    Field("unit", "string", _("Code of the unit of measure")),
]  # fmt: skip
