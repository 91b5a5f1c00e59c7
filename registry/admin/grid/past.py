"""The past of a structure's numbers for one year, for people to read."""

from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.access import regions_of
from registry.admin.grid.lines import MATERIALS, MEMBERS
from registry.admin.past import while_here


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

    def __init__(self, structure, year, user):
        self.structure, self.year, self.user = structure, year, user

    @property
    def versions(self):
        """All changes (list of Version): two queries."""
        heads = [self._version(_("Members on 31 December"), MEMBERS, v) for v in self._of(MEMBERS)]
        counts = [self._version(_month(v.month), MATERIALS, v) for v in self._of(MATERIALS)]
        newest_first = {"key": lambda v: v.record.history_date, "reverse": True}
        return sorted([*heads, *counts], **newest_first)

    def _of(self, shape):
        """A structure that came from another unit leaves its numbers' past there."""
        own = self.structure.history.filter(region__in=regions_of(self.user))
        mine = {f"{shape.whole}_id": self.structure.pk, "year": self.year}
        past = while_here(shape.model, shape.whole, own)
        return past.filter(**mine).select_related("history_user")

    def _version(self, label, shape, record):
        number, reason = shape.value(record)
        return Version(label, number, reason, record)


def _month(number):
    return capfirst(MONTHS[number])
