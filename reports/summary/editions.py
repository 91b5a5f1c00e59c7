"""Every published value of the country, revision by revision: what a text is checked against."""

from dataclasses import dataclass

from django.utils.translation import get_language

from reports.models import Figure, Release


@dataclass(frozen=True)
class Edition:
    """The value (int) that one release gave an indicator of the country."""

    code: str
    value: int
    release: Release
    is_current: bool

    @property
    def year(self):
        return self.release.year


def editions(shelf):
    """{code: [Edition, ...]} of all releases on a Shelf, the newest first.  One query."""
    by_pk = {release.pk: release for release in shelf.releases}
    current = {release.pk for release in shelf.each_year()}
    figures = Figure.objects.filter(region=None, release__in=by_pk, status=Figure.Status.FINAL)
    found = {}
    for figure in sorted(figures, key=lambda f: list(by_pk).index(f.release_id)):
        edition = Edition(
            figure.indicator,
            figure.value,
            by_pk[figure.release_id],
            figure.release_id in current,
        )
        found.setdefault(figure.indicator, []).append(edition)
    return found


def labels(release):
    """{code: label} of a release in the active language.  One query."""
    return {d.indicator: d.words[get_language()]["label"] for d in release.definitions.all()}
