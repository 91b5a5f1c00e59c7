"""The corrections: every revision of every year, and what it changed."""

from reports.summary import Shelf
from reports.summary.changes import corrections
from reports.views.page import public, tell


@public
def changes(request):
    """For each year its revisions, with the figures that differ from the revision before."""
    years = corrections(Shelf.of_today())
    corrected = any(len(revisions) > 1 for _year, revisions in years)
    return tell(request, "reports/changes.html", years_changed=years, is_corrected=corrected)
