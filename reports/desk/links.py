"""Where the pages of the desk lead: lists and forms of the back office, filtered to one return."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.models import PROXIES
from registry.models.base import Flow, Stock
from registry.sections import BY_KEY

LANGUAGES = settings.LANGUAGES


@dataclass(frozen=True)
class Link:
    label: str
    url: str


def models_of(section):
    """The models whose lists and forms fill a section, the main one first."""
    if section.kind:
        return [PROXIES[section.kind]]
    models = [apps.get_model(part.model) for part in section.parts]
    return [model for model in models if model in admin.site._registry]


def list_of(model, unit, year):
    """The address of the list of a model's records that a unit (code) reports in a year (int)."""
    asked = {"region__code__exact": unit}
    if issubclass(model, Flow):
        asked["year"] = year
    elif issubclass(model, Stock):
        asked["state"] = year if year < timezone.localdate().year else "open"
    return f"{_page(model, 'changelist')}?{urlencode(asked)}"


def form_for(model, unit, year):
    """The address of an empty form for a record of a unit (code) in a year (int)."""
    return f"{_page(model, 'add')}?{urlencode({'region': unit, 'year': year})}"


def record_page(record):
    """The address of a record's form; a structure's is that of its kind."""
    model = PROXIES.get(getattr(record, "kind", None), type(record))
    return reverse(f"admin:registry_{model._meta.model_name}_change", args=[record.pk])


def lists(section, unit, year):
    """Links to all lists of a section."""
    return [
        Link(capfirst(model._meta.verbose_name_plural), list_of(model, unit, year))
        for model in models_of(section)
    ]


def forms(section, unit, year):
    """Links to an empty form of each model of a section."""
    return [
        Link(capfirst(model._meta.verbose_name), form_for(model, unit, year))
        for model in models_of(section)
    ]


def my_region_page(unit, year):
    return f"{reverse('admin:desk_my_region')}?{urlencode({'unit': unit, 'year': year})}"


def submit_page(unit, year):
    return reverse("admin:desk_submit", args=[unit, year])


def section_page(unit, year, key):
    return reverse("admin:desk_section", args=[unit, year, key])


def finding_page(finding, year):
    """Where a finding of the checklist is mended (an address), or ""."""
    if finding.where == "return":
        return reverse("admin:desk_review", args=[finding.key, year])
    if finding.where == "differences":
        return f"{reverse('admin:reports_reportedvalue_differences')}?{urlencode({'year': year})}"
    if finding.where == "press":
        return reverse("admin:reports_presstemplate_changelist")
    if finding.where == "figure":
        return f"#{finding.key}"
    return f"#{finding.where}" if finding.where else ""


def import_page(unit, year, key):
    """The address of the import of a section."""
    return reverse("admin:import_section", args=[unit, year, key])


def grid_page(unit, year, key):
    """The address of the yearly grid of a section of structures, "" for any other."""
    return reverse("admin:grid", args=[unit, year, key]) if BY_KEY[key].kind else ""


def undo_page(batch):
    """The address that undoes an import, or "" where it is undone."""
    return "" if batch.undone_at else reverse("admin:import_undo", args=[batch.pk])


def action(line, unit, year, may_write):
    """The one thing to do with a section (Row) now: a Link."""
    main = models_of(line.section)[0]
    page, grid = section_page(unit, year, line.key), grid_page(unit, year, line.key)
    if may_write and line.state.open_until:
        return Link(_("Correct"), page)
    if not may_write or line.is_ready and not line.faults:
        return Link(_("View"), list_of(main, unit, year))
    if line.is_given_back:
        return Link(_("Correct"), page)
    if line.stage == "not_started" and line.section.is_of_stocks:
        return Link(_("Start from last year"), grid or page)
    if grid and not line.is_empty:
        return Link(_("Fill in the table"), grid)
    return Link(_("Correct"), page) if line.faults else Link(_("Add"), form_for(main, unit, year))


def _page(model, name):
    return reverse(f"admin:registry_{model._meta.model_name}_{name}")
