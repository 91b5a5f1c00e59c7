"""The review of one return: take it, give it back or accept it, with all that helps to decide."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import returns, reviewing
from registry.languages import CODES
from registry.models import Amendment, Omission, Submission
from reports.catalogue import BY_CODE
from reports.desk import board
from reports.desk.page import attempt, picture_of, show, typed
from reports.desk.picture import Picture
from reports.desk.reviewed import Review
from reports.desk.sending import seen

State = Submission.State


def review(request, unit, year):
    """Show a return to headquarters; a POST does the act that it names."""
    board.refuse_a_stranger(request.user)
    picture = picture_of(request, unit, year)
    if request.method == "POST":
        return _act(request, picture)
    return show(request, "review.html", **_context(request, picture))


def _act(request, picture):
    act, said = ACTS.get(request.POST.get("act"), (None, None))
    if act is None:
        raise Http404
    if not reviewing.may_review(request.user, picture.submission):
        raise PermissionDenied
    if not attempt(request, act, picture, request.user, request.POST):
        kept = typed(request.POST, request.POST["act"])
        return show(request, "review.html", **_context(request, picture), typed=kept)
    messages.success(request, said)
    page = reverse("admin:desk_review", args=[picture.unit.code, picture.year])
    return redirect(f"{page}#{request.POST.get('at', '')}".rstrip("#"))


def _unchanged(data):
    """Refuses a decision about figures that are no longer those of the page."""

    def look(held):
        now = Picture(held.region_id, held.year_id)
        if seen(now) == data.get("seen"):
            return
        last = Amendment.objects.of(held.region_id, held.year_id).last()
        if last is None:
            text = _("The figures changed after you opened this page. Look at them again.")
            raise returns.Refused(text)
        words = {"who": last.made_by, "time": time_format(timezone.localtime(last.made_at))}
        text = _(
            "%(who)s changed a record after you opened this page (%(time)s). Look at it again."
        )
        raise returns.Refused(text % words)

    return look


def _give_back(picture, by, data):
    keys = data.getlist("section")
    returns.give_back(picture.submission, by, data.get("reason", ""), keys, _unchanged(data))


def _comment(picture, by, data):
    """Pin a comment to what the form chose: a section, or section and figure."""
    section, _dot, figure = data.get("about", "").partition(" ")
    if figure and getattr(BY_CODE.get(figure), "section", "") != section:
        raise returns.Refused(_("Choose what the comment is about."))
    reviewing.comment(picture.submission, by, section, figure, data.get("text", ""))


def _leave_out(picture, by, data):
    reasons = {language: data.get(f"reason_{language}", "") for language in CODES}
    is_whole = data.get("all")
    keys = reviewing.movable(picture.submission) if is_whole else data.getlist("section")
    reviewing.leave_out(picture.submission, by, keys, reasons)


def _answer(picture, by, data):
    found = Amendment.objects.of(picture.unit.code, picture.year)
    row = next((one for one in found if str(one.pk) == data.get("amendment")), None)
    if row is None:
        raise Http404
    reviewing.answer(row, by, data.get("text", ""))


ACTS = {
    "take": (
        lambda p, by, data: returns.take(p.submission, by),
        gettext_lazy("The review has begun."),
    ),
    "give_back": (_give_back, gettext_lazy("The return is given back.")),
    "accept": (
        lambda p, by, data: returns.accept(p.submission, by, _unchanged(data)),
        gettext_lazy("The return is accepted."),
    ),
    "comment": (_comment, gettext_lazy("The comment is saved.")),
    "leave_out": (_leave_out, gettext_lazy("The sections are left out.")),
    "take_in": (
        lambda p, by, data: reviewing.take_in(p.submission, by, data.getlist("section")),
        gettext_lazy("The sections count again."),
    ),
    "answer": (_answer, gettext_lazy("The answer is saved.")),
}


def _context(request, picture):
    found, submission = Review(picture), picture.submission
    is_all = found.sent_before is None or "all" in request.GET
    reviews = reviewing.may_review(request.user, submission)
    is_own = submission.submitted_by_id == request.user.pk
    return {
        "title": _("Review"),
        "picture": picture,
        "submission": submission,
        "review": found,
        "groups": found.groups if is_all else found.changed_groups,
        "is_all": is_all,
        "may_take": reviews and not is_own and submission.state == State.SUBMITTED,
        "may_decide": reviews and not is_own and submission.state == State.IN_REVIEW,
        "may_review": reviews,
        "is_own": is_own and not submission.is_with_the_unit,
        "corrected_by_me": any(x.row.made_by_id == request.user.pk for x in found.amendments),
        "left_out": Omission.objects.of_year(picture.year).of_unit(picture.unit.code),
        "opened": [line for line in picture.lines if line.state.open_until],
        "movable": reviewing.movable(submission),
        "seen": seen(picture),
        "languages": CODES,
    }
