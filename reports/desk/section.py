"""One section of a return: its lists, what is missing, and the acts that finish it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registry import locks, returns, reviewing
from registry.corrections import is_correctable
from registry.models import Comment
from registry.parts import rows_of
from registry.sections import STOCK
from reports import plausibility
from reports.catalogue import BY_CODE
from reports.desk import links
from reports.desk.page import attempt, picture_of, show
from reports.desk.region import may_work

SHOWN = 50  # structures without a headcount


def section(request, unit, year, key):
    """Show a section; a POST does the act that it names."""
    picture = picture_of(request, unit, year)
    line = next((line for line in picture.lines if line.key == key), None)
    if line is None:
        raise Http404
    if request.method == "POST":
        return _act(request, picture, line)
    return show(request, "section.html", **_context(request.user, picture, line))


def _act(request, picture, line):
    unit, year = picture.unit.code, picture.year
    act = ACTS.get(request.POST.get("act"))
    if act is None:
        raise Http404
    if attempt(request, act, line, request.user, request.POST):
        said = _("%(section)s: saved.") % {"section": line.label}
        messages.success(request, said)
        return redirect(f"{links.my_region_page(unit, year)}#{line.key}")
    return redirect(links.section_page(unit, year, line.key))


def _finish(line, by, data):
    if line.is_empty:
        raise returns.Refused(_("Nothing is recorded here. If nothing happened, say so below."))
    returns.finish(line.state, by)


def _declare_nil(line, by, data):
    if not line.is_empty:
        raise returns.Refused(_("Records are there, so the section is not nil."))
    returns.declare_nil(line.state, by, data.get("reason", ""))


ACTS = {
    "finish": _finish,
    "nil": _declare_nil,
    "keep": lambda line, by, data: returns.keep(line.state, by),
    "reopen": lambda line, by, data: returns.reopen(line.state, by),
    "comment": lambda line, by, data: reviewing.comment(
        line.state.submission, by, line.key, "", data.get("text", "")
    ),
}


def _miscounted(picture, line):
    """Links to records that this year counts otherwise than their dates say, in a correction."""
    if not line.state.open_until:
        return []
    found = []
    for part in line.section.parts:
        rows = rows_of(part, picture.regions)
        if part.figures[:3] == STOCK:
            found += rows.miscounted_in(picture.year)[:SHOWN]
    return [links.Link(str(one), links.record_page(one)) for one in found]


def _context(user, picture, line):
    unit, year = picture.unit.code, picture.year
    silent = returns.silent(line.section, picture.regions, year)[: SHOWN + 1]
    odd = [
        (warning, picture.reasons.get((warning.code, warning.subject)))
        for warning in picture.warnings
        if warning.section == line.key
    ]
    works, is_own = may_work(user, picture), returns.may_submit(user, picture.unit)
    is_window = bool(line.state.open_until) and not picture.submission.is_with_the_unit
    may_change = (works or is_window and is_own) and not line.state.is_locked
    may_act = works and not line.state.is_locked or may_change and bool(line.faults)
    comments = Comment.objects.of(unit, year).filter(section=line.key)
    is_offered = may_act and line.section.is_of_stocks and not (line.is_ready or line.is_empty)
    return {
        "title": line.label,
        "picture": picture,
        "line": line,
        "home": links.my_region_page(unit, year),
        "lock": locks.sentence(line.state) if line.state.is_locked else "",
        "may_write": may_change,
        "is_window": is_window,
        "may_act": may_act,
        "why_not_kept": is_offered and returns.why_not_kept(line.section, picture.regions, year),
        "may_ask": is_own and is_correctable(line.state),
        "comments": [(one, BY_CODE.get(one.figure)) for one in comments],
        "may_comment": is_own,
        "lists": links.lists(line.section, unit, year),
        "forms": links.forms(line.section, unit, year) if may_change else [],
        "excel": may_change and links.import_page(unit, year, line.key),
        "grid": links.grid_page(unit, year, line.key),
        "silent": [links.Link(str(one), links.record_page(one)) for one in silent[:SHOWN]],
        "silent_more": max(line.silent - SHOWN, 0),
        "miscounted": _miscounted(picture, line),
        "warnings": odd,
        "titles": plausibility.TITLES,
    }
