"""The published releases as a reader finds them: by year, by revision, the latest."""

from django.db.models import Subquery
from django.utils.timezone import localdate

from registry.models import ReportingYear
from reports.models import Release


class NotPublished(LookupError):
    """There is no such published release, indicator or place."""


class Shelf:
    """The published releases, newest first, and the day of the next one after `today` (date).

    One query.
    """

    def __init__(self, today):
        waiting = ReportingYear.objects.filter(published_at=None, release_on__gt=today)
        next_on = waiting.order_by("year").values("release_on")[:1]
        releases = Release.objects.published().annotate(next_on=Subquery(next_on))
        self.releases = list(releases.order_by("-year", "-number"))

    @classmethod
    def of_today(cls):
        return cls(localdate())

    def current(self, year=None):
        """The highest revision of a year (int), or of the latest year.  Raises NotPublished."""
        return self._first(r for r in self.releases if year in (None, r.year))

    def fixed(self, year, number):
        """One revision (year, number), superseded or not.  Raises NotPublished."""
        return self._first(r for r in self.releases if (r.year, r.number) == (year, number))

    def _first(self, releases):
        for release in releases:
            return release
        raise NotPublished

    @property
    def years(self):
        """The years (list of int) that have a release, latest first."""
        return sorted({release.year for release in self.releases}, reverse=True)

    def each_year(self):
        """The highest revision of each year, latest first."""
        return [self.current(year) for year in self.years]

    def chain(self, release):
        """A release, the one that it was compared with, and so on: what it knew for ever."""
        by_pk = {r.pk: r for r in self.releases}
        while release:
            yield release
            release = by_pk.get(release.compared_with_id)

    def is_superseded(self, release):
        return self.current(release.year) != release

    def is_latest(self, release):
        return self.current() == release
