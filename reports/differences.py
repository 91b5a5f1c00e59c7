"""The cells of a year whose counted and reported numbers differ.

The list of headquarters and the checklist of a release read them.
"""

from dataclasses import dataclass

from reports.compute import compute
from reports.models import Figure, ReportedValue


@dataclass(frozen=True)
class Difference:
    """A cell that is counted and reported, and not the same."""

    indicator: str
    region: str | None
    counted: int
    reported: int


def differences(year, figures=None):
    """The cells of a year (int) where a counted and a reported value both exist and differ.

    `figures` are those that `compute(year)` gave, where somebody has them already.
    """
    values = {(v.indicator, v.region_id): v.value for v in ReportedValue.objects.filter(year=year)}
    counted = {Figure.Origin.COUNTED, Figure.Origin.MIXED}
    return [
        Difference(f.indicator, f.region_id, f.value, values[f.indicator, f.region_id])
        for f in figures or compute(year)
        if f.origin in counted and values.get((f.indicator, f.region_id), f.value) != f.value
    ]
