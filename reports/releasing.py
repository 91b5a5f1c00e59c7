"""A release with two signatures: opened, built, proposed, approved by another person, published.

Every act holds the year, so that what two people do at once follows each other, and refuses in
one sentence: Refused, or PermissionDenied for a stranger.  What was done stands in the log of the
year.  The files of a release are read back before the year is held: nobody waits for that.
"""

from datetime import timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from registry import acts, returns
from registry.models import ReportingYear, SectionState
from registry.returns import Refused
from reports import publishing
from reports.models import Release
from reports.signing import read_back, refuse_errors, too_early
from reports.sizes import sizes_of

State = Release.State
LATE = timedelta(minutes=10)  # cron comes every few minutes


def may(user, act):
    """Whether a person may open_year, propose_release or approve_release."""
    return user.has_perm(f"reports.{act}")


@transaction.atomic
def open_year(days, by):
    """Open a year (an unsaved, checked ReportingYear), or change its days; its returns are made."""
    _refuse_a_stranger(by, "open_year")
    opened = ReportingYear.objects.filter(pk=days.pk).exists()
    days.save()
    returns.open_year(days.pk, by=None if opened else by)
    acts.keep(days, by, gettext_noop("Days changed") if opened else gettext_noop("Year opened"))


@transaction.atomic
def build(year, by):
    """Count the figures of a year (int) as its next Release, in place of a candidate.

    Raises Refused when it is too early.
    """
    _refuse_a_stranger(by, "propose_release")
    days = _hold(year)
    if Release.objects.filter(year=year, state=State.PROPOSED).exists():
        raise Refused(_("The release is proposed. Take it back before it is built again."))
    early = too_early(year)
    if early:
        raise Refused(early)
    release = publishing.build_candidate(year, by)
    acts.keep(days, by, gettext_noop("%(release)s: candidate built"), release=str(release))
    return release


@transaction.atomic
def write_notes(release, by, notes):
    """Say why there is this revision: `notes` are {language: text}."""
    _refuse_a_stranger(by, "propose_release")
    days, held = _held(release, State.CANDIDATE)
    for language, text in notes.items():
        setattr(held, f"note_{language}", text.strip())
    held.save(update_fields=[f"note_{language}" for language in notes])
    acts.keep(days, by, gettext_noop("%(release)s: note written"), release=str(held))


def propose(release, by):
    """The first signature.  No error may be left on the checklist."""
    _refuse_a_stranger(by, "propose_release")
    _propose(release, by, read_back(release))


@transaction.atomic
def _propose(release, by, read):
    days, held = _held(release, State.CANDIDATE)
    refuse_errors(held, read)
    held.state, held.proposed_by, held.proposed_at = State.PROPOSED, by, timezone.now()
    held.save(update_fields=["state", "proposed_by", "proposed_at"])
    acts.keep(days, by, gettext_noop("%(release)s: proposed"), release=str(held))


@transaction.atomic
def take_back(release, by, reason=""):
    """Make a proposed release a candidate again: the editor's own act, or the approver's refusal.

    The approver says why (str).
    """
    reason = reason.strip()
    if not may(by, "propose_release"):
        _refuse_a_stranger(by, "approve_release")
        if not reason:
            raise Refused(_("Say why the release is given back."))
    days, held = _held(release, State.PROPOSED)
    held.state = State.CANDIDATE
    held.proposed_by = held.proposed_at = None
    held.approved_by = held.approved_at = held.publish_at = None
    held.save()
    plain = gettext_noop("%(release)s: taken back")
    sentence = gettext_noop("%(release)s: taken back: %(text)s") if reason else plain
    acts.keep(days, by, sentence, release=str(held), text=reason)


def approve(release, by, publish_at=None):
    """The second signature, by another person: publish now, or at an hour (aware datetime).

    Gives the Release.  A second click of the same person finds it published and does nothing.
    """
    _refuse_a_stranger(by, "approve_release")
    done = _published(release, approved_by=by)
    if done:
        return done
    read = read_back(release)
    sizes = None if publish_at else sizes_of(read.release, timezone.now())
    return _approve(release, by, publish_at, read, sizes)


