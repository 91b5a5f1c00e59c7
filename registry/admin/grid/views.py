"""The pages of the grid: the table itself, and the past of a structure's numbers."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry import locks, returns
from registry.access import regions_of
from registry.admin.grid import lines, saving
from registry.admin.grid.past import Past
from registry.admin.grid.table import Table, state_of
from registry.admin.portal import YEARS
from registry.limits import LIMITS
from registry.models import PROXIES
from registry.sections import label_of


def grid(request, unit, year, section):
    """Show a page of the grid; a POST saves it, or does the act that it names."""
    state = _state(request.user, unit, year, section)
    if request.method != "POST":
        return _show(request, Table(request.user, state, _page(request.GET)))
    if not _may_write(request.user, state):
        raise PermissionDenied
    return ACTS.get(request.POST.get("act"), _save)(request, state)


def past(request, unit, year, section, pk):
    """Who changed the numbers of a structure for the year, when, through what."""
    state = _state(request.user, unit, year, section)
    structure = next((s for s in Table(request.user, state).structures if s.pk == pk), None)
    if structure is None:
        raise Http404
    context = {"title": _("Changes of the numbers"), "past": Past(structure, year, request.user)}
    return _render(request, "past.html", state, **context)


def _state(user, unit, year, section):
    """The section of a return that a person may see (SectionState), 404 for any other."""
    if not user.has_perm("registry.view_headcount"):
        raise PermissionDenied
    is_year = YEARS["min_value"] <= year <= YEARS["max_value"]
    is_own = is_year and regions_of(user).filter(pk=unit).exists()
    found = state_of(unit, year, section) if is_own else None
    if found is None:
        raise Http404
    return found


def _may_write(user, state):
    models = ("headcount", "materialcount")
    acts = [f"registry.{act}_{model}" for act in ("add", "change", "delete") for model in models]
    return returns.may_submit(user, state.submission.region) and user.has_perms(acts)


def _page(asked, name="page"):
    """The number of the page that is asked for (int); the first for anything odd."""
    text = asked.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 5 else 1


# Acts


def _save(request, state):
    page = _page(request.POST)
    try:
        outcome = saving.save(request.user, state, page, request.POST)
    except locks.Locked as locked:
        return _show_typed(request, state, page, locked.messages[0])
    if outcome.refused:
        fresh = Table(request.user, state, page)
        saving.carry(outcome, fresh)
        return _show(request, fresh, outcome)
    messages.success(request, _said(outcome.saved))
    return redirect(f"{request.path}?page={_page(request.POST, 'next')}")


def _said(saved):
    text = ngettext("%d number is saved.", "%d numbers are saved.", saved) % saved
    return text if saved else _("Nothing was changed.")


def _show_typed(request, state, page, refusal):
    """The section was sent meanwhile: show what was typed, saved it cannot be."""
    messages.error(request, refusal)
    table = Table(request.user, state, page)
    saving.typed_into(table, request.POST)
    return _show(request, table, status=409)


def _fill(request, state):
    """Last year's numbers stand in the empty fields, to be looked at and saved."""
    table = Table(request.user, state, _page(request.POST))
    saving.typed_into(table, request.POST)
    for line in table.lines.values():
        if line.typed and not any(map(str.strip, line.typed)) and line.was[0] is not None:
            line.typed = str(line.was[0]), ""  # a reason is of its year, and not beside a number
    messages.warning(request, _("The empty fields hold last year's numbers. Nothing is saved yet."))
    return _show(request, table)


def _keep(request, state):
    """Nothing changed since last year: the headcounts are copied, the section is done."""
    try:
        returns.keep(state, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The numbers of last year are copied; the section is done."))
    return redirect(request.path)


ACTS = {"fill": _fill, "keep": _keep}


# Pages


def _show(request, table, outcome=None, status=200):
    state = table.state
    may_write = _may_write(request.user, state) and not state.is_locked
    may_keep = may_write and table.section.is_of_stocks and state.state == state.State.OPEN
    context = {
        "title": table.section.label,
        "table": table,
        "outcome": outcome,
        "seen": saving.seen(table),
        "lock": locks.sentence(state) if state.is_locked else "",
        "may_write": may_write,
        "may_keep": may_keep,
        "why_not_kept": returns.why_not_kept(table.section, table.regions, table.year)
        if may_keep
        else "",
        "saved_moment": _moment(table.saved_at),
        "adding": _form_for(table),
        "is_typed": any(line.typed for line in table.lines.values()),
        "limits": LIMITS,
        "sentences": {"size": lines.odd_size(), "jump": lines.jump()},
    }
    return _render(request, "grid.html", state, status, **context)


def _moment(moment):
    """The time of a save (str), with its day unless that is today; "" for None."""
    if moment is None:
        return ""
    here = timezone.localtime(moment)
    is_today = here.date() == timezone.localdate()
    return date_format(here, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")


def _form_for(table):
    """The address of an empty form for a structure of the section."""
    name = PROXIES[table.section.kind]._meta.model_name
    return reverse(f"admin:registry_{name}_add") + f"?region={table.unit}"


def _render(request, name, state, status=200, **context):
    returned = state.submission
    context |= {"state": state, "unit": returned.region, "year": returned.year_id}
    context["section_label"] = label_of(state.section)
    frame = admin.site.each_context(request)
    return render(request, f"admin/grid/{name}", frame | context, status=status)
