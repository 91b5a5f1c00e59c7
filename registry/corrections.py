"""Corrections: a unit or headquarters asks, headquarters opens sections for some days.

The window closes by its date alone: `registry/locks.py` reads it.  Every act refuses in one
sentence (returns.Refused) or, to a stranger, by PermissionDenied.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from registry import acts, letters, returns
from registry.access import may_see
from registry.models import Correction, SectionState, Submission
from registry.returns import Refused

MOST_DAYS = 60
IN_HAND = (Submission.State.SUBMITTED, Submission.State.IN_REVIEW)


def correctable(unit):
    """The sections (queryset) of a unit (code) that only a correction opens, newest year first."""
    locked = SectionState.objects.filter(submission__region=unit).locked()
    locked = locked.exclude(submission__state__in=IN_HAND, submission__year__published_at=None)
    found = locked.select_related("submission__year", "submission__region")
    return found.order_by("-submission__year_id", "pk")


def is_correctable(state):
    """The same of a SectionState that is read already with its return and year."""
    returned = state.submission
    is_in_review = returned.state in IN_HAND and returned.year.published_at is None
    return state.is_locked and not is_in_review


@transaction.atomic
def ask(by, unit, states, cause, note):
    """Ask to correct sections (SectionStates) of a unit (Region).  Gives the Correction."""
    _refuse_a_stranger(by, unit)
    states = list(states)
    if not states:
        raise Refused(_("Choose the sections to be corrected."))
    if cause not in Correction.Cause.values:
        raise Refused(_("Choose the cause."))
    if not note.strip():
        raise Refused(_("Write what is wrong."))
    wanted = {state.pk for state in states}
    if set(correctable(unit.pk).filter(pk__in=wanted).values_list("pk", flat=True)) != wanted:
        raise Refused(_("A section that is open needs no correction; one in review is given back."))
    if Correction.objects.waiting().filter(region=unit, sections__in=wanted).exists():
        raise Refused(_("There is a request for these sections already."))
    made = Correction.objects.create(region=unit, cause=cause, note=note.strip(), asked_by=by)
    made.sections.set(states)
    acts.keep(made, by, gettext_noop("Asked for a correction: %(text)s"), text=made.note)
    return made


@transaction.atomic
def open_window(correction, by, closes_on):
    """Open the sections of a request until the end of a day (date)."""
    held = _held(correction, by)
    if not held.is_waiting:
        raise Refused(_("Somebody has decided on this request already."))
    _refuse_a_bad_day(closes_on)
    held.opened_by, held.opened_at, held.closes_on = by, timezone.now(), closes_on
    held.save(update_fields=["opened_by", "opened_at", "closes_on"])
    acts.keep(held, by, gettext_noop("Opened until %(day)s"), day=closes_on.isoformat())
    letters.corrected(letters.Kind.CORRECTION, held, letters.people_of(held.region))
    return held


@transaction.atomic
def open_at_once(by, unit, states, cause, note, closes_on):
    """Ask and open in one act of headquarters."""
    returns.refuse_all_but_reviewers(by)
    return open_window(ask(by, unit, states, cause, note), by, closes_on)


@transaction.atomic
def decline(correction, by, answer):
    """Refuse a request, and say why (str)."""
    held = _held(correction, by)
    if not held.is_waiting:
        raise Refused(_("Somebody has decided on this request already."))
    if not answer.strip():
        raise Refused(_("Say why the request is declined."))
    held.declined_by, held.declined_at, held.answer = by, timezone.now(), answer.strip()
    held.save(update_fields=["declined_by", "declined_at", "answer"])
    acts.keep(held, by, gettext_noop("Declined: %(text)s"), text=held.answer)
    letters.corrected(letters.Kind.DECLINED, held, letters.people_of(held.region))
    return held


@transaction.atomic
def prolong(correction, by, closes_on):
    """Give an open window another last day (date)."""
    held = _held(correction, by)
    if not held.is_open:
        raise Refused(_("This correction is over. Open a new one."))
    _refuse_a_bad_day(closes_on)
    held.closes_on = closes_on
    held.save(update_fields=["closes_on"])
    acts.keep(held, by, gettext_noop("Opened until %(day)s"), day=closes_on.isoformat())
    return held


@transaction.atomic
def close(correction, by):
    """End a window before its last day: by the unit that has finished, or by headquarters."""
    held = Correction.objects.select_for_update().get(pk=correction.pk)
    _refuse_a_stranger(by, held.region)
    if not held.is_open:
        raise Refused(_("This correction is over already."))
    held.closed_at = timezone.now()
    held.save(update_fields=["closed_at"])
    acts.keep(held, by, gettext_noop("Closed"))
    return held


def _held(correction, by):
    """The correction as stored, held until the transaction ends, for a reviewer."""
    returns.refuse_all_but_reviewers(by)
    held = Correction.objects.select_for_update().get(pk=correction.pk)
    if not may_see(by, held):
        raise returns.PermissionDenied
    return held


def _refuse_a_stranger(by, unit):
    """Whoever sends the returns of a unit, or reviews them."""
    is_reviewer = by.has_perm("registry.review_submission") and may_see(by, Submission(region=unit))
    if not (is_reviewer or returns.may_submit(by, unit)):
        raise returns.PermissionDenied


def _refuse_a_bad_day(day):
    today = timezone.localdate()
    if not (day and today <= day <= today + timedelta(days=MOST_DAYS)):
        words = {"first": _day(today), "last": _day(today + timedelta(days=MOST_DAYS))}
        raise Refused(_("Choose a day from %(first)s to %(last)s.") % words)


def _day(day):
    return date_format(day, "SHORT_DATE_FORMAT")
