"""Units over time: when borders changed, and which units are one territory over some years."""

from dataclasses import dataclass
from datetime import date

from reports.summary.lines import Place, places


@dataclass(frozen=True)
class Territory:
    """One unit (or the country), or several that once were one and are counted together."""

    places: tuple[Place, ...]

    @property
    def code(self):
        """The code of the unit, of several with a plus between; None for the country."""
        return "+".join(place.code for place in self.places) if self.places[0].code else None

    @property
    def kind(self):
        return self.places[0].kind

    @property
    def name(self):
        return " + ".join(place.name for place in self.places)

    @property
    def is_joined(self):
        return len(self.places) > 1


class Atlas:
    """Every unit that some releases know, as the newest of them knows it."""

    def __init__(self, releases):
        self.places = {}
        for release in sorted(releases, key=lambda r: r.year, reverse=True):
            for place in places(release):
                self.places.setdefault(place.code, place)

    def breaks(self, first, last):
        """The units (list of Place) that were opened in the years `first` to `last` (int)."""
        opened = [place for place in self.places.values() if _opened(place, first, last)]
        return sorted(opened, key=lambda place: place.opened_on)

    def breaks_of(self, code, first, last):
        """Those of the breaks that changed the borders of one unit (code)."""
        return [p for p in self.breaks(first, last) if code in (p.code, p.predecessor)]

    def changed(self, definition, code, first, last):
        """The units (list of Place) whose opening lies between what an indicator counts of a unit
        (code) in the years `first` and `last` (int): these two are not comparable.

        A stock of `first` is of its last day, a flow begins with its first day; so a year in
        which borders changed compares with neither neighbour.  Borders within the country leave
        its own figures (code None) and those of the republican level as they are, but those that
        count regions: one region that became two is no growth.
        """
        if self._is_country(code):
            opened = self.breaks(first, last) if counts_regions(definition) else []
            return [p for p in opened if p.opened_on > date(first, 12, 31)]
        counted_from = date(first, *((12, 31) if definition.nature == "stock" else (1, 1)))
        return [p for p in self.breaks_of(code, first, last) if p.opened_on > counted_from]

    def _is_country(self, code):
        """Whether a unit (code) covers the country: None, or the republican level."""
        return code is None or (code in self.places and self.places[code].kind == "republic")

    def territory(self, code, first, last):
        """The unit with all that were one with it at some time in the years `first` to `last`."""
        opened = {place.code for place in self.breaks(first, last)}
        root = self._root(code, opened)
        members = [p for p in self.places.values() if self._root(p.code, opened) == root]
        return Territory(tuple(sorted(members, key=lambda place: place.code != root)))

    def _root(self, code, opened):
        """The unit that a unit was a part of before any of `opened` (codes) was opened."""
        for _step in opened:  # a chain is never longer than the openings
            if code not in opened or not self.places[code].predecessor:
                break
            code = self.places[code].predecessor
        return code

    def formed_from(self, code):
        """The units (list of Place) that were opened on the territory of a unit (code)."""
        return [place for place in self.places.values() if place.predecessor == code]


def counts_regions(definition):
    """Whether new regions change the country's figure: others do not ask for inner borders."""
    return definition.unit_code == "region"


def one_of_each(definitions):
    """{rule: Definition} of those that `changed` does not tell apart, by their `rule_of`."""
    return {rule_of(definition): definition for definition in definitions}


def rule_of(definition):
    """All that `changed` asks of a Definition, as a key."""
    return definition.nature, counts_regions(definition)


def _opened(place, first, last):
    """Whether a unit was opened after the first day of these years: not all of them are whole."""
    return bool(place.opened_on) and date(first, 1, 1) < place.opened_on <= date(last, 12, 31)
