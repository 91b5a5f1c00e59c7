"""The figures of a year that is not published yet: what came in, what an acceptance would do."""

from collections import Counter

from django.db.models import F, IntegerField, Value

from registry.models import SectionState
from registry.sections import SECTIONS
from reports.catalogue import INDICATORS
from reports.compute import Book, aggregate_of, count, expected
from reports.indicators import Way


def by_unit(indicators, year, reporters):
    """{code: {unit code: number (int)}} of everything recorded for a year (int): one query.

    Not for distinct counts, which do not add up.
    """
    asked = []
    for place, indicator in enumerate(indicators):
        found = indicator.source.rows(year).filter(indicator.condition).order_by()
        named = {"term": Value(place, IntegerField()), "whose": F(indicator.source.region)}
        asked.append(found.values(**named).annotate(n=aggregate_of(indicator.measure)))
    numbers = {indicator.code: Counter() for indicator in indicators}
    for row in asked[0].union(*asked[1:], all=True):
        unit = reporters.unit(row["whose"], year)
        numbers[indicators[row["term"]].code][unit] += row["n"] or 0
    return {i.code: _as_figures(i, numbers[i.code], reporters.units_of(year)) for i in indicators}


def _as_figures(indicator, numbers, units):
    """Of the units that have a figure of an indicator: the number that it would be."""
    there = {unit: numbers[unit] for unit in expected(indicator, [one.code for one in units])}
    if indicator.measure.way == Way.PRESENCE:
        return {unit: min(number, 1) for unit, number in there.items()}
    return there


def effect(unit, year):
    """{code: (figure without, figure with)}: the country's Figures if a unit (code) is accepted."""
    without = Book(year, draft=False)
    tallies = count(INDICATORS, year, reporters=without.reporters)
    with_it = Book(year, draft=False)
    with_it.accepted |= {(section.key, unit) for section in SECTIONS if section.units([unit])}
    with_it.accepted -= {(key, unit) for key in SectionState.objects.left_out(unit, year)}
    return {
        i.code: tuple(book.figures(i, tallies[i.code])[-1] for book in (without, with_it))
        for i in INDICATORS
        if unit in without.expected(i)
    }
