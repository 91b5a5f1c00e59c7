"""What each revision changed: its figures beside those of the revision before."""

from dataclasses import dataclass, field

from reports.models import Definition, Figure, Release
from reports.summary.days import revisions
from reports.summary.lines import COUNTRY, Line, Place, places


@dataclass(frozen=True)
class Change:
    """One figure in two revisions of a year; None where a revision has no such figure.

    `causes` are the codes with which the newer one explains it.
    """

    definition: Definition
    place: Place
    old: Figure | None
    new: Figure | None
    causes: tuple = ()

    @property
    def line(self):
        """The figure with its words: the new one where there is one."""
        return Line(self.definition, self.place, self.new or self.old)


@dataclass(frozen=True)
class Revision:
    """A published revision and the Changes that it made; the first of a year made none."""

    release: Release
    earlier: Release | None
    changes: list[Change] = field(default_factory=list)


def corrections(shelf):
    """[(year, Revisions)] of all published years, both latest first.  Two queries at most."""
    pairs = [pair for year in shelf.years for pair in _pairs(revisions(shelf, year))]
    figures = _figures({release.pk for pair in pairs if all(pair) for release in pair})
    changed = {pair: _keys(figures, *pair) for pair in pairs if all(pair)}
    definitions = _definitions(changed)
    found = [
        Revision(new, old, _changes(new, old, changed.get((new, old), ()), figures, definitions))
        for new, old in pairs
    ]
    return [(year, [r for r in found if r.release.year == year]) for year in shelf.years]


def changes_between(old, new):
    """The Changes that a release (published or not) makes to an older one.  Two queries."""
    figures = _figures({old.pk, new.pk})
    changed = {(new, old): _keys(figures, new, old)}
    return _changes(new, old, changed[new, old], figures, _definitions(changed))


def _pairs(of_year):
    """Each revision of a year, latest first, with the one before it (or None)."""
    return reversed(list(zip(of_year, [None, *of_year], strict=False)))


def _figures(releases):
    """{(release key, indicator, region code): Figure}."""
    found = Figure.objects.filter(release__in=releases) if releases else []
    return {(f.release_id, f.indicator, f.region_id): f for f in found}


def _keys(figures, new, old):
    """The (indicator, region code) whose value or status differ between two revisions."""
    of_new, of_old = (
        {key[1:]: (f.status, f.value) for key, f in figures.items() if key[0] == release.pk}
        for release in (new, old)
    )
    return {key for key in of_new.keys() | of_old if of_new.get(key) != of_old.get(key)}


def _definitions(changed):
    """{(release key, indicator): Definition} of what changed."""
    releases = {release.pk for pair, keys in changed.items() if keys for release in pair}
    codes = {indicator for keys in changed.values() for indicator, _region in keys}
    found = Definition.objects.filter(release__in=releases, indicator__in=codes) if codes else []
    return {(d.release_id, d.indicator): d for d in found}


def causes_in(release):
    """{(indicator, region code): causes} that a release keeps of what it changed."""
    return {(row["indicator"], row["region"]): tuple(row["causes"]) for row in release.causes}


def _changes(new, old, keys, figures, definitions):
    causes = causes_in(new)
    where = {p.code: p for release in (old, new) if release for p in [*places(release), COUNTRY]}
    found = [
        Change(
            definitions.get((new.pk, code)) or definitions[old.pk, code],
            where[region],
            figures.get((old.pk, code, region)),
            figures.get((new.pk, code, region)),
            causes.get((code, region), ()),
        )
        for code, region in keys
    ]
    order = {region: position for position, region in enumerate([None, *where])}
    return sorted(found, key=lambda c: (c.definition.position, order[c.place.code]))
