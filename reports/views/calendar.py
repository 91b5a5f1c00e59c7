"""The release calendar: when a year opens, is due and is published."""

from reports.summary import Shelf
from reports.summary.days import calendar_of
from reports.views.fresh import showing
from reports.views.page import tell


@showing("calendar")
def calendar(request):
    """Each year that was opened, with its days."""
    return tell(request, "reports/calendar.html", rows=calendar_of(Shelf.of_today()))
