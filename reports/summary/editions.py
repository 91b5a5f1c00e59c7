"""Every published value of the country, revision by revision: what a text is checked against."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from reports.models import Definition, Figure, Release
from reports.summary.territories import Atlas


@dataclass(frozen=True)
class Edition:
    """The value (int) that one release gave an indicator of the country."""

    code: str
    value: int
    release: Release
    is_current: bool
    # The values (int) of the year before: of the release that it was compared with, then of the
    # one now in force.  None where no change is published, since borders changed.
    before: tuple = ()

    @property
    def year(self):
        return self.release.year

    @property
    def changes(self):
        """The differences (list of int) to those values."""
        return [self.value - before for before in self.before]


def editions(shelf):
    """{code: [Edition, ...]} of all releases on a Shelf, the newest first.  One query."""
    by_pk = {release.pk: release for release in shelf.releases}
    current = {release.pk for release in shelf.each_year()}
    figures = _figures(by_pk)
    atlas = Atlas(shelf.releases)
    values = {(f.release_id, f.indicator): f.value for f in figures}
    in_force = {by_pk[pk].year: pk for pk in current}
    found = {}
    for figure in sorted(figures, key=lambda f: list(by_pk).index(f.release_id)):
        release, code = by_pk[figure.release_id], figure.indicator
        before = dict.fromkeys([release.compared_with_id, in_force.get(release.year - 1)])
        # For the country, all that this asks of a Definition is its unit: the figure brings it.
        if atlas.changed(figure, None, release.year - 1, release.year):
            before = ()
        known = tuple(values[pk, code] for pk in before if (pk, code) in values)
        edition = Edition(code, figure.value, release, release.pk in current, known)
        found.setdefault(code, []).append(edition)
    return found


def _figures(releases):
    """The country's numbers in some releases (pk), each with the unit of its Definition."""
    meant = Definition.objects.filter(release=OuterRef("release"), indicator=OuterRef("indicator"))
    found = Figure.objects.filter(region=None, release__in=releases, status=Figure.Status.FINAL)
    return found.annotate(unit_code=Subquery(meant.values("unit_code")))


def labels(release):
    """{code: label} of a release in the active language.  One query."""
    return {d.indicator: d.words[get_language()]["label"] for d in release.definitions.all()}
