"""What may be done with a yearly return and by whom: open it, finish a section, send, review.

Every act holds the rows that it decides by, so that nobody acts on the same return meanwhile,
and refuses in one sentence: Refused, locks.Locked, or PermissionDenied for a stranger.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from simple_history.utils import bulk_create_with_history

from registry import acts, letters, locks, sections
from registry.access import may_see
from registry.models import (
    Headcount,
    Receipt,
    Reporters,
    ReportingYear,
    SectionState,
    Submission,
)
from registry.models.history import Through, made
from registry.models.receipts import digest
from registry.parts import silent
from registry.unchanged import why_not_kept

State = Submission.State


class Refused(ValidationError):
    """The act is not possible now: one sentence."""


# Opening a year


@transaction.atomic
def open_year(year, by=None):
    """Make the returns of a year (int) and their sections, those that are missing.

    The lock holds rows of sections: what has no row yet, nobody can lock.  When a person (User)
    opens it, the units are told.
    """
    units = Reporters().units_of(year)
    missing = (Submission(region=unit, year_id=year) for unit in units)
    Submission.objects.bulk_create(missing, ignore_conflicts=True)
    states = [
        SectionState(submission=returned, section=section.key)
        for returned in Submission.objects.filter(year=year)
        for section in sections.SECTIONS
        if section.units([returned.region_id])
    ]
    SectionState.objects.bulk_create(states, ignore_conflicts=True)
    if by:
        letters.opened(ReportingYear.objects.get(pk=year), units)


# Sections


@transaction.atomic
def finish(state, by):
    """Say that a section (SectionState) is done.  Each open structure must have its headcount."""
    held = _held_section(state, by)
    wanting = silent(sections.BY_KEY[held.section], *_place(held)).count()
    if wanting:
        raise Refused(
            ngettext(
                "%d structure has neither a headcount nor a reason.",
                "%d structures have neither a headcount nor a reason.",
                wanting,
            )
            % wanting
        )
    _set(held, SectionState.State.DONE)


@transaction.atomic
def declare_nil(state, by, reason):
    """Say that a section has nothing to report, and why (str)."""
    held = _held_section(state, by)
    if not reason.strip():
        raise Refused(_("Say why there is nothing to report."))
    _set(held, SectionState.State.NIL, reason.strip())


@transaction.atomic
def reopen(state, by):
    """Take back that a section is done or nil."""
    held = _held_section(state, by)
    if not held.submission.is_with_the_unit:
        raise Refused(_("In a correction a section stays done or nil."))
    _set(held, SectionState.State.OPEN)


@transaction.atomic
def keep(state, by):
    """Say that nothing changed since last year: copy its headcounts and finish the section."""
    held = _held_section(state, by)
    section, (regions, year) = sections.BY_KEY[held.section], _place(held)
    obstacle = why_not_kept(section, regions, year)
    if obstacle:
        raise Refused(obstacle)
    wanting = silent(section, regions, year).select_related("region")
    told = {h.structure_id: h for h in Headcount.objects.of(regions).in_year(year - 1)}
    _copy([(structure, told[structure.pk]) for structure in wanting], year, by)
    _set(held, SectionState.State.DONE)


def _copy(told, year, by):
    """Keep the same headcounts (of pairs with their structures) for a year: two queries."""
    gate = locks.Gate()
    copies = [
        Headcount(
            structure=structure,
            year=year,
            members=headcount.members,
            unknown_because=headcount.unknown_because,
        )
        for structure, headcount in told
    ]
    for copy in copies:
        locks.check(None, copy, gate=gate)
    if copies:
        with made(Through.KEEP):
            bulk_create_with_history(copies, Headcount, batch_size=500, default_user=by)


def _held_section(state, by):
    """The state as stored, held until the transaction ends.  Refuses strangers and the locked."""
    held = SectionState.objects.select_for_update(of=("self",)).get(pk=state.pk)
    _refuse_a_stranger(by, "submit", held.submission)
    locks.check_section(held)
    return held


def _place(state):
    """The regions (codes) and the year (int) that a section's return is about."""
    returned = state.submission
    return Reporters().regions_of(returned.region_id, returned.year_id), returned.year_id


def _set(held, state, reason=""):
    held.state, held.reason = state, reason
    held.save(update_fields=["state", "reason"])


# The return


