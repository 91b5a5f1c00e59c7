"""Which figures are reported numbers, not counted from records."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reported:
    """Of some lines, those that are reported numbers; `is_all`: no other has a number."""

    lines: tuple
    is_all: bool


def reported_of(lines):
    """Which of some Lines are reported numbers (Reported)."""
    told = [line for line in lines if line.value is not None]
    found = tuple(line for line in told if line.is_reported)
    return Reported(found, bool(found) and len(found) == len(told))
