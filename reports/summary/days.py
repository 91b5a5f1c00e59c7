"""The days of each reporting year: planned ones beside those on which it was published."""

from dataclasses import dataclass

from registry.models import ReportingYear
from reports.models import Release


@dataclass(frozen=True)
class YearOfCalendar:
    """A reporting year, and its revisions from the first to the last."""

    days: ReportingYear
    revisions: list[Release]

    @property
    def year(self):
        return self.days.year

    @property
    def first(self):
        return self.revisions[0] if self.revisions else None

    @property
    def last(self):
        """The revision in force where it is not the first."""
        return self.revisions[-1] if len(self.revisions) > 1 else None


def calendar_of(shelf):
    """The years that were opened (list of YearOfCalendar), latest first.  One query."""
    return [YearOfCalendar(days, revisions(shelf, days.year)) for days in shelf.calendar]


def revisions(shelf, year):
    """The published revisions (list of Release) of a year (int), the first first."""
    return [release for release in reversed(shelf.releases) if release.year == year]
