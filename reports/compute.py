"""Indicators x year -> figures: one grouped query a table, folded over the units.

The rows of a table are grouped by region, with one conditional aggregate an indicator; a distinct
count also groups by its field.  Folding regions into units is done here, on few groups.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from operator import or_

from django.db import connection
from django.db.models import Count, F, Max, Min, Q, Sum

from registry.models import REPUBLIC, Reporters, SectionState
from registry.sections import BY_KEY
from reports.catalogue import INDICATORS
from reports.indicators import Units, Way
from reports.models import Figure, ReportedValue

Status, Origin = Figure.Status, Figure.Origin


@dataclass
class Tally:
    """What the rows of one unit (or of several) add up to for one indicator."""

    number: int = 0
    known: int = 0
    values: set = field(default_factory=set)

    def add(self, measure, row, name):
        """Take up one group of rows: its column `name` holds what the indicator counts there."""
        number = row[name] or 0
        self.number += number
        self.known += row.get(f"{name}_known", 0)
        if measure.way == Way.DISTINCT and number and row[measure.field] is not None:
            self.values.add(row[measure.field])

    def merge(self, other):
        self.values |= other.values
        self.known += other.known

    def value(self, measure):
        """The figure (int) that these rows give."""
        if measure.way == Way.DISTINCT:
            return len(self.values)
        return min(self.number, 1) if measure.way == Way.PRESENCE else self.number


def compute(year, until=None, draft=False):
    """All figures of a year (int) as unsaved Figure objects: each unit's, then the country's.

    `until` (date) computes the year to that day; `draft` counts every unit, accepted or not.
    The number of queries depends neither on units nor on records nor on years.
    """
    book = Book(year, draft)
    tallies = count(INDICATORS, year, until, book.reporters)
    return [f for indicator in INDICATORS for f in book.figures(indicator, tallies[indicator.code])]


def count(indicators, year, until=None, reporters=None):
    """{code: {unit code: Tally}} of counted indicators: one query a table, one for the regions.

    On PostgreSQL a source with a `parent` takes one more: the first and the last of the year.
    """
    reporters = reporters or Reporters()
    tallies = defaultdict(lambda: defaultdict(Tally))
    counted = [indicator for indicator in indicators if indicator.source]
    for _table, group in groupby(sorted(counted, key=_table_name), key=_table_name):
        _count_table(list(group), year, until, reporters, tallies)
    return tallies


def _table_name(indicator):
    model, in_year, region = indicator.source.table
    return model._meta.label, id(in_year), region


def _count_table(indicators, year, until, reporters, tallies):
    source = indicators[0].source
    rows = source.rows(year, until).filter(wanted(indicators), stretch(source, year))
    names = {f"n{i}": indicator for i, indicator in enumerate(indicators)}
    groups = rows.values(*_distinct_fields(indicators), whose=F(source.region))
    for row in groups.annotate(**columns(names)):
        unit = reporters.unit(row["whose"], year)
        for name, indicator in names.items():
            tallies[indicator.code][unit].add(indicator.measure, row, name)


def wanted(indicators):
    """The rows (Q) that any of the indicators counts; what several ask is asked once."""
    conditions = dict.fromkeys(indicator.condition for indicator in indicators)
    return reduce(or_, conditions) if all(conditions) else Q()


def stretch(source, year):
    """The rows (Q) whose parents lie between the first and the last one of a year (int): one query.

    None of the year is left out; one that is saved between the two queries counts the next time.
    Events are mostly entered in their year, so that their numbers lie together: PostgreSQL would
    read the participations of all years to count one.  One that is entered years later makes the
    stretch longer.  SQLite goes from the events to their participations and needs no bounds.
    """
    if not source.parent or connection.vendor != "postgresql":
        return Q()
    parents = source.model._meta.get_field(source.parent).related_model._base_manager
    # Counted too: for its ends alone PostgreSQL walks the numbers until one is of the year
    asked = {"first": Min("pk"), "last": Max("pk"), "number": Count("pk")}
    ends = parents.filter(year=year).aggregate(**asked)
    if not ends["number"]:
        return Q()
    return Q((f"{source.parent}__gte", ends["first"]), (f"{source.parent}__lte", ends["last"]))


def _distinct_fields(indicators):
    """The fields whose different values are counted: their groups carry the values."""
    return sorted({i.measure.field for i in indicators if i.measure.way == Way.DISTINCT})


def columns(names):
    """One conditional aggregate an indicator, and one more where the known values count."""
    made = {}
    for name, indicator in names.items():
        measure, condition = indicator.measure, indicator.condition or None
        if measure.way == Way.SUM:
            made[name] = Sum(measure.field, filter=condition)
        else:
            made[name] = Count("pk", filter=condition)
        if measure.known:
            made[f"{name}_known"] = Count(measure.field, filter=condition)
    return made


class Book:
    """Decides whose number it is by units, accepted sections and reported values: 3 queries."""

    def __init__(self, year, draft):
        self.year, self.draft = year, draft
        self.reporters = Reporters()
        self.units = [unit.code for unit in self.reporters.units_of(year)]
        states = SectionState.objects.accepted(year)
        self.accepted = set(states.values_list("section", "submission__region"))
        values = ReportedValue.objects.filter(year=year)
        self.values = {(v.indicator, v.region_id): v.value for v in values}

    def expected(self, indicator):
        return expected(indicator, self.units)

    def counted(self, indicator):
        """The units (codes) whose rows make the country's figure."""
        return [u for u in self.expected(indicator) if self.is_counted(indicator, u)]

    def is_counted(self, indicator, unit):
        return self.draft or (indicator.section, unit) in self.accepted

    def figures(self, indicator, tallies):
        """One figure a unit and one of the country."""
        units = self.expected(indicator)
        if not indicator.applies_to(self.year):
            blank = {"value": None, "status": Status.NOT_APPLICABLE, "origin": ""}
            return [self._figure(indicator, unit, **blank) for unit in [*units, None]]
        cells = [self._unit(indicator, unit, tallies[unit]) for unit in units]
        return [*cells, self._country(indicator, cells, tallies)]

    def _unit(self, indicator, unit, tally):
        """Counted where the section is accepted, else reported as a number, else not reported."""
        if self.is_counted(indicator, unit):
            known = tally.known if indicator.measure.known else None
            value = tally.value(indicator.measure)
            return self._figure(indicator, unit, value, Origin.COUNTED, known=known, reported=1)
        value = self.values.get((indicator.code, unit))
        return self._figure(indicator, unit, value, Origin.REPORTED, reported=value is not None)

    def _country(self, indicator, cells, tallies):
        """The sum of the units; the country's reported value where no unit was counted."""
        counted = [c for c in cells if c.origin == Origin.COUNTED]
        known = sum(c.known for c in counted) if counted and indicator.measure.known else None
        numbers = {
            "known": known,
            "expected": len(cells),
            "reported": sum(c.reported for c in cells),
        }
        whole = self.values.get((indicator.code, None))
        if not counted and whole is not None:
            return self._figure(indicator, None, whole, Origin.REPORTED, **numbers)
        if not indicator.is_additive:
            return self._distinct(indicator, [tallies[c.region_id] for c in counted], numbers)
        final = [c for c in cells if c.value is not None]
        value = sum(c.value for c in final) if final else None
        return self._figure(indicator, None, value, _origin(final), **numbers)

    def _distinct(self, indicator, tallies, numbers):
        """Different values of the counted units together; reported values never mix in."""
        numbers["reported"] = len(tallies)
        value = whole(indicator, tallies) if tallies else None
        return self._figure(indicator, None, value, Origin.COUNTED, **numbers)

    def _figure(self, indicator, unit, value, origin, status=None, expected=None, **numbers):
        status = status or (Status.NOT_REPORTED if value is None else Status.FINAL)
        return Figure(
            indicator=indicator.code,
            region_id=unit,
            value=value,
            status=status,
            origin="" if value is None else origin,
            expected=int(unit is not None) if expected is None else expected,
            **numbers,
        )


