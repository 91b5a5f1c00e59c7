"""S1: all figures of one year, against a query for every figure and unit."""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Sum

from registry.models import Reporters
from reports.catalogue import INDICATORS
from reports.compute import compute
from reports.indicators import Way
from tests.bench.rows import YEAR, at
from tests.bench.timing import once, race

NAME = "S1 figures of one year"
TARGET, FROM_SIZE = 50, 1_000_000
LONGEST = 10_000_000  # events: above, the loop takes too long
OWN = "CREATE INDEX own_region ON registry_event (region_id)"  # the portal does without it


def measure(place):
    """Two rows: the loop helped by the indexes that the portal has for itself, and as it comes.

    As it comes, it has the indexes that Django makes by itself.  It is run once: it takes minutes.
    """
    goal = {"bound": "at least", "target": TARGET if place.size >= FROM_SIZE else None}
    [quick] = race(lambda: compute(YEAR))
    ours, figures = counted(lambda: compute(YEAR))
    if place.size > LONGEST:
        yield at(place, NAME, quick, note=f"{ours} queries; no loop above {LONGEST:,} events")
        return
    slow, asked, found = timed_loop()
    agree(found, figures)
    helped = "the same, on the portal's indexes"
    yield at(place, NAME, quick, against=helped, against_value=slow, **goal)
    with without_indexes():
        slow, _asked, found = timed_loop()
    agree(found, figures)
    yield at(
        place,
        NAME,
        quick,
        against="a query a figure and unit",
        against_value=slow,
        **goal,
        note=f"{ours} queries at every size; the loop asks {asked}",
    )


def timed_loop():
    """(milliseconds, queries, cells) of the loop."""
    slow, (asked, found) = once(lambda: counted(lambda: loop(YEAR)))
    return slow, asked, found


def counted(work):
    """(queries, result) of a call."""
    seen = []

    def see(execute, *arguments):
        seen.append(1)
        return execute(*arguments)

    with connection.execute_wrapper(see):
        result = work()
    return len(seen), result


@contextmanager
def without_indexes():
    """The database with those indexes alone that Django makes; the others are back at the end."""
    tables = apps.get_app_config("registry").get_models()
    names = {index.name for model in tables for index in model._meta.indexes}
    with transaction.atomic():
        with connection.cursor() as cursor:
            for name in sorted(names):
                cursor.execute(f"DROP INDEX IF EXISTS {name}")
            cursor.execute(OWN)
        yield
        transaction.set_rollback(True)


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
