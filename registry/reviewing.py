"""What a review leaves behind: comments, corrected records, objections, what is left out."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from registry import acts, returns
from registry.access import may_see
from registry.languages import CODES
from registry.models import Amendment, Comment, Omission, Submission
from registry.returns import Refused

# Comments


@transaction.atomic
def comment(submission, by, section, figure, text):
    """Pin a comment (str) to a section (key), or to one of its figures (code).

    Reviewers and the people of the unit write them, at any time of the return.
    """
    if not (may_review(by, submission) or returns.may_submit(by, submission.region)):
        raise returns.PermissionDenied
    if not submission.sections.filter(section=section).exists():
        raise Refused(_("Choose what the comment is about."))
    if not text.strip():
        raise Refused(_("Write the comment."))
    about = {"submission": submission, "section": section, "figure": figure}
    return Comment.objects.create(**about, text=text.strip(), written_by=by)


def may_review(user, submission):
    """Whether a person reviews the returns of this unit."""
    return user.has_perm("registry.review_submission") and may_see(user, submission)


# Records corrected by a reviewer


def amend(section, unit, year, record, by, reason, changes):
    """Keep what a reviewer changed in a record of a return in review: [[field, old, new], ...].

    The form calls it in the transaction of the write.  Who corrects does not accept.
    """
    return Amendment.objects.create(
        submission=Submission.objects.get(region=unit, year=year),
        section=section,
        record=str(record)[:300],
        model=record._meta.label,
        key=record.pk,
        changes=changes,
        reason=reason,
        made_by=by,
    )


@transaction.atomic
def dispute(amendment, by, text):
    """Object to a correction, on behalf of the unit.  Until it is answered, nobody accepts."""
    held = Amendment.objects.select_for_update().get(pk=amendment.pk)
    if not returns.may_submit(by, held.submission.region):
        raise returns.PermissionDenied
    if held.disputed_at:
        raise Refused(_("There is an objection to this correction already."))
    if not text.strip():
        raise Refused(_("Write what you object to."))
    held.dispute, held.disputed_by, held.disputed_at = text.strip(), by, timezone.now()
    held.save(update_fields=["dispute", "disputed_by", "disputed_at"])
    acts.keep(
        held.submission, by, gettext_noop("Objected to a correction: %(text)s"), text=held.dispute
    )
    return held


@transaction.atomic
def answer(amendment, by, text):
    """Answer an objection: by another reviewer than made the correction."""
    held = Amendment.objects.select_for_update().get(pk=amendment.pk)
    if not may_review(by, held.submission):
        raise returns.PermissionDenied
    if not held.is_disputed:
        raise Refused(_("No objection waits for an answer here."))
    if held.made_by_id == by.pk:
        raise Refused(_("An objection is answered by another person than made the correction."))
    if not text.strip():
        raise Refused(_("Write the answer."))
    held.answer, held.answered_by, held.answered_at = text.strip(), by, timezone.now()
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    acts.keep(
        held.submission, by, gettext_noop("Answered an objection: %(text)s"), text=held.answer
    )
    return held


# Left out of the figures


@transaction.atomic
def leave_out(submission, by, keys, reasons):
    """Leave sections (keys) out of the year's figures; `reasons` are public: {language: str}."""
    held = _held(submission, by, keys)
    if not all(reasons.get(language, "").strip() for language in CODES):
        raise Refused(_("Write the public reason in the three languages."))
    chosen = list(held.sections.filter(section__in=keys))
    if not chosen:
        raise Refused(_("Choose the sections that are left out."))
    told = {f"reason_{language}": text.strip() for language, text in reasons.items()}
    for state in chosen:
        Omission.objects.update_or_create(section=state, defaults=told | {"left_out_by": by})
    words = {"sections": [state.section for state in chosen], "reason": told["reason_kk"]}
    acts.keep(held, by, gettext_noop("Left out: %(sections)s. %(reason)s"), **words)


@transaction.atomic
def take_in(submission, by, keys):
    """Count sections (keys) again that were left out."""
    held = _held(submission, by, keys)
    left_out = Omission.objects.filter(section__submission=held, section__section__in=keys)
    states = [row.section for row in left_out.select_related("section")]
    if not states:
        raise Refused(_("Choose the sections that count again."))
    left_out.delete()
    sections = [state.section for state in states]
    acts.keep(held, by, gettext_noop("Counted again: %(sections)s"), sections=sections)


def _held(submission, by, keys):
    """The return as stored, held: a published year counts what it counted.

    Only the sections (keys) that a correction holds open change there.
    """
    if not may_review(by, submission):
        raise returns.PermissionDenied
    rows = Submission.objects.select_for_update(of=("self",)).select_related("year", "region")
    held = rows.get(pk=submission.pk)
    if set(keys) & set(held.sections.values_list("section", flat=True)) - movable(held):
        raise Refused(_("The year is published. Open a correction of this unit first."))
    return held


def movable(submission):
    """The sections (set of keys) that may be left out, or counted again, now."""
    sections = submission.sections.all()
    if submission.year.published_at:
        sections = sections.opened()
    return set(sections.values_list("section", flat=True))
