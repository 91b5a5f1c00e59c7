"""S2: all figures of one year, against hand-written SQL that gives the same cells."""

from collections import defaultdict
from datetime import date

from django.db import connection

from registry.sections import BY_KEY
from reports.catalogue import INDICATORS
from reports.compute import compute
from reports.indicators import Units, Way
from tests.bench.hand_sql import DISTINCT, REGIONS, SAME, STATES, TABLES, VALUES
from tests.bench.rows import YEAR, at
from tests.bench.timing import race

TARGET, FROM_SIZE = 1.5, 1_000_000
# What a hand-written program would hold as constants:
# (code, section, the units that have it, is it "any", does it run in the year)
RULES = [
    (
        i.code,
        i.section,
        "republic" if i.source and BY_KEY[i.section].is_republican else str(i.units),
        i.measure.way == Way.PRESENCE,
        i.applies_to(YEAR),
    )
    for i in INDICATORS
]


def measure(place):
    """One row, after every cell was found to be the same."""
    cells = by_hand(YEAR)
    agree(cells, compute(YEAR))
    ours, hand = race(lambda: compute(YEAR), lambda: by_hand(YEAR), rounds=9)
    yield at(
        place,
        "S2 figures of one year",
        ours,
        against="hand-written SQL",
        against_value=hand,
        bound="at most",
        target=TARGET if place.size >= FROM_SIZE else None,
        note=f"{len(cells)} cells, all the same",
    )


def by_hand(year):
    """{(code, unit or None): value} of a year (int), from the default database."""
    with connection.cursor() as cursor:
        return told(year, _asker(cursor, parameters(year)))


def parameters(year):
    """What the statements of a year are given (dict)."""
    days = {"year": year, "first": date(year, 1, 1), "last": date(year, 12, 31)}
    return days | {"six_years": date(year - 5, 1, 1)}


def agree(cells, figures):
    """Stop unless every cell ({(code, unit or None): value}) is that of the figures."""
    computed = {(figure.indicator, figure.region_id): figure.value for figure in figures}
    wrong = {key for key in cells.keys() | computed if cells.get(key) != computed.get(key)}
    assert cells.keys() == computed.keys() and not wrong, f"cells differ: {sorted(wrong, key=str)}"


def told(year, ask):
    """The same from any database: `ask` gives the rows of a statement."""
    units, unit_of = _units(ask(REGIONS), date(year, 12, 31))
    accepted = set(ask(STATES))
    reported = {(code, unit): value for code, unit, value in ask(VALUES)}
    numbers, sets = _numbers(ask, unit_of), _sets(ask, unit_of)
    cells = {}
    for code, section, who, is_any, runs in RULES:
        having = _having(units, section, who)
        if not runs:
            cells |= dict.fromkeys((code, unit) for unit in [*having, None])
            continue
        counted = [unit for unit in having if (section, unit) in accepted]
        for unit in having:
            if unit not in counted:
                value = reported.get((code, unit))
            elif code in DISTINCT:
                value = len(sets[code, unit])
            else:
                value = numbers[SAME.get(code, code), unit]
            cells[code, unit] = min(value, 1) if is_any and value else value
        cells[code, None] = _country(code, cells, having, counted, reported, sets)
    return cells


def _asker(cursor, days):
    def ask(statement):
        cursor.execute(statement, days)
        return cursor.fetchall()

    return ask


def _units(regions, last):
    """The units of the year, and the one in which each region counts."""
    there, moved = [], {}
    for code, opened, closed, predecessor, successor in regions:
        opened, closed = _day(opened), _day(closed)
        if opened and opened > last:
            moved[code] = predecessor
        elif closed and closed <= last:
            moved[code] = successor
        else:
            there.append(code)
    unit_of = {code: code for code in there}
    for code in moved:
        unit = code
        while unit in moved:
            unit = moved[unit]
        unit_of[code] = unit
    return there, unit_of


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def _numbers(ask, unit_of):
    numbers = defaultdict(int)
    for codes, statement in TABLES.items():
        for region, *values in ask(statement):
            unit = unit_of[region]
            for code, value in zip(codes, values, strict=True):
                numbers[code, unit] += value or 0
    return numbers


def _sets(ask, unit_of):
    sets = defaultdict(set)
    for code, statement in DISTINCT.items():
        for region, value in ask(statement):
            sets[code, unit_of[region]].add(value)
    return sets


def _having(units, section, who):
    if not section:
        return []
    if who == Units.ALL:
        return units
    return [unit for unit in units if (unit == "REP") == (who == Units.REPUBLIC)]


def _country(code, cells, having, counted, reported, sets):
    if not counted and (code, None) in reported:
        return reported[code, None]
    if code in DISTINCT:
        return len(set().union(*(sets[code, unit] for unit in counted))) if counted else None
    known = [cells[code, unit] for unit in having if cells[code, unit] is not None]
    return sum(known) if known else None
