"""The figures of a year that is not published yet: what came in, what an acceptance would do."""

from registry.models import SectionState
from registry.sections import SECTIONS
from reports.catalogue import INDICATORS
from reports.compute import Book, aggregate_of, count, expected, rows


def terms_on_hand(indicators, year, reporters, accepted):
    """What to ask for the country's figures of a year (int) as they come in.

    {(code, "hand"): term} of everything recorded, {(code, "accepted"): term} of accepted sections;
    `accepted` are {(section, unit)}.
    """
    units = [unit.code for unit in reporters.units_of(year)]
    asked = {}
    for i in indicators:
        there = expected(i, units)
        taken = [unit for unit in there if (i.section, unit) in accepted]
        for name, some in (("hand", there), ("accepted", taken)):
            found = rows(i, year, some, reporters=reporters)
            asked[i.code, name] = found, aggregate_of(i.measure)
    return asked


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
