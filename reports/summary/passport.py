"""The passport of one number: its release, its years with their breaks, what was corrected."""

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q

from reports.models import Definition, Figure, Release
from reports.summary.changes import causes_in
from reports.summary.compared import may_be_joined
from reports.summary.lines import COUNTRY, Place, Point, Summary, outcome, places
from reports.summary.read import lines_of
from reports.summary.shelf import NotPublished
from reports.summary.territories import Atlas


@dataclass(frozen=True)
class Break:
    """Why the year of a Point does not simply go on from the Point before."""

    point: Point
    opened: list[Place]  # regions that were opened since: borders changed
    before: Definition | None  # what the indicator meant until then, where that changed


@dataclass(frozen=True)
class Correction:
    """One figure that a revision changed; None where a revision has no such figure."""

    release: Release
    place: Place
    old: Figure | None
    new: Figure | None
    causes: tuple = ()


@dataclass(frozen=True)
class Extreme:
    """The highest or the lowest number (int) of the regions, and whose it is."""

    value: int
    places: list[Place]


@dataclass(frozen=True)
class Passport:
    """All that is published of one indicator, as one of its releases knows it."""

    summary: Summary
    points: list[Point]
    breaks: list[Break]
    corrections: list[Correction]
    related: list[Definition]

    @property
    def may_be_joined(self):
        """Whether regions that were one may be counted together."""
        return may_be_joined(self.summary.country[0].definition)

    @property
    def most(self):
        """The Extreme of the regions with the highest number; None for fewer than two of them."""
        return self._extreme(max)

    @property
    def least(self):
        return self._extreme(min)

    def _extreme(self, choose):
        lines = [x for x in self.summary.units if x.place.kind == "region" and x.value is not None]
        if len({line.value for line in lines}) < 2:
            return None
        value = choose(line.value for line in lines)
        return Extreme(value, [line.place for line in lines if line.value == value])

    @property
    def span(self):
        """The first and the last Point with a number; None where there are not two."""
        known = [point for point in self.points if point.figure.value is not None]
        return (known[0], known[-1]) if len(known) > 1 else None

    @property
    def is_redrawn(self):
        """Whether borders changed within the span: its difference means nothing."""
        first, last = (point.year for point in self.span)
        return any(found.opened and first < found.point.year <= last for found in self.breaks)


def indicator_passport(revisions, chain, release, code):
    """The Passport of an indicator (code) in a release.

    `chain` are the releases of its years, `revisions` all that may be told of corrections.
    Raises NotPublished.  Two queries.
    """
    years = {r.year: r for r in [*chain, release]}
    of_the_years = Q(indicator=code, release__in=[r.pk for r in years.values()])
    found = list(Definition.objects.filter(of_the_years | Q(release=release)))
    meant = {d.release_id: d for d in found if d.indicator == code}
    if release.pk not in meant:
        raise NotPublished
    told = [r for r in revisions if r.year in years and r.number <= years[r.year].number]
    wanted = {r.pk for r in [*told, *years.values()]} | {release.compared_with_id}
    figures = list(Figure.objects.filter(indicator=code, release__in=wanted))
    summary = lines_of(release, [meant[release.pk]], figures)
    points = _points(years, {f.release_id: f for f in figures if f.region_id is None})
    cells = {(f.release_id, f.region_id): f for f in figures}
    breaks, corrections = list(_breaks(points, meant)), list(_corrections(told, cells, code))
    return Passport(summary, points, breaks, corrections, _related(meant[release.pk], found))


def _related(definition, found):
    """The other Definitions of the same release and theme."""
    mine = definition.release_id, definition.theme
    others = [d for d in found if (d.release_id, d.theme) == mine and d != definition]
    return sorted(others, key=lambda d: d.position)


def _points(years, country):
    points, before = [], None
    for year in sorted(years):
        figure = country.get(years[year].pk)
        if figure is not None:
            points.append(Point(years[year], figure, before))
            before = figure
    return points


def _breaks(points, meant):
    atlas = Atlas([point.release for point in points])
    for before, point in pairwise(points):
        then, now = meant.get(before.release.pk), meant.get(point.release.pk)
        opened = atlas.changed(now, None, before.year, point.year) if now else []
        is_same = not (then and now) or _meaning(then) == _meaning(now)
        if opened or not is_same:
            yield Break(point, opened, None if is_same else then)


def _meaning(definition):
    words = [definition.words[language]["definition"] for language in sorted(definition.words)]
    return definition.nature, definition.unit_code, definition.is_additive, words


def _corrections(revisions, cells, code):
    """What changed from each revision of a year to the next, the latest first."""
    ordered = sorted(revisions, key=lambda r: (r.year, r.number))
    pairs = [(old, new) for old, new in pairwise(ordered) if old.year == new.year]
    for old, new in reversed(pairs):
        known = {p.code: p for r in (old, new) for p in places(r)}
        for place in [COUNTRY, *known.values()]:
            was, now = (cells.get((r.pk, place.code)) for r in (old, new))
            if outcome(was) != outcome(now):
                why = causes_in(new).get((code, place.code), ())
                yield Correction(new, place, was, now, why)
