"""My region: the first page of a coordinator."""

from django.utils import timezone
from django.utils.translation import gettext as _

from registry import returns
from registry.access import regions_of
from registry.corrections import is_correctable
from registry.models import Amendment, Comment, ImportBatch, Receipt, Submission
from registry.sections import BY_KEY, label_of
from reports.desk import amended, links
from reports.desk.page import refuse_a_stranger, show
from reports.desk.picture import Picture

LAST = 5
State = Submission.State


def is_first_page_of(user):
    """Whether a person's first admin page is My region: those who send a unit's returns."""
    reads_all = user.has_perm("registry.see_all_units")
    return user.has_perm("registry.submit_submission") and not reads_all


def my_region(request):
    """The return of the chosen unit and year: what to do, what is missing, what was sent."""
    refuse_a_stranger(request.user)
    units = list(regions_of(request.user))
    unit = _chosen(units, "code", request.GET.get("unit"))
    frame = {"title": _("My region"), "units": units, "unit": unit}
    submissions = list(Submission.objects.of_unit(unit.code)) if unit else []
    if not submissions:
        return show(request, "nothing.html", **frame)
    current = _chosen(submissions, "year_id", request.GET.get("year")) or submissions[0]
    if "year" not in request.GET:
        current = _waiting(submissions)
    frame |= {"submission": current, "submissions": submissions}
    return show(
        request, "my_region.html", **frame | _body(request.user, unit, submissions, current)
    )


def _chosen(things, name, text):
    """The thing whose attribute reads like an address asks (str), else the first, else None."""
    asked = [thing for thing in things if str(getattr(thing, name)) == text]
    return next(iter([*asked, *things]), None)


def _waiting(submissions):
    """The oldest return that the unit still owes; else the newest one."""
    today = timezone.localdate()
    owed = [
        one
        for one in submissions
        if one.is_with_the_unit and one.year.opens_on <= today and not one.year.published_at
    ]
    return [*submissions[:1], *owed][-1]


def _body(user, unit, submissions, current):
    year = current.year_id
    picture = Picture(unit.code, year)
    writes = user.has_perm("registry.submit_submission") and not current.year.published_at
    may_write = writes and current.is_with_the_unit
    was_sent = current.submitted_at is not None
    days_left = (current.year.due_on - timezone.localdate()).days
    return {
        "picture": picture,
        "lines": [_line(line, unit.code, year, may_write) for line in picture.lines],
        "returned": [one for one in submissions if one.state == State.RETURNED],
        "given_back": [line for line in picture.lines if line.is_given_back],
        "total": len(picture.lines),
        "unready": len(picture.lines) - picture.ready,
        "days_left": days_left,
        "is_late": may_write and days_left < 0,
        "is_new": may_write and not any(line.begun or line.is_ready for line in picture.lines),
        "may_write": may_write,
        "may_withdraw": writes and current.state == State.SUBMITTED,
        "start_page": links.import_page(unit.code, year, "events"),
        "may_import": user.has_perm("registry.import_event"),
        "imports": [_import(batch) for batch in ImportBatch.objects.last_of(unit.code, year, LAST)],
        "receipts": Receipt.objects.last_of(unit.code, year, LAST) if was_sent else [],
        "comments": _comments(unit.code, year),
        "amendments": _amendments(unit.code, year) if was_sent else [],
        "may_object": user.has_perm("registry.submit_submission"),
        "opened": [line for line in picture.lines if line.state.open_until],
        "may_ask": any(is_correctable(line.state) for line in picture.lines),
    }


def _line(line, unit, year, may_write):
    may_change = (may_write or line.state.open_until) and not line.state.is_locked
    return {
        "row": line,
        "page": links.section_page(unit, year, line.key),
        "action": links.action(line, unit, year, may_change),
        "excel": may_change and links.import_page(unit, year, line.key),
    }


def _comments(unit, year):
    """The last comments of the review (list), each with its section."""
    found = [one for one in Comment.objects.of(unit, year) if one.section in BY_KEY]
    return [(one, label_of(one.section)) for one in found[-LAST:]]


def _amendments(unit, year):
    return [amended.shown(one) for one in Amendment.objects.of(unit, year)]


def _import(batch):
    label = label_of(batch.section)
    return {"batch": batch, "section": label, "undo": links.undo_page(batch)}


def may_work(user, picture):
    """Whether a person may work on the return that a picture shows and send it."""
    returned = picture.submission
    is_shut = returned.year.published_at and not any(s.open_until for s in picture.states.values())
    is_open = returned.is_with_the_unit and not is_shut
    return is_open and returns.may_submit(user, picture.unit)
