"""Who did what: the acts of people, filtered by year, unit and person, a page at a time."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import AutoField, IntegerField
from django.urls import NoReverseMatch
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry import acts, audit
from registry.admin.shown import NOTHING, shown
from registry.models import ImportBatch, ListExport, Region, ReportingYear
from registry.sections import label_of
from reports.desk import links
from reports.desk.page import show

PARTS = ("structure", "club", "event")
SHOWN = 12  # changed fields of one act


@dataclass(frozen=True)
class Line:
    """One act in words."""

    moment: object
    person: str
    unit: str
    what: str
    about: str
    url: str
    changes: list  # (label, old, new)
    why: str


def trail(request):
    """A page of the audit; nothing on it can be edited."""
    user = request.user
    if not (user.has_perm("registry.audit_submission") or user.has_perm("registry.change_user")):
        raise PermissionDenied
    people, units = list(audit.people(user)), list(audit.units(user))
    years = list(ReportingYear.objects.all())
    year = _chosen(years, request.GET.get("year"))
    unit, person = (_chosen(of, request.GET.get(n)) for of, n in ((units, "unit"), (people, "who")))
    asked = audit.Asked(user, year and year.pk, unit and unit.pk, person)
    acts, after = audit.page(asked, audit.Place.read(request.GET.get("before")))
    names = {one.pk: one.short_name for one in Region.objects.all()}
    kept = {"year": year and year.pk, "unit": unit and unit.pk, "who": person and person.pk}
    query = {name: value for name, value in kept.items() if value}
    context = {
        "title": _("Who did what"),
        "lines": [_line(act, names) for act in acts],
        "years": years,
        "units": units,
        "people": people,
        "chosen": {"year": year, "unit": unit, "who": person},
        "is_first": "before" not in request.GET,
        "first": f"?{urlencode(query)}",
        "older": after and f"?{urlencode(query | {'before': str(after)})}",
    }
    return show(request, "trail.html", **context)


def _chosen(things, text):
    return next((thing for thing in things if str(thing.pk) == text), None)


def _line(act, names):
    told = {ImportBatch: _of_import, ListExport: _of_export, LogEntry: _of_log}
    what, about, url, changes, why = told.get(type(act.row), _of_version)(act)
    return Line(
        moment=act.place.moment,
        person=str(act.person or ""),
        unit=names.get(act.unit, ""),
        what=what,
        about=about,
        url=url,
        changes=changes[:SHOWN],
        why=why,
    )


def _of_version(act):
    row = act.row
    words = {"+": _("Added"), "~": _("Changed"), "-": _("Deleted")}
    record = row.instance
    whole = next((name for name in PARTS if hasattr(record, f"{name}_id")), None)
    model = row.instance_type
    about, url = _about(row, record, whole)
    name = capfirst(model._meta.verbose_name)
    is_gone = row.history_type == "-" and not whole
    changes = _changes(act) if act.before else _numbers(row) if whole else []
    return words[row.history_type], f"{name}: {about}", "" if is_gone else url, changes, _why(row)


def _about(row, record, whole):
    """The name of a record, and its page; a part's is that of its whole."""
    try:
        if whole:
            setattr(record, whole, getattr(row, whole))  # read with the row
        owner = getattr(record, whole) if whole else record
        return str(record), links.record_page(owner)
    except ObjectDoesNotExist:
        return f"№ {record.pk}", ""
    except NoReverseMatch:
        return str(record), ""


def _why(row):
    """Through what it was done, and why."""
    return ". ".join(filter(None, [row.came_through, row.history_change_reason]))


def _changes(act):
    """Each field that a version changed, old and new, as people read them."""
    found = []
    for field in act.row.instance_type._meta.concrete_fields:
        old, new = (getattr(x, field.attname, None) for x in (act.before, act.row))
        if old != new and field.name not in ("counts_from", "counts_until"):
            found.append((capfirst(field.verbose_name), _text(field, old), _text(field, new)))
    return found


def _numbers(row):
    """The numbers of a part that was added, a headcount's of the grid too, as people read them."""
    if row.history_type != "+":
        return []
    fields = [f for f in row.instance_type._meta.concrete_fields if _is_number(f)]
    told = [(f, getattr(row, f.attname, None)) for f in fields]
    return [(capfirst(f.verbose_name), NOTHING, shown(f, n)) for f, n in told if n is not None]


def _is_number(field):
    is_number = isinstance(field, IntegerField) and not isinstance(field, AutoField)
    return is_number and field.name not in ("year", "month") and not field.generated


def _text(field, value):
    """A value in words; a key of another record stays one: a page of names would ask for each."""
    return str(value or NOTHING) if field.is_relation else shown(field, value)


def _of_import(act):
    batch = act.row
    section = label_of(batch.section)
    counts = _("added %(added)d, updated %(updated)d, unchanged %(unchanged)d") % vars(batch)
    undone = _("undone") if batch.undone_at else ""
    return _("Import"), f"№ {batch}, {section}, {batch.file_name}", "", [], f"{counts} {undone}"


def _of_export(act):
    row = act.row
    name = capfirst(apps.get_model(row.model)._meta.verbose_name_plural)
    rows = ngettext("%(n)d row", "%(n)d rows", row.rows) % {"n": row.rows}
    return _("Export"), f"{name}, {row.form}: {rows}", "", [], urlencode(row.asked)


def _of_log(act):
    entry = act.row
    model = entry.content_type and entry.content_type.model_class()
    name = capfirst(model._meta.verbose_name) if model else ""
    words = {1: _("Added"), 2: _("Changed"), 3: _("Deleted")}
    is_an_act = entry.change_message and not entry.change_message.startswith("[")
    what = "" if is_an_act else words.get(entry.action_flag, "")
    return what, f"{name}: {entry.object_repr}", "", [], acts.told(entry)
