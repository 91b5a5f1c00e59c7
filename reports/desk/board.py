"""The board: every unit and section of a year on one screen, and what waits for headquarters."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from registry import letters
from registry.models import Letter, ReportingYear, Submission
from registry.sections import SECTIONS
from reports import releasing
from reports.desk.page import show
from reports.desk.standing import Standing

State = Submission.State
ORDER = (State.ACCEPTED, State.IN_REVIEW, State.SUBMITTED, State.RETURNED, State.DRAFT)


def is_first_page_of(user):
    """Whether a person's first admin page is the board: reviewers, editors, approvers."""
    return may_look(user) and not user.is_superuser


def may_look(user):
    """The board is for those who read the acts of all units."""
    return user.has_perm("registry.audit_submission") and user.has_perm("registry.see_all_units")


def refuse_a_stranger(user):
    if not may_look(user):
        raise PermissionDenied


def board(request):
    """The chosen year, or the newest that is open."""
    refuse_a_stranger(request.user)
    years = list(ReportingYear.objects.all())
    year = next((y for y in years if str(y.pk) == request.GET.get("year")), None)
    year = year or next(iter(years), None)
    context = {"title": _("Board"), "years": years, "year": year}
    if year:
        context |= _body(request.user, Standing(year))
    return show(request, "board.html", **context)


def _body(user, standing):
    return {
        "standing": standing,
        "sections": SECTIONS,
        "counts": [(state.label, standing.counts[state]) for state in ORDER],
        "owed": [line for line in standing.lines if line.is_owed],
        "missed": releasing.missed(),
        "may_review": user.has_perm("registry.review_submission"),
    }


@require_POST
@transaction.atomic
def remind(request, year):
    """Remind the units whose return is late, each person at most once a day."""
    if not request.user.has_perm("registry.review_submission"):
        raise PermissionDenied
    late = [one for one in Submission.objects.of_year(year) if one.is_with_the_unit and one.is_late]
    number = letters.remind(late)
    text = ngettext("%d letter is on its way.", "%d letters are on their way.", number) % number
    if not number:
        text = _("Nobody was reminded: all were today, or no late unit has an e-mail address.")
    messages.success(request, text)
    return redirect(f"{reverse('admin:desk_board')}?year={year}")


@require_POST
@transaction.atomic
def send_again(request):
    """Send the letters once more that did not leave."""
    if not request.user.has_perm("registry.review_submission"):
        raise PermissionDenied
    number = letters.again(Letter.objects.not_sent())
    text = ngettext("%d letter is on its way.", "%d letters are on their way.", number) % number
    messages.success(request, text)
    return redirect("admin:desk_board")
