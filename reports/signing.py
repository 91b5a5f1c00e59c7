"""What is looked at before a release is built, and before it is signed.

Files are read with nothing held, the rest with the year held.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from registry.models import SectionState, Submission
from registry.returns import Refused
from reports import checklist
from reports.models import Release

# Fields of a release that signatures write: its files do not depend on them.
SIGNED = ("state", "proposed_by_id", "proposed_at", "approved_by_id", "approved_at", "publish_at")


def too_early(year):
    """Why a first release of a year (int) has nothing to count yet (str), or ""."""
    if Release.objects.filter(year=year).exists():
        return ""
    if timezone.localdate().year <= year:
        return _("The year is not over yet.")
    is_opened = Submission.objects.of_year(year).exists()
    if is_opened and not SectionState.objects.settled(year).exists():
        return _("No return of the year is accepted yet.")
    return ""


def read_back(release):
    """The release as stored (Candidate), its pages and files read back; this takes seconds."""
    stored = Release.objects.filter(pk=release.pk).first()
    if stored is None:
        raise Refused(_("The candidate was built again meanwhile. Look at the new one."))
    candidate = checklist.Candidate(stored)
    checklist.read_files(candidate)
    return candidate


def refuse_errors(held, read):
    """Refuse a release (held) with an error; what was read (Candidate) must be what is held."""
    if read is None or _content(read.release) != _content(held):
        raise Refused(_("The release changed while its files were read. Try again."))
    found = checklist.errors(checklist.Candidate(held, read.files))
    if found:
        text = _("In the way of the release: %(n)s. %(first)s")
        raise Refused(text % {"n": len(found), "first": found[0].text})


def _content(release):
    """What a release tells (dict), its signatures aside."""
    values = {field.attname: getattr(release, field.attname) for field in release._meta.fields}
    return {name: value for name, value in values.items() if name not in SIGNED}
