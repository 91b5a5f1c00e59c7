"""Figures by level: what is regional, city, district, rural."""

from dataclasses import dataclass

from reports.models import Figure, LevelFigure


@dataclass(frozen=True)
class Levels:
    """{(indicator, unit code or None, level): value} of one release or draft."""

    cells: dict

    @property
    def names(self):
        """{level: its name in the language of the page}, from the highest down."""
        return {level: str(name) for level, name in LevelFigure._meta.get_field("level").choices}

    def of(self, code):
        """The levels (list) at which an indicator (code) has anything."""
        there = {level for indicator, _unit, level in self.cells if indicator == code}
        return [level for level in self.names if level in there]

    def value(self, line, level):
        """The part (int) of a Line's figure at a level; None where it was not counted."""
        if line.figure.origin not in (Figure.Origin.COUNTED, Figure.Origin.MIXED):
            return None
        return self.cells.get((line.code, line.place.code, level), 0)


def levels_of(parts):
    """The Levels of some LevelFigures."""
    return Levels({(p.indicator, p.region_id, p.level): p.value for p in parts})
