"""The figures of councils, houses and associations by level: one grouped query a table."""

from itertools import groupby

from django.db.models import F

from registry.models import Reporters
from reports.catalogue import INDICATORS
from reports.compute import columns, wanted
from reports.models import Figure, LevelFigure


def by_level(figures, year, until=None, reporters=None):
    """LevelFigures (unsaved) of the units whose number was counted, and of the country.

    `figures` are those of the year (int), computed to the same day (`until`).  A level without
    rows has no figure: where the unit was counted, that is a nought.
    """
    reporters = reporters or Reporters()
    counted = {(f.indicator, f.region_id) for f in figures if f.origin == Figure.Origin.COUNTED}
    found = {}
    for _table, group in groupby(_told(), key=lambda indicator: indicator.source.table):
        for code, unit, level, value in _rows(list(group), year, until, reporters):
            if value and (code, unit) in counted:
                for place in (unit, None):
                    key = code, place, level
                    found[key] = found.get(key, 0) + value
    return [
        LevelFigure(indicator=code, region_id=unit, level=level, value=value)
        for (code, unit, level), value in found.items()
    ]


def _told():
    """The indicators that have levels, those of one table together."""
    told = [indicator for indicator in INDICATORS if indicator.has_levels]
    return sorted(told, key=lambda indicator: str(indicator.source.table))


def _rows(indicators, year, until, reporters):
    """(code, unit, level, value) of each group of rows of a table."""
    source = indicators[0].source
    names = {f"n{place}": indicator for place, indicator in enumerate(indicators)}
    rows = source.rows(year, until).filter(wanted(indicators))
    groups = rows.values(whose=F(source.region), at_level=F(source.level))
    for row in groups.annotate(**columns(names)):
        unit = reporters.unit(row["whose"], year)
        for name, indicator in names.items():
            yield indicator.code, unit, row["at_level"], row[name] or 0
