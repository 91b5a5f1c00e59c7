"""The columns of the CSV files: their names, types and meanings."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MEANINGS = {
    "indicator": _("Code of the indicator; permanent"),
    "region": _("Code of the region; REP for the republican level; empty for the country"),
    "place": _("Whether the row is the country's, a region's or the republican level's"),
    "year": _("Year of the figure"),
    "value": _("The figure; empty where there is none, then the status says why"),
    "status": _("Final, not reported, not applicable or withdrawn"),
    "origin": _("Counted from records, reported as a number, or both"),
    "expected": _("How many units were to report the figure"),
    "reported": _("How many of them did"),
    "known": _("For members: for how many bodies their number is known"),
    "label_kk": _("Name of the indicator in the language of the column"),
    "label_ru": _("Name of the indicator in the language of the column"),
    "label_en": _("Name of the indicator in the language of the column"),
    "unit": _("Code of the unit of measure"),
    "revision": _("Revision of the release"),
    "is_demo": _("true where the records are invented"),
}
WHOLE_NUMBERS = {"year", "value", "expected", "reported", "known"}
MAY_BE_EMPTY = {"region", "value", "origin", "known"}
VALUES = {
    "place": ("country", "region", "republic"),
    "status": ("final", "not_reported", "not_applicable", "withdrawn"),
    "origin": ("counted", "reported", "mixed"),
}


@dataclass(frozen=True)
class Field:
    """A column of the files."""

    name: str

    @property
    def meaning(self):
        return MEANINGS[self.name]

    @property
    def kind(self):
        """Its type (str) in the words of the Table Schema."""
        if self.name in WHOLE_NUMBERS:
            return "integer"
        return "boolean" if self.name == "is_demo" else "string"

    @property
    def values(self):
        """All that it can hold (tuple of str), where that is a list of codes."""
        return VALUES.get(self.name, ())

    @property
    def may_be_empty(self):
        return self.name in MAY_BE_EMPTY


FIELDS = [Field(name) for name in MEANINGS]
