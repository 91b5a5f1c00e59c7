"""Corrections: asking for one, opening sections for some days, what is open, what is over."""

from datetime import timedelta
from itertools import groupby

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from registry import corrections as acts
from registry import returns, reviewing
from registry.access import may_see, regions_of, visible_to
from registry.models import Amendment, Correction, ReportingYear
from registry.sections import label_of
from reports.desk import board, links
from reports.desk.page import attempt, refuse_a_stranger, show, typed

DAYS, PAST = 7, 50


def corrections(request):
    """What waits, what is open and what is over, of the units that a person may see."""
    refuse_a_stranger(request.user)
    return _corrections(request)


def _corrections(request, kept=None):
    """The page; `kept` is what a refused form holds, by the number of its correction."""
    found = visible_to(request.user, Correction.objects.in_words())
    unit = request.GET.get("unit", "")
    found, today = found.filter(region=unit) if unit else found, timezone.localdate()
    rows = [*found.waiting(), *found.open_on(today), *found.over(today)[:PAST]]
    context = {
        "title": _("Corrections"),
        "rows": [_row(one, (kept or {}).get(one.pk, {})) for one in rows],
        "may_decide": request.user.has_perm("registry.review_submission"),
        "proposed": timezone.localdate() + timedelta(days=DAYS),
        "year": _newest_published() or timezone.localdate().year,
        "units": regions_of(request.user).units_of(timezone.localdate().year),
        "is_headquarters": board.may_look(request.user),
    }
    return show(request, "corrections.html", **context)


def _newest_published():
    """The year (int) whose returns only a correction opens, or None."""
    published = ReportingYear.objects.exclude(published_at=None).order_by("-year")
    return published.values_list("pk", flat=True).first()


def _row(correction, kept):
    """A Correction with its sections by year, in words, and what its refused form holds."""
    states = sorted(
        correction.sections.all(), key=lambda state: (state.submission.year_id, state.pk)
    )
    years = groupby(states, key=lambda state: state.submission.year_id)
    named = [(year, [label_of(state.section) for state in some]) for year, some in years]
    return {"row": correction, "years": named, "typed": kept}


def ask(request, unit, year):
    """The form that asks for a correction; headquarters opens it at once."""
    refuse_a_stranger(request.user)
    region = regions_of(request.user).filter(pk=unit).first()
    if region is None:
        raise Http404
    opens = request.user.has_perm("registry.review_submission")
    if not (opens or returns.may_submit(request.user, region)):
        raise PermissionDenied
    if request.method == "POST" and attempt(request, _ask, request, region, opens):
        said = _("The sections are open.") if opens else _("The request is sent.")
        messages.success(request, said)
        return redirect("admin:desk_corrections")
    return show(request, "ask.html", **_asking(request, region, year, opens))


def _ask(request, region, opens):
    data = request.POST
    states = list(acts.correctable(region.pk).filter(pk__in=_keys(data.getlist("section"))))
    if len(states) != len(set(data.getlist("section"))):
        raise returns.Refused(_("Choose the sections to be corrected."))
    told = region, states, data.get("cause"), data.get("note", "")
    if opens:
        return acts.open_at_once(request.user, *told, _day(data))
    return acts.ask(request.user, *told)


def _keys(texts):
    return [text for text in texts if text.isascii() and text.isdigit() and len(text) < 18]


def _day(data):
    """The last day that a form asks for (date); raises returns.Refused."""
    try:
        return forms.DateField().clean(data.get("closes_on"))
    except ValidationError as error:
        raise returns.Refused(_("Write the last day of the correction.")) from error


def _asking(request, region, year, opens):
    states = acts.correctable(region.pk)
    years = groupby(states, key=lambda state: state.submission.year_id)
    wanted = request.GET.get("section", "")
    chosen = request.POST.getlist("section")
    return {
        "title": _("Open a correction") if opens else _("Ask for a correction"),
        "unit": region,
        "year": year,
        "home": "" if opens else links.my_region_page(region.pk, year),
        "years": [
            (y, [_choice(state, (year, wanted), chosen) for state in some]) for y, some in years
        ],
        "causes": Correction.Cause.choices,
        "opens": opens,
        "closes_on": timezone.localdate() + timedelta(days=DAYS),
    }


def _choice(state, wanted, chosen):
    is_wanted = (state.submission.year_id, state.section) == wanted
    ticked = str(state.pk) in chosen if chosen else is_wanted
    return {"pk": state.pk, "label": label_of(state.section), "ticked": ticked}


ACTS = {
    "open": lambda row, by, data: acts.open_window(row, by, _day(data)),
    "decline": lambda row, by, data: acts.decline(row, by, data.get("answer", "")),
    "prolong": lambda row, by, data: acts.prolong(row, by, _day(data)),
    "close": lambda row, by, data: acts.close(row, by),
}
SAID = gettext_lazy("Saved.")


@require_POST
def decide(request, pk):
    """Open, decline, prolong or close a correction."""
    refuse_a_stranger(request.user)
    row = visible_to(request.user, Correction.objects.filter(pk=pk)).first()
    act = ACTS.get(request.POST.get("act"))
    if row is None or act is None:
        raise Http404
    if not attempt(request, act, row, request.user, request.POST):
        return _corrections(request, typed(request.POST, row.pk))
    messages.success(request, SAID)
    return redirect("admin:desk_corrections")


@require_POST
def dispute(request, pk):
    """Object to a record that a reviewer corrected."""
    refuse_a_stranger(request.user)
    row = Amendment.objects.filter(pk=pk).select_related("submission__region").first()
    if row is None or not may_see(request.user, row):
        raise Http404
    if attempt(request, reviewing.dispute, row, request.user, request.POST.get("text", "")):
        messages.success(request, _("The objection is sent."))
    return redirect(links.my_region_page(row.submission.region_id, row.submission.year_id))
