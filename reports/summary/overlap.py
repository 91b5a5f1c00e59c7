"""How figures that overlap add up: what several bodies did together counts once in the whole."""

from dataclasses import dataclass

from reports.catalogue import OVERLAPS
from reports.summary.lines import Line


@dataclass(frozen=True)
class Overlap:
    """A whole beside the figures that together count all of it, some of it more than once."""

    parts: list[Line]
    whole: Line

    @property
    def repeated(self):
        """How many (int) the parts count more than once; never below nought."""
        return sum(part.value for part in self.parts) - self.whole.value


def overlaps_of(summary, place=None):
    """The Overlaps (list) of a place (code; None: the country) whose every figure is a number."""
    lines = summary.by_indicator(place)
    found = []
    for code, names in OVERLAPS.items():
        parts, whole = [lines.get(name) for name in names], lines.get(code)
        known = all(line and line.value is not None for line in [*parts, whole])
        if known and Overlap(parts, whole).repeated >= 0:
            found.append(Overlap(parts, whole))
    return found
