"""What is looked at before a release is published: errors block it, warnings are to be read.

Each check takes a Candidate and gives Findings.  A Finding says in one sentence what it found and,
by a key, where it can be mended: the pages of the desk know the addresses.
"""

from reports.checklist import blocking, cautions
from reports.checklist.blocking import read_files
from reports.checklist.candidate import Candidate, Finding

ERRORS = [
    blocking.unfinished_units,
    blocking.late_changes,
    blocking.unequal_sums,
    blocking.unlike_files,
    blocking.missing_notes,
    blocking.empty_slots,
]
WARNINGS = [
    cautions.unlike_reports,
    cautions.unexplained_changes,
    cautions.open_corrections,
    cautions.omissions,
    cautions.unknown_figures,
    cautions.odd_figures,
    cautions.idle_revision,
]

__all__ = ["Candidate", "Finding", "errors", "read_files", "warnings"]


def errors(candidate):
    """The Findings that keep a Candidate from being published."""
    return [finding for check in ERRORS for finding in check(candidate)]


def warnings(candidate):
    """The Findings that people look at before they sign."""
    return [finding for check in WARNINGS for finding in check(candidate)]
