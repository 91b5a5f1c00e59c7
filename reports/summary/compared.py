"""Indicators x territories x years: figures of several releases side by side."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language

from reports.models import Definition, Figure
from reports.summary.lines import COUNTRY, Line
from reports.summary.territories import Atlas, Territory, counts_regions, one_of_each

NOT_COMPARABLE = "not_comparable"  # a sum of units that would not be true: distinct counts
COUNTRY_TERRITORY = Territory((COUNTRY,))
Status, Origin = Figure.Status, Figure.Origin


@dataclass(frozen=True)
class Row:
    """One indicator in one territory: a Line a year, oldest first."""

    definition: Definition
    territory: Territory
    lines: list[Line]
    is_broken: bool = False

    @property
    def change(self):
        """Difference (int) of the last year to the first; None over a change of borders."""
        first, last = self.lines[0].value, self.lines[-1].value
        return None if self.is_broken or None in (first, last) else last - first

    @property
    def percent(self):
        """The same in per cent (float) of the first year; None where that was 0 or no number."""
        if self.change is None or not self.lines[0].value:
            return None
        return 100 * self.change / self.lines[0].value


@dataclass
class Comparison:
    """What is compared; `read` fetches the rows."""

    releases: list  # oldest first
    definitions: list[Definition]
    territories: list[Territory]
    atlas: Atlas
    rows: list[Row] = ()

    @property
    def first(self):
        return self.releases[0].year

    @property
    def last(self):
        return self.releases[-1].year

    @property
    def size(self):
        """How many cells (int) its tables have."""
        return len(self.releases) * len(self.definitions) * len(self.territories)

    @property
    def years(self):
        """2021–2023, or one year (str)."""
        return f"{self.first}–{self.last}" if self.last > self.first else f"{self.first}"

    @property
    def breaks(self):
        """Units (list of Place) whose opening makes years of what is shown not comparable."""
        codes = {place.code for territory in self.territories for place in territory.places}
        found = {
            place.code
            for definition in one_of_each(self.definitions).values()
            for code in codes
            for place in self.atlas.changed(definition, code, self.first, self.last)
        }
        return [place for place in self.atlas.breaks(self.first, self.last) if place.code in found]

    @property
    def has_joined(self):
        return any(territory.is_joined for territory in self.territories)

    def read(self, figures):
        """Fill in the rows from a queryset of Figure, the country's among them.  One query."""
        cells = {(f.release_id, f.indicator, f.region_id): f for f in figures}
        known = {r.pk: {None, *(unit["code"] for unit in r.units)} for r in self.releases}
        self.rows = [
            Row(
                d, t, [self._line(cells, known, r, d, t) for r in self.releases], self._broken(d, t)
            )
            for d in self.definitions
            for t in self.territories
        ]
        return self

    def _line(self, cells, known, release, definition, territory):
        here = [place for place in territory.places if place.code in known[release.pk]]
        found = [cells.get((release.pk, definition.indicator, place.code)) for place in here]
        parts = [figure for figure in found if figure]
        if territory.is_joined and not may_be_joined(definition):
            figure = Figure(status=NOT_COMPARABLE)
        elif parts:
            figure = together(parts)
        else:
            # Where even the country has no figure, the indicator came later than the release.
            counted = not here or (release.pk, definition.indicator, None) in cells
            figure = Figure(status=Status.NOT_APPLICABLE if counted else Status.NOT_REPORTED)
        return Line(definition, territory, figure)

    def _broken(self, definition, territory):
        """Whether the borders changed between what the first and the last year count."""
        if territory.is_joined:
            return False
        return bool(self.atlas.changed(definition, territory.code, self.first, self.last))

    def tables(self):
        """The rows by unit of measure, then by indicator: a list of lists of lists."""
        units = list(dict.fromkeys(definition.unit_code for definition in self.definitions))
        ordered = sorted(self.rows, key=lambda row: units.index(row.definition.unit_code))
        by_unit = groupby(ordered, key=lambda row: row.definition.unit_code)
        return [
            [list(rows) for _i, rows in groupby(group, key=lambda row: row.definition.indicator)]
            for _unit, group in by_unit
        ]


def may_be_joined(definition):
    """Whether units may be counted together: not where regions are counted, nor distinct things."""
    return definition.is_additive and not counts_regions(definition)


def together(parts):
    """The figures of several units as one (Figure); no number where one of them has none."""
    if len(parts) == 1:
        return parts[0]
    missing = [part for part in parts if part.value is None]
    if missing:
        return Figure(status=missing[0].status)
    origins, known = {part.origin for part in parts}, [part.known for part in parts]
    return Figure(
        value=sum(part.value for part in parts),
        status=Status.FINAL,
        origin=origins.pop() if len(origins) == 1 else Origin.MIXED,
        expected=sum(part.expected for part in parts),
        reported=sum(part.reported for part in parts),
        known=None if None in known else sum(known),
    )


@dataclass(frozen=True)
class Offer:
    """What can be compared: the current releases, oldest first, their indicators and units."""

    releases: list
    definitions: list[Definition]
    atlas: Atlas

    @property
    def years(self):
        return [release.year for release in self.releases]

    def themes(self):
        """(theme, [(code, label), ...]) of the indicators, in the language of the page."""
        language = get_language()
        words = [(d.indicator, d.words[language]) for d in self.definitions]
        by_theme = groupby(words, key=lambda pair: pair[1]["theme"])
        return [(t, [(code, w["label"]) for code, w in pairs]) for t, pairs in by_theme]

    def territory(self, code, is_comparable, first, last):
        """The Territory of a unit (code; None: the country) over some years."""
        if code is None:
            return COUNTRY_TERRITORY
        if is_comparable:
            return self.atlas.territory(code, first, last)
        return Territory((self.atlas.places[code],))

    def figures(self):
        """The figures (queryset) to choose from."""
        return Figure.objects.filter(release__in=[release.pk for release in self.releases])


def offer(shelf):
    """What can be compared (Offer).  Raises NotPublished.  One query."""
    newest = shelf.current()
    releases = sorted(shelf.each_year(), key=lambda release: release.year)
    return Offer(releases, list(newest.definitions.all()), Atlas(releases))


def country_years(releases):
    """The country in some releases, oldest first, by the newest one's definitions (Comparison).

    Two queries.
    """
    releases = sorted(releases, key=lambda release: release.year)
    found = Offer(releases, list(releases[-1].definitions.all()), Atlas(releases))
    whole = Comparison(releases, found.definitions, [COUNTRY_TERRITORY], found.atlas)
    return whole.read(found.figures().filter(region=None))
