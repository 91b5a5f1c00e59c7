"""Where reports of the past fail: parts and totals, units and country, jumps over the years.

A failed check refuses nothing: it is shown, and kept with the value as a note.
"""

from dataclasses import dataclass

from django.utils.translation import get_language

from registry.sheets.messages import Message
from reports.catalogue import BY_CODE, PARTS, SOME_OF
from reports.compute import expected
from reports.plausibility import has_jumped


@dataclass(frozen=True)
class Failure:
    """A check that a value does not pass: its code, and the numbers of its sentence."""

    code: str
    numbers: dict

    def message(self):
        """What is said to people (Message)."""
        numbers = dict(self.numbers)
        if get_language() != "en" and "p" in numbers:
            numbers["p"] = numbers["p"].replace("%", "\u00a0%")
        if "whole" in numbers:
            numbers["whole"] = BY_CODE[numbers["whole"]].label
        return Message(self.code, numbers)

    def kept(self):
        """What the value keeps of it, fit for JSON."""
        return [self.code, self.numbers]


class Past:
    """Reported values beside each other: {(indicator, unit's code or None, year): value}.

    `regions` are all units (Region): each says in which years it reports.
    """

    def __init__(self, values, regions):
        self.values, self.regions = values, list(regions)

    def failed(self, key):
        """The Failures (list) of one value."""
        found = (self._parts(*key), self._whole(*key), self._levels(*key), self._jump(*key))
        return [failure for failure in found if failure]

    def _parts(self, code, unit, year):
        parts = [self.values.get((part, unit, year)) for part in PARTS.get(code, ())]
        total = self.values[code, unit, year]
        if parts and None not in parts and sum(parts) != total:
            return Failure("N04", {"parts": sum(parts), "total": total})
        return None

    def _whole(self, code, unit, year):
        whole, value = SOME_OF.get(code), self.values[code, unit, year]
        most = self.values.get((whole, unit, year))
        if most is not None and value > most:
            return Failure("N07", {"a": value, "b": most, "whole": whole})
        return None

    def _levels(self, code, unit, year):
        """The country against its units: the sum when all are known, or already too much."""
        indicator, total = BY_CODE[code], self.values[code, unit, year]
        if unit is not None or not indicator.is_additive:
            return None
        codes = [region.pk for region in self.regions if region.reports(year)]
        told = [self.values.get((code, one, year)) for one in expected(indicator, codes)]
        known = [value for value in told if value is not None]
        is_whole = bool(told) and len(known) == len(told)
        if (is_whole and sum(known) != total) or sum(known) > total:
            return Failure("N05", {"parts": sum(known), "total": total})
        return None

    def _jump(self, code, unit, year):
        before, now = self.values.get((code, unit, year - 1)), self.values[code, unit, year]
        if before is None or not has_jumped(before, now):
            return None
        share = f"{(now - before) / before:+.0%}".replace("-", "−") if before else "…"
        numbers = {"before": str(year - 1), "a": before, "year": str(year), "b": now, "p": share}
        return Failure("N06", numbers)
