"""Sending a year: the content of the receipt, and what must be explained first."""

from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from registry import returns
from registry.models import Submission, WarningReason
from registry.models.receipts import digest
from reports.desk.picture import Picture
from reports.recorded import rows_behind

AT_ONCE = 200  # warnings on one page: the others follow when these are explained


def seen(picture):
    """A digest (str) of what a person sees before sending: it must be the same when it is sent."""
    states = {key: [s.state, s.reason] for key, s in picture.states.items()}
    return digest([picture.figures, states])


def send(submission, by, seen_before):
    """Send a return as it was seen.  Gives the Receipt; raises returns.Refused with the obstacle.

    A second click finds the return sent and gets the same receipt.
    """
    mine = submission.receipts.filter(sent_by=by, withdrawn_at=None).first()
    if submission.state == Submission.State.SUBMITTED and mine:
        return mine
    return returns.submit(submission, by, lambda held: _describe(held, seen_before))


def _describe(held, seen_before):
    """What is sent (dict), counted while nobody can change it."""
    picture = Picture(held.region_id, held.year_id)
    if picture.obstacles:
        raise returns.Refused(_("Some sections are not ready."))
    if picture.unexplained:
        raise returns.Refused(_("Some warnings have no reason yet."))
    if seen(picture) != seen_before:
        text = _("The figures changed after you opened this page. Look at them and send again.")
        raise returns.Refused(text)
    return content_of(picture)


def pairs(picture):
    """{code: [this year's figure, last year's or None]}."""
    past = picture.past
    return {
        code: [now, past.get((code, picture.year - 1))] for code, now in picture.figures.items()
    }


def content_of(picture):
    """What a receipt keeps (dict): figures beside last year's, sections, reasons, the rows."""
    behind = rows_behind(picture.unit.code, picture.year, picture.reporters)
    return {
        "unit": picture.unit.code,
        "year": picture.year,
        "figures": pairs(picture),
        "sections": [
            {"key": x.key, "state": x.state.state, "reason": x.state.reason, "rows": x.now}
            for x in picture.lines
        ],
        "reasons": [_explained(picture, warning) for warning in picture.warnings],
        "rows_sha256": digest(behind),
    }


def _explained(picture, warning):
    reason = picture.reasons[warning.code, warning.subject]
    told = {"code": warning.code, "about": warning.about, "text": warning.text}
    return told | {"subject": warning.subject, "reason": reason.text}


def alike(warnings):
    """Warnings of one code and section together: ((code, section), its warnings), ..."""

    def kind(warning):
        return warning.code, warning.section

    return groupby(sorted(warnings, key=kind), key=kind)


def field_of(code, section):
    """The name (str) of the field with the reason for like warnings."""
    return f"reason-{code}-{section}"


@transaction.atomic
def give_reasons(picture, by, data):
    """Keep what a form (QueryDict) gives: a reason for the ticked warnings of each kind.

    All of it or, if one is refused, nothing.
    """
    returns.hold_to_work(picture.submission, by)
    ticked, has_text = set(data.getlist("warning")), False
    for (code, section), group in alike(picture.warnings):
        text = data.get(field_of(code, section), "").strip()
        if text:
            chosen = [w for w in group if f"{w.code} {w.subject}" in ticked]
            give_reason(picture.submission, by, chosen, text)
            has_text = True
    if not has_text:
        raise returns.Refused(_("Write the reason."))


@transaction.atomic
def give_reason(submission, by, warnings, text):
    """Keep one reason (str) for several warnings of a return that is still with its unit."""
    returns.hold_to_work(submission, by)
    if not warnings:
        raise returns.Refused(_("Choose the warnings that the reason is for."))
    for warning in warnings:
        WarningReason.objects.update_or_create(
            submission=submission,
            code=warning.code,
            subject=warning.subject,
            defaults={"text": text.strip(), "given_by": by},
        )
