"""The past of a structure's numbers for one year, for people to read."""

from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.admin.grid.lines import MATERIALS, MEMBERS


@dataclass
class Version:
    """One change: of what, to what, by whom, through what."""

    label: str
    number: object
    reason: str
    record: object

    @property
    def is_deletion(self):
        return self.record.history_type == "-"


class Past:
    """The changes of a structure's numbers of a year (int), the newest first."""

    def __init__(self, structure, year):
        self.structure, self.year = structure, year

    @property
    def versions(self):
        """All changes (list of Version): two queries."""
        heads = [self._version(_("Members on 31 December"), MEMBERS, v) for v in self._of(MEMBERS)]
        counts = [self._version(_month(v.month), MATERIALS, v) for v in self._of(MATERIALS)]
        newest_first = {"key": lambda v: v.record.history_date, "reverse": True}
        return sorted([*heads, *counts], **newest_first)

    def _of(self, shape):
        mine = {f"{shape.whole}_id": self.structure.pk, "year": self.year}
        return shape.model.history.filter(**mine).select_related("history_user")

    def _version(self, label, shape, record):
        number, reason = shape.value(record)
        return Version(label, number, reason, record)


def _month(number):
    return capfirst(MONTHS[number])
