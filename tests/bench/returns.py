"""The returns of a generated registry: the last years were accepted, the next one is open."""

from datetime import date

from django.utils import timezone

from registry import sections
from registry.models import ReportingYear, SectionState, Submission
from registry.returns import open_year
from reports.models import ReportedValue
from tests.bench.saving import save

REPORTED = {
    "parliament.senators": 5,
    "parliament.group_deputies": 40,
    "parliament.group_senate": 10,
    "parliament.group_majilis": 30,
}
RETURNS = 3  # the last years have returns
LATE = "KZ-59"  # this unit's last return is still in review: one cell of it is a reported value


def make(units, years):
    """Open the last years and the next; the returns are accepted, but for a late one."""
    for year in years[-RETURNS:]:
        _year(year, units, late=year == years[-1])
    _open(years[-1] + 1)


def _year(year, units, late):
    """The accepted returns of a year, and the values that are reported as numbers."""
    opens, due = date(year + 1, 1, 5), date(year + 1, 1, 25)
    ReportingYear.objects.create(year=year, opens_on=opens, due_on=due)
    submissions = save(_submission(year, code, late and code == LATE) for code in units)
    save(
        SectionState(submission=submission, section=section.key, state="done")
        for submission in submissions
        for section in sections.SECTIONS
        if section.units([submission.region_id])
    )
    values = [ReportedValue(indicator=code, value=value) for code, value in REPORTED.items()]
    values.append(ReportedValue(indicator="events.total", region_id=LATE, value=321))
    for value in values:
        value.year, value.source = year, "—"
    save(values)


def _open(year):
    """A year that the units are filling: nothing is recorded yet."""
    ReportingYear.objects.create(
        year=year, opens_on=date(year, 11, 1), due_on=date(year + 1, 1, 20)
    )
    open_year(year)


def _submission(year, code, is_late):
    state = Submission.State.IN_REVIEW if is_late else Submission.State.ACCEPTED
    accepted_at = None if is_late else timezone.now()
    return Submission(region_id=code, year_id=year, state=state, accepted_at=accepted_at)
