"""One year's release: its checklist, its figures, the notes, the two signatures."""

from copy import copy
from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from registry import acts
from registry.admin.portal import DIGITS, YEARS
from registry.languages import CODES
from registry.models import ReportingYear
from registry.returns import Refused
from reports import checklist, releasing
from reports.desk import links
from reports.desk.page import attempt, show, typed
from reports.desk.releases import YearForm, refuse_a_stranger
from reports.models import Release
from reports.signing import too_early
from reports.summary.changes import changes_between


def release(request, year):
    """Show where the release of a year stands; a POST does the act that it names."""
    refuse_a_stranger(request.user)
    is_year = YEARS["min_value"] <= year <= YEARS["max_value"]
    days = ReportingYear.objects.filter(pk=year).first() if is_year else None
    if days is None:
        raise Http404
    if request.method == "POST":
        return _act(request, days)
    return show(request, "release.html", **_context(request.user, days))


def _act(request, days):
    act = ACTS.get(request.POST.get("act"))
    if act is None:
        raise Http404
    said = attempt(request, act, days, request.user, request.POST)
    if not said:
        kept = typed(request.POST, request.POST["act"])
        return show(request, "release.html", **_context(request.user, days, kept), typed=kept)
    messages.success(request, said)
    return redirect("admin:desk_release", days.pk)


def _days(days, by, data):
    form = YearForm(data, instance=copy(days))
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    releasing.open_year(form.instance, by)
    return _("The days are saved.")


def _build(days, by, data):
    return _("%(release)s: the candidate is built.") % {"release": releasing.build(days.pk, by)}


def _notes(days, by, data):
    notes = {language: data.get(f"note_{language}", "") for language in CODES}
    releasing.write_notes(_asked(days, data), by, notes)
    return _("The note is saved.")


def _propose(days, by, data):
    if not data.get("confirm"):
        raise Refused(_("Tick that you have looked at the figures and the warnings."))
    releasing.propose(_asked(days, data), by)
    return _("The release is proposed. Another person approves it.")


def _take_back(days, by, data):
    releasing.take_back(_asked(days, data), by, data.get("reason", ""))
    return _("The release is a candidate again.")


def _approve(days, by, data):
    if not data.get("confirm"):
        raise Refused(_("Tick that you have looked at the figures and the warnings."))
    hour = _hour(data) if data.get("when") == "hour" else None
    found = releasing.approve(_asked(days, data), by, hour)
    if found.state == Release.State.PUBLISHED:
        return _("%(release)s is published.") % {"release": found}
    return _("The release is approved and will be published at its hour.")


def _hour(data):
    try:
        return forms.DateTimeField().clean(data.get("publish_at", ""))
    except forms.ValidationError:
        raise Refused(_("Write the day and the hour of publication.")) from None


def _publish(days, by, data):
    found = releasing.publish_now(_asked(days, data), by)
    return _("%(release)s is published.") % {"release": found}


ACTS = {
    "days": _days,
    "build": _build,
    "notes": _notes,
    "propose": _propose,
    "take_back": _take_back,
    "approve": _approve,
    "publish": _publish,
}


def _asked(days, data):
    """The release that the person saw: another one may be there by now."""
    number = data.get("release", "")
    found = Release.objects.filter(
        year=days.pk, pk=number if number.isdecimal() and len(number) <= DIGITS else None
    ).first()
    if found is None:
        raise Refused(_("The candidate was built again meanwhile. Look at the new one."))
    return found


def _context(user, days, kept=None):
    published = Release.objects.published().filter(year=days.pk).order_by("-number")
    published = list(published.select_related("proposed_by", "approved_by"))
    found = Release.objects.unpublished().filter(year=days.pk).first()
    context = {
        "title": _("Release of %(year)s") % {"year": days.pk},
        "days": days,
        "published": published,
        "log": [(entry, acts.told(entry)) for entry in releasing.log_of(days)],
        "too_early": "" if found or published else too_early(days.pk),
        "may_propose": releasing.may(user, "propose_release"),
        "may_approve": releasing.may(user, "approve_release"),
        "form": _form(days, kept) if releasing.may(user, "open_year") else None,
    }
    if not found:
        return context
    return context | _candidate(user, days, found, context["published"], (kept or {}).get("notes"))


def _form(days, kept):
    """The days of the year, or what a refused form holds of them."""
    return YearForm((kept or {}).get("days"), instance=copy(days))


def _candidate(user, days, found, published, kept):
    candidate = checklist.Candidate(found)
    before = published[0] if published else None
    return {
        "release": found,
        "errors": _with_links(checklist.errors(candidate), found.year),
        "warnings": _with_links(checklist.warnings(candidate), found.year),
        "lines": candidate.summary.country,
        "summary": candidate.summary,
        "before": before,
        "changes": changes_between(before, found) if before else [],
        "is_own": found.proposed_by_id == user.pk,
        "is_missed": found in releasing.missed(),
        "notes": [(code, name, _note(found, code, kept)) for code, name in links.LANGUAGES],
        "soon": _soon(days),
    }


def _note(found, code, kept):
    """A note (str) of a release, or what a refused form holds of it."""
    return kept.get(f"note_{code}", "") if kept else getattr(found, f"note_{code}")


def _soon(days):
    """The hour (datetime) to offer: ten on the planned day, or within the hour to come."""
    next_hour = timezone.localtime().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if days.release_on is None:
        return next_hour
    return max(next_hour, timezone.make_aware(datetime.combine(days.release_on, time(10))))


def _with_links(findings, year):
    return [(finding, links.finding_page(finding, year)) for finding in findings]
