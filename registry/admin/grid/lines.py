"""One line of the grid: a number of this year beside last year's."""

import copy
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from registry.limits import LIMITS, has_jumped, is_odd_size
from registry.models import Headcount, MaterialCount
from registry.sheets import values
from registry.sheets.messages import Problem

NOTHING = None, ""


@dataclass(frozen=True)
class Shape:
    """How a number is kept: its model, the field of its structure, its own field, a reason's."""

    model: type
    whole: str
    number: str
    reason: str = ""

    def value(self, record):
        """(number, reason) of a record; NOTHING of None."""
        if record is None:
            return NOTHING
        return getattr(record, self.number), getattr(record, self.reason) if self.reason else ""


MEMBERS = Shape(Headcount, "structure", "members", "unknown_because")
MATERIALS = Shape(MaterialCount, "club", "materials")


@dataclass
class Line:
    """A number of the year: what is stored, what was typed, what is wrong with it.

    `place` ({field: value}) is what a new record of it is made with.  `was` is last year's value.
    """

    key: str
    label: str
    shape: Shape
    section: str
    place: dict
    record: object = None
    was: tuple = NOTHING
    typed: tuple | None = None
    errors: list = field(default_factory=list)
    has_past: bool = False

    @property
    def structure(self):
        return self.place[self.shape.whole]

    @property
    def stored(self):
        return self.shape.value(self.record)

    @property
    def number(self):
        """What stands in the field of the number: as typed, else as stored (str or int)."""
        return _blank(self.typed[0] if self.typed else self.stored[0])

    @property
    def reason(self):
        return self.typed[1] if self.typed else self.stored[1]

    @property
    def has_reason(self):
        """Whether a reason may stand in place of the number."""
        return bool(self.shape.reason)

    @property
    def is_unsaved(self):
        """Whether what stands in the fields is not what is stored."""
        return self.typed is not None and self.typed != tuple(map(str, map(_blank, self.stored)))

    @property
    def change(self):
        """Difference (int) of what is stored to last year's number, or None."""
        now, before = self.stored[0], self.was[0]
        return None if now is None or before is None else now - before

    def read(self, number, reason=""):
        """The value (number, reason) that was typed (texts).  Raises Problem."""
        self.typed = number, reason
        value = values.count(number) if number.strip() else None
        if not self.has_reason or not reason.strip():
            return value, ""
        limit = self.shape.model._meta.get_field(self.shape.reason).max_length
        because = values.text(reason, limit)
        if value is not None:
            raise Problem("R24", said=_("Give the number or the reason, not both."))
        return value, because

    def as_it_would_be(self, value):
        """The record (unsaved) with a value (number, reason)."""
        after = copy.copy(self.record) if self.record else self.shape.model(**self.place)
        setattr(after, self.shape.number, value[0])
        if self.shape.reason:
            setattr(after, self.shape.reason, value[1])
        return after

    @property
    def doubts(self):
        """What is unusual about the stored number (list of str).  It hinders nobody."""
        now, before = self.stored[0], self.was[0]
        if now is None:
            return []
        is_odd = self.has_reason and is_odd_size(self.section, now)
        far = before is not None and has_jumped(before, now)
        return [text for text, holds in ((odd_size(), is_odd), (jump(), far)) if holds]


def odd_size():
    words = {"least": LIMITS.members_least, "most": LIMITS.members_most}
    return _("Usual are %(least)s to %(most)s members") % words


def jump():
    return _("More than half more or less than last year")


def _blank(value):
    return "" if value is None else value
