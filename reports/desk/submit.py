"""Sending a year: the page before, the reasons, the receipt, and taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry import returns
from registry.access import may_see
from registry.models import ImportBatch, Receipt, SectionState, Submission
from registry.sections import BY_KEY
from reports.catalogue import BY_CODE
from reports.desk import links, sending
from reports.desk.page import attempt, picture_of, refuse_a_stranger, show
from reports.desk.picture import HEADLINES
from reports.desk.region import may_work
from reports.plausibility import TITLES

MAIN = {indicator.code for indicator in HEADLINES.values()}


def submit(request, unit, year):
    """What will be sent, what is in the way, what wants a reason; a POST sends it."""
    picture = picture_of(request, unit, year)
    if request.method == "POST":
        return _send(request, picture)
    return show(request, "submit.html", **_context(request.user, picture))


def _send(request, picture):
    if not request.POST.get("confirm"):
        messages.error(request, _("Tick that you have looked at the figures."))
        return redirect("admin:desk_submit", picture.unit.code, picture.year)
    sent = attempt(
        request, sending.send, picture.submission, request.user, request.POST.get("seen", "")
    )
    if sent is None:
        return redirect("admin:desk_submit", picture.unit.code, picture.year)
    return redirect("admin:desk_receipt", sent.pk)


def _context(user, picture, typed=None):
    """What the page shows; `typed` is what was sent with reasons that were refused."""
    unit, year = picture.unit.code, picture.year
    unexplained, may_write = picture.unexplained, may_work(user, picture)
    is_sent = not (may_write or picture.submission.is_with_the_unit)
    return {
        "title": _("The return as it stands") if is_sent else _("Submit the return"),
        "picture": picture,
        "home": links.my_region_page(unit, year),
        "may_write": may_write,
        "is_sent": is_sent,
        "is_late": timezone.localdate() > picture.submission.year.due_on,
        "obstacles": [
            (line.label, line.obstacles, links.section_page(unit, year, line.key))
            for line in picture.lines
            if line.obstacles
        ],
        "groups": _groups(
            unexplained[: sending.AT_ONCE], ImportBatch.objects.reasons_of(unit, year), typed
        ),
        "left": len(unexplained),
        "more": max(len(unexplained) - sending.AT_ONCE, 0),
        "explained": [w for w in map(_with_reason(picture), picture.warnings) if w["reason"]],
        "figures": figures_table(year, sending.pairs(picture)),
        "seen": sending.seen(picture),
    }


def _groups(warnings, told, typed):
    """Like warnings together (dicts): each with the reason that an import gave, as a start.

    `told` are the reasons of imports: {(code, section): text}.
    """
    for (code, key), group in sending.alike(warnings):
        field, start = sending.field_of(code, key), told.get((code, key), "")
        about = {"code": code, "title": TITLES[code], "section": BY_KEY[key].label}
        about |= {"field": field, "told": start, "text": typed.get(field, "") if typed else start}
        yield about | {"rows": [_row(warning, typed) for warning in group]}


def _row(warning, typed):
    """A warning with its link, and whether it is ticked: at first each one is."""
    key = f"{warning.code} {warning.subject}"
    is_ticked = typed is None or key in typed.getlist("warning")
    return warning, warning.record and links.record_page(warning.record), is_ticked


def _with_reason(picture):
    def pair(warning):
        return {"warning": warning, "reason": picture.reasons.get((warning.code, warning.subject))}

    return pair


def figures_table(year, pairs):
    """Figures (dict) beside last year's, from {code: (now, before)}: one a section, and all."""
    rows = [
        {"code": code, "label": _label(code), "now": now, "before": before}
        for code, (now, before) in pairs.items()
    ]
    main = [row for row in rows if row["code"] in MAIN]
    return {"year": year, "year_before": year - 1, "main": main, "all": rows}


def _label(code):
    """The name of an indicator, also of one that is no longer in the catalogue."""
    return BY_CODE[code].label if code in BY_CODE else code


@require_POST
def reasons(request, unit, year):
    """Keep the reasons for the ticked warnings; refused ones come back as they were typed."""
    picture = picture_of(request, unit, year)
    told = attempt(request, sending.give_reasons, picture, request.user, request.POST)
    if told is None and may_work(request.user, picture):
        return show(request, "submit.html", **_context(request.user, picture, request.POST))
    if told:
        messages.success(request, _("The reasons are saved."))
    return redirect(f"{links.submit_page(unit, year)}#warnings")


@require_POST
def withdraw(request, unit, year):
    """Take a sent return back."""
    picture = picture_of(request, unit, year)
    if attempt(request, returns.withdraw, picture.submission, request.user):
        messages.success(request, _("The return is withdrawn. You can change it again."))
    return redirect(links.my_region_page(unit, year))


def receipt(request, pk):
    """What was sent, by whom, when, and the number to cite."""
    refuse_a_stranger(request.user)
    found = Receipt.objects.select_related("submission__region", "sent_by").filter(pk=pk).first()
    if found is None or not may_see(request.user, found):
        raise Http404
    year = found.submission.year_id
    context = {
        "title": _("Receipt %(number)s") % {"number": found.number},
        "receipt": found,
        "home": links.my_region_page(found.submission.region_id, year),
        "figures": figures_table(year, found.content.get("figures", {})),
        "sections": [_section(part) for part in found.content.get("sections", [])],
        "may_withdraw": _may_withdraw(request.user, found),
    }
    return show(request, "receipt.html", **context)


def _section(part):
    label = BY_KEY[part["key"]].label if part["key"] in BY_KEY else part["key"]
    states = dict(SectionState.State.choices)
    return part | {"label": label, "state": states.get(part["state"], part["state"])}


def _may_withdraw(user, found):
    is_there = found.withdrawn_at is None and found.submission.state == Submission.State.SUBMITTED
    return is_there and returns.may_submit(user, found.submission.region)
