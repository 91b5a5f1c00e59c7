"""The published releases as a reader finds them: by year, by revision, the latest."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from django.db.models import Subquery
from django.utils.timezone import localdate

from registry.models import ReportingYear
from reports.models import Publisher, Release, Term

_in_use = ContextVar("shelf", default=None)


class NotPublished(LookupError):
    """There is no such published release, indicator or place."""


class Shelf:
    """The published releases, newest first, and the day of the next one after `today` (date).

    One query.  The press texts are long: a release fetches its own when it is asked for.
    """

    def __init__(self, today):
        waiting = ReportingYear.objects.filter(published_at=None, release_on__gt=today)
        next_on = waiting.order_by("year").values("release_on")[:1]
        contact = Publisher.objects.values("email")[:1]
        releases = Release.objects.published().annotate(
            next_on=Subquery(next_on), contact=Subquery(contact)
        )
        self.today = today
        self.releases = list(releases.defer("press").order_by("-year", "-number"))

    @classmethod
    def of_today(cls):
        """The shelf of this request where there is one, else a new one."""
        return _in_use.get() or cls(localdate())

    @contextmanager
    def in_use(self):
        """Within, `of_today` gives this shelf: what was compared is what is shown."""
        token = _in_use.set(self)
        try:
            yield self
        finally:
            _in_use.reset(token)

    def mark(self, *more):
        """A text (str) that changes with every release, planned day and contact.

        `more` names what else it is to change with: calendar (and what is overdue), terms.
        """
        first = self.latest and (self.latest.next_on, self.latest.contact)
        today = self.today if "calendar" in more else None
        rows = [_values(row) for name in more for row in getattr(self, name)]
        return repr((first, today, [(r.pk, r.published_at) for r in self.releases], rows))

    @property
    def latest(self):
        """The highest revision of the latest year, or None."""
        return self.releases[0] if self.releases else None

    @property
    def contact(self):
        """The e-mail of the publisher (str), empty where there is none."""
        return self.latest.contact if self.latest else ""

    @cached_property
    def calendar(self):
        """The years that were opened (list of ReportingYear), latest first.  One query."""
        return list(ReportingYear.objects.order_by("-year"))

    @cached_property
    def terms(self):
        """The words of the glossary (list of Term).  One query."""
        return list(Term.objects.order_by("pk"))

    def current(self, year=None):
        """The highest revision of a year (int), or of the latest year.  Raises NotPublished."""
        return self._first(r for r in self.releases if year in (None, r.year))

    def fixed(self, year, number):
        """One revision (year, number), superseded or not.  Raises NotPublished."""
        return self._first(r for r in self.releases if (r.year, r.number) == (year, number))

    def first(self, year):
        """The first revision of a year (int).  Raises NotPublished."""
        return self._first(r for r in reversed(self.releases) if r.year == year)

    def before(self, release):
        """The revision of the same year before a release, or None."""
        found = [r for r in self.releases if r.year == release.year and r.number < release.number]
        return found[0] if found else None

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

    def compared(self, release):
        """The release that a release was compared with, or None."""
        return next((r for r in self.releases if r.pk == release.compared_with_id), None)

    def is_superseded(self, release):
        return self.current(release.year) != release

    def is_latest(self, release):
        return self.current() == release


def _values(row):
    return [field.value_from_object(row) for field in row._meta.concrete_fields]