@transaction.atomic
def submit(submission, by, describe):
    """Send a return; gives its Receipt.

    `describe(submission)` tells what is sent (dict).  It is asked when the sections are held
    and nobody can change a record of them, and may refuse.
    """
    held = _held(submission, by, "submit", State.DRAFT, State.RETURNED)
    if held.sections.filter(state=SectionState.State.OPEN).exists():
        raise Refused(_("Some sections are neither done nor nil."))
    content = describe(held)
    held.state, held.submitted_by, held.submitted_at = State.SUBMITTED, by, timezone.now()
    held.save(update_fields=["state", "submitted_by", "submitted_at"])
    receipt = Receipt.objects.create(
        submission=held,
        sent_by=by,
        sent_at=held.submitted_at,
        is_late=timezone.localdate(held.submitted_at) > held.year.due_on,
        content=content,
        sha256=digest(content),
    )
    acts.keep(held, by, gettext_noop("Submitted: %(number)s"), number=receipt.number)
    return receipt


@transaction.atomic
def withdraw(submission, by):
    """Take a sent return back, as long as no reviewer has taken it."""
    held = _held(submission, by, "submit", State.SUBMITTED)
    was_returned = held.sections.filter(is_returned=True).exists()
    held.state = State.RETURNED if was_returned else State.DRAFT
    held.save(update_fields=["state"])
    held.receipts.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    acts.keep(held, by, gettext_noop("Withdrawn"))


@transaction.atomic
def take(submission, by):
    """Begin the review of a sent return.  From now on the unit cannot withdraw it."""
    held = _held(submission, by, "review", State.SUBMITTED)
    held.state = State.IN_REVIEW
    held.save(update_fields=["state"])
    acts.keep(held, by, gettext_noop("In review"))


@transaction.atomic
def give_back(submission, by, reason, keys, look=None):
    """Return sections (keys) to the unit to be corrected, and say why (str).

    `look(held)` is asked while nobody can change the return, and may refuse.
    """
    held = _held(submission, by, "review", State.IN_REVIEW)
    if look:
        look(held)
    if not reason.strip():
        raise Refused(_("Say why the return is given back."))
    given = held.sections.filter(section__in=keys)
    if not given.exists():
        raise Refused(_("Choose the sections that are given back."))
    held.sections.update(is_returned=False)
    given.update(is_returned=True, state=SectionState.State.OPEN)
    held.state, held.reason = State.RETURNED, reason.strip()
    held.save(update_fields=["state", "reason"])
    acts.keep(held, by, gettext_noop("Returned: %(text)s"), text=held.reason)
    letters.returned(held)


@transaction.atomic
def accept(submission, by, look=None):
    """Accept a return: from now on its records are counted.

    Not by the person who corrected a record of it, and not while the unit objects to one.
    `look(held)` is asked while nobody can change the return, and may refuse.
    """
    held = _held(submission, by, "review", State.IN_REVIEW)
    if look:
        look(held)
    if held.amendments.filter(made_by=by).exists():
        raise Refused(_("You corrected a record of this return: another reviewer accepts it."))
    if held.amendments.disputed().exists():
        raise Refused(_("The unit objects to a correction. Answer the objection first."))
    held.state, held.reason = State.ACCEPTED, ""
    held.accepted_by, held.accepted_at = by, timezone.now()
    held.save(update_fields=["state", "reason", "accepted_by", "accepted_at"])
    held.sections.update(is_returned=False)
    acts.keep(held, by, gettext_noop("Accepted"))
    letters.accepted(held)


def may_submit(user, unit):
    """Whether a person may work on the returns of a unit (Region) and send them."""
    return user.has_perm("registry.submit_submission") and may_see(user, Submission(region=unit))


def hold_to_work(submission, by):
    """Hold a return that is still with its unit, for a person of that unit who works on it."""
    return _held(submission, by, "submit", State.DRAFT, State.RETURNED)


def _held(submission, by, act, *states):
    """The return as stored, held with its sections until the transaction ends.

    Refuses strangers, the sender who would review, and an act that its state does not allow.
    """
    _refuse_a_stranger(by, act, submission)
    rows = Submission.objects.select_for_update(of=("self",)).select_related("year", "region")
    held = rows.get(pk=submission.pk)
    list(held.sections.select_for_update(of=("self",)).order_by("pk"))  # writers of records wait
    if act == "review" and held.submitted_by_id == by.pk:
        raise Refused(_("A return is reviewed by another person than sent it."))
    is_shut = held.year.published_at and not held.sections.opened().exists()
    if held.state not in states or is_shut:
        words = {"what": held, "state": held.get_state_display()}
        raise Refused(_("%(what)s: %(state)s. This is not possible now.") % words)
    return held


def refuse_all_but_reviewers(by):
    """Headquarters alone decides on corrections and on what is left out."""
    if not by.has_perm("registry.review_submission"):
        raise PermissionDenied


def _refuse_a_stranger(by, act, submission):
    if not (by.has_perm(f"registry.{act}_submission") and may_see(by, submission)):
        raise PermissionDenied