def whole(indicator, tallies):
    """What the rows of several units give together (int)."""
    if indicator.is_additive:
        return sum(tally.value(indicator.measure) for tally in tallies)
    merged = Tally()
    for tally in tallies:
        merged.merge(tally)
    return merged.value(indicator.measure)


def expected(indicator, codes):
    """Of these unit codes, those that have a figure of an indicator."""
    if indicator.source is None:
        return []
    units = BY_KEY[indicator.section].units(codes)
    if indicator.units == Units.ALL:
        return units
    return [u for u in units if (u == REPUBLIC) == (indicator.units == Units.REPUBLIC)]


def _origin(cells):
    origins = {cell.origin for cell in cells}
    return origins.pop() if len(origins) == 1 else Origin.MIXED


def rows(indicator, year, units=None, until=None, draft=False, reporters=None):
    """The rows (queryset) behind one figure: of these units (codes), or of the country.

    The country's are those of the units that it counts.
    """
    source = indicator.source
    found = source.rows(year, until).filter(indicator.condition)
    if units is None:
        units = Book(year, draft).counted(indicator)
    reporters = reporters or Reporters()
    regions = [code for unit in units for code in reporters.regions_of(unit, year)]
    return found.filter(**{f"{source.region}__in": regions})


def aggregate_of(measure):
    """What to ask the database for a figure of this measure."""
    if measure.way == Way.SUM:
        return Sum(measure.field)
    distinct = measure.way == Way.DISTINCT
    return Count(measure.field if distinct else "pk", distinct=distinct)
