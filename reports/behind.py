"""What stands behind one figure: its rows, what they give now, and what was published."""

from dataclasses import dataclass
from functools import cached_property

from registry.models import Reporters
from reports import compute
from reports.catalogue import BY_CODE
from reports.indicators import Indicator, Way
from reports.models import Figure, ReportedValue
from reports.owners import owner_field, owner_of
from reports.tracing import changes_since


@dataclass(frozen=True)
class Row:
    """One row that a figure counts: the record that people know, its unit, what it adds."""

    record: object
    region: object
    when: str  # the day, the days or the year by which it belongs to the year
    adds: object


@dataclass(frozen=True)
class Part:
    """The figure of one unit, published and now."""

    region: object
    published: Figure | None
    now: Figure

    @property
    def differs(self):
        was = self.published
        return was is not None and (was.value, was.status) != (self.now.value, self.now.status)


class Behind:
    """An indicator in a year, in one unit (code) or in the country (None), beside a release.

    `release` is None where the year is not published.  Raises LookupError: no such figure.
    """

    def __init__(self, code, year, unit, release):
        self.indicator: Indicator = BY_CODE[code]
        self.year, self.unit, self.release = year, unit, release
        self.reporters = Reporters()
        self.figures, self._given, counted = _cells(self.indicator, year, self.reporters)
        self.now = self.figures[unit]
        self.listed = counted if unit is None else [unit]  # the units whose rows make it

    @cached_property
    def published(self):
        """{unit code, or None: Figure} of the release."""
        if self.release is None:
            return {}
        figures = Figure.objects.filter(release=self.release, indicator=self.indicator.code)
        return {figure.region_id: figure for figure in figures}

    @property
    def figure(self):
        """The published Figure, or None."""
        return self.published.get(self.unit)

    @property
    def given(self):
        """What the rows add up to (int)."""
        return self._given[self.unit]

    @property
    def as_numbers(self):
        """What units that are not counted have reported as numbers (int); 0 for none."""
        if self.unit or self.now.value is None or not self.indicator.is_additive:
            return 0
        return self.now.value - self.given

    @property
    def counts(self):
        """Whether the rows make the figure: a unit's do once its section is accepted."""
        return self.unit is None or self.now.origin == Figure.Origin.COUNTED

    @property
    def difference(self):
        """What changed since the release (int); None where one of the two is no number."""
        if self.figure is None or None in (self.figure.value, self.now.value):
            return None
        return self.now.value - self.figure.value

    @property
    def differs(self):
        return Part(None, self.figure, self.now).differs

    @cached_property
    def units(self):
        """The units (Region) that have a figure, in their order."""
        return [self.reporters.regions[code] for code in self.figures if code]

    @property
    def differing(self):
        """The Parts of the country that differ from the release."""
        parts = [Part(u, self.published.get(u.code), self.figures[u.code]) for u in self.units]
        return [part for part in parts if part.differs]

    def rows(self):
        """The rows (queryset) of the catalogue's own query, in a lasting order."""
        found = compute.rows(self.indicator, self.year, self.listed, reporters=self.reporters)
        related = {self.indicator.source.region, *filter(None, [owner_field(self.indicator)])}
        distinct = self.indicator.measure.way == Way.DISTINCT
        related |= {self.indicator.measure.field} if distinct else set()
        return found.select_related(*sorted(related)).order_by("pk")

    def read(self, rows):
        """Row objects of some rows of that query."""
        return [self._row(row) for row in rows]

    def _row(self, row):
        owner = owner_of(self.indicator, row)
        region = getattr(owner, self.indicator.source.region.split("__")[-1])
        measure = self.indicator.measure
        adds = _follow(row, measure.field) if measure.field else None
        return Row(owner, region, _when(row, owner), adds)

    def reported_values(self):
        """The numbers (queryset of ReportedValue) that were reported as such."""
        found = ReportedValue.objects.filter(indicator=self.indicator.code, year=self.year)
        found = found.select_related("region").order_by("region__position", "pk")
        return found.filter(region=self.unit) if self.unit else found

    def changes(self, seen=None):
        """The changes since the release (reports.tracing.Changes) that explain a difference.

        `seen` are the regions (codes) of who reads them; None for somebody who reads all.
        """
        units = [u.code for u in self.units] if self.unit is None else [self.unit]
        return changes_since(self.indicator, self.year, units, self.release.built_at, seen)


def _cells(indicator, year, reporters):
    """All figures of an indicator as they would be published now, and what its rows give.

    ({unit code, or None for the country: Figure}, {the same: int}, [codes of the units counted]).
    A unit's rows give something whether they count yet or not.
    """
    book = compute.Book(year, draft=False)
    tallies = compute.count([indicator], year, reporters=reporters)[indicator.code]
    figures = {figure.region_id: figure for figure in book.figures(indicator, tallies)}
    given = {unit: tallies[unit].value(indicator.measure) for unit in figures if unit}
    counted = book.counted(indicator)
    given[None] = compute.whole(indicator, [tallies[unit] for unit in counted])
    return figures, given, counted


def _follow(row, path):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _when(row, owner):
    if hasattr(owner, "day"):
        return f"{owner.day:%d.%m.%Y}"
    if hasattr(row, "month"):
        return f"{row.month:02}.{row.year}"
    if hasattr(row, "year"):
        return str(row.year)
    first = getattr(owner, "opened_on", None) or owner.started_on
    last = getattr(owner, "closed_on", None) or getattr(owner, "finished_on", None)
    return f"{first:%d.%m.%Y} – " + (f"{last:%d.%m.%Y}" if last else "")
