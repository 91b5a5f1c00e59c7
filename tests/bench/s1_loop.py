"""S1: all figures of one year, against a query for every figure and unit."""

from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from registry.models import Reporters
from reports.catalogue import INDICATORS
from reports.compute import compute
from reports.indicators import Way
from tests.bench.rows import YEAR, at
from tests.bench.timing import once, race

TARGET, FROM_SIZE = 50, 1_000_000


def measure(place):
    """One row: the year's figures by `compute`, and by the loop (run once: it may take minutes)."""
    [quick] = race(lambda: compute(YEAR))
    slow, found = once(lambda: loop(YEAR))
    agree(found, compute(YEAR))
    with CaptureQueriesContext(connection) as queries:
        compute(YEAR)
    with CaptureQueriesContext(connection) as asked:
        loop(YEAR)
    yield at(
        place,
        "S1 figures of one year",
        quick,
        against="a query a figure and unit",
        against_value=slow,
        bound="at least",
        target=TARGET if place.size >= FROM_SIZE else None,
        note=f"{len(queries)} queries at every size; the loop asks {len(asked)}",
    )


def agree(found, figures):
    """Stop unless every counted cell of a unit is the same in both."""
    counted = {(f.indicator, f.region_id): f.value for f in figures if f.origin == "counted"}
    cells = {key: value for key, value in counted.items() if key[1]}
    wrong = {key for key, value in cells.items() if found[key] != value}
    assert cells and not wrong, f"cells differ: {sorted(wrong)[:5]}"


def loop(year):
    """{(code, unit): value} of every counted figure, as one would write it at first."""
    reporters = Reporters()
    units = {unit.code: [] for unit in reporters.units_of(year)}
    for code in reporters.regions:
        units[reporters.unit(code, year)].append(code)
    return {
        (indicator.code, unit): _value(indicator, year, regions)
        for indicator in INDICATORS
        if indicator.source
        for unit, regions in units.items()
    }


def _value(indicator, year, regions):
    source, measure = indicator.source, indicator.measure
    rows = source.rows(year).filter(indicator.condition, **{f"{source.region}__in": regions})
    if measure.way == Way.SUM:
        return rows.aggregate(sum=Sum(measure.field))["sum"] or 0
    if measure.way == Way.DISTINCT:
        return rows.values(measure.field).distinct().count()
    return min(rows.count(), 1) if measure.way == Way.PRESENCE else rows.count()