@transaction.atomic
def _approve(release, by, publish_at, read, sizes):
    days = _hold(release.year)
    done = _published(release, approved_by=by)
    if done:
        return done
    held = _in_state(release, State.PROPOSED)
    if held.proposed_by_id == by.pk:
        raise Refused(_("Another person than proposed the release approves it."))
    if held.is_waiting:
        raise Refused(_("%(release)s is approved already.") % {"release": held})
    if publish_at and publish_at <= timezone.now():
        raise Refused(_("The hour is over. Choose a later one, or publish now."))
    refuse_errors(held, read)
    held.approved_by, held.approved_at, held.publish_at = by, timezone.now(), publish_at
    held.save(update_fields=["approved_by", "approved_at", "publish_at"])
    acts.keep(days, by, gettext_noop("%(release)s: approved"), release=str(held))
    return held if publish_at else _publish(days, held, by, sizes)


def publish_now(release, by):
    """Publish what two people have signed, before its hour or after an hour that was missed."""
    _refuse_a_stranger(by, "approve_release")
    try:
        return _published(release) or publish_signed(release.year, by)
    except Refused:  # another click may have published it meanwhile
        done = _published(release)
        if done is None:
            raise
        return done


def publish_signed(year, by=None, at=None):
    """Publish the release of a year (int) that two people have signed.  Raises Refused.

    `by` is who asks (None: a command); `at` (aware datetime) the moment to write down.
    """
    found = _waiting(year)
    read = found and read_back(found)
    sizes = found and sizes_of(found, at or timezone.now())
    return _publish_waiting(year, by, at, read, sizes)


@transaction.atomic
def _publish_waiting(year, by, at, read, sizes):
    days = _hold(year)
    held = _waiting(year)
    if held is None:
        raise Refused(_("%(year)s has no release that two people have signed.") % {"year": year})
    refuse_errors(held, read)
    return _publish(days, held, by or held.approved_by, sizes, at)


def _waiting(year):
    return Release.objects.waiting().filter(year=year).first()


def _published(release, **which):
    return Release.objects.published().filter(pk=release.pk, **which).first()


def publish_due(moment=None):
    """Publish each release whose hour has come; yields (release, what kept it back or None)."""
    for release in Release.objects.due(moment or timezone.now()):
        try:
            yield publish_signed(release.year), None
        except Refused as problem:
            yield release, problem.messages[0]


def missed():
    """The releases (list) whose hour is over and which nothing has published."""
    return list(Release.objects.due(timezone.now() - LATE))


def log_of(days):
    """What was done with the release of a year (queryset of LogEntry), the newest first."""
    kind = ContentType.objects.get_for_model(ReportingYear)
    return LogEntry.objects.filter(content_type=kind, object_id=days.pk).select_related("user")


@transaction.atomic
def sign_for_demo(year, editor, approver, at=None):
    """Build, propose, approve and publish a year at once, by two people of a demo registry."""
    release = build(year, editor)
    propose(release, editor)
    days, held = _held(release, State.PROPOSED)
    held.approved_by, held.approved_at = approver, timezone.now()
    held.save(update_fields=["approved_by", "approved_at"])
    return _publish(days, held, approver, sizes_of(held, at or timezone.now()), at)


def _publish(days, held, by, sizes, at=None):
    held.sizes = sizes
    held.save(update_fields=["sizes"])
    published = publishing.publish(held, at)
    acts.keep(days, by, gettext_noop("%(release)s: published"), release=str(held))
    return published


def _hold(year):
    """The year, held until the transaction ends, its sections too: no record changes meanwhile."""
    days = ReportingYear.objects.select_for_update().filter(pk=year).first()
    if days is None:
        raise Refused(_("%(year)s was never opened for reporting.") % {"year": year})
    states = SectionState.objects.filter(submission__year=year)
    list(states.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return days


def _held(release, *states):
    return _hold(release.year), _in_state(release, *states)


def _in_state(release, *states):
    """The release as stored, held; refuses an act that its state does not allow."""
    held = Release.objects.select_for_update(of=("self",)).filter(pk=release.pk).first()
    if held is None:
        raise Refused(_("The candidate was built again meanwhile. Look at the new one."))
    if held.state not in states:
        words = {"what": held, "state": held.get_state_display()}
        raise Refused(_("%(what)s: %(state)s. This is not possible now.") % words)
    return held


def _refuse_a_stranger(by, act):
    if not may(by, act):
        raise PermissionDenied
