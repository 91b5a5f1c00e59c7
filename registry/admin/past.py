"""The past of a record and of its parts, for people: who, when, through what, from what to what."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst

from registry import trail, versions
from registry.admin.shown import shown, value_of
from registry.models.base import Record

MOST = 300  # versions on a page, the newest


@dataclass
class Step:
    """One version of a record or of one of its parts."""

    version: object
    when: datetime
    who: str
    through: str
    why: str
    about: str  # "" for the record itself, else the part
    changes: list = field(default_factory=list)  # (label, old or None, new, language or "")

    @property
    def is_addition(self):
        return self.version.history_type == "+"

    @property
    def is_deletion(self):
        return self.version.history_type == "-"


def steps(model, key, own):
    """The Steps of a record, the newest first; `own` are its versions that a person may see."""
    shown = list(own.order_by("-history_id")[:MOST])
    if not shown:
        return []
    found = _of(model, shown)
    for relation in parts_of(model):
        part, whole = relation.related_model, relation.field
        past = while_here(part, whole.name, own).filter(**{whole.attname: key})
        found += _of(part, _newest(past), whole.name)
    return sorted(found, key=lambda step: step.when, reverse=True)[:MOST]


def while_here(part, whole, own):
    """The kept versions (queryset) of parts made while their whole was in a unit of the person's.

    `part` is their model, `whole` the field that leads to the whole, `own` are the versions of it
    that the person may see.
    """
    past = part.history.model.objects.alias(held=trail.whole_at_the_time(part, whole))
    return past.filter(Q(held__in=own.order_by().values("history_id")) | Q(held=None))


def parts_of(model):
    """The relations of a model to the parts that go with its records."""
    return [
        relation
        for relation in model._meta.concrete_model._meta.related_objects
        if relation.on_delete is models.CASCADE and issubclass(relation.related_model, Record)
    ]


def _newest(past):
    return list(past.select_related("history_user").order_by("-history_id")[:MOST])


def _of(model, past, whole=""):
    """The Steps of versions (rows of history, the newest first) of records of one model."""
    fields = [f for f in model.history.model.tracked_fields if f.name not in ("id", whole)]
    fields = [f for f in fields if f.editable] + list(model._meta.many_to_many)
    before, made = {}, []
    for version in reversed(past):
        made.append(_step(version, before.get(version.id), fields, whole and model))
        before[version.id] = version
    return made


def _step(version, before, fields, part):
    about = f"{capfirst(part._meta.verbose_name)}: {_name(version)}" if part else ""
    return Step(
        version,
        version.history_date,
        versions.who(version),
        version.came_through,
        version.history_change_reason or "",
        about,
        _changes(version, before, fields) if version.history_type != "-" else [],
    )


def _name(version):
    """What tells a part from its like: the kind of body, or the year and the month."""
    kind = getattr(version, "get_kind_display", None)
    if kind:
        return str(kind())
    month = getattr(version, "month", None)
    return f"{month:02}.{version.year}" if month else str(version.year)


def _changes(version, before, fields):
    """(label, old, new, language) of each field that differs; of a first version, what it holds."""
    rows = []
    for one in fields:
        old, new = before and value_of(one, before), value_of(one, version)
        if before is None and new in (None, "", []):
            continue
        if before is None or old != new:
            texts = before and shown(one, old), shown(one, new)
            rows.append((capfirst(one.verbose_name), *texts, _language(one)))
    return rows


def _language(field):
    """The language (code) of the texts of a field that has one for each, or ""."""
    code = field.name.rpartition("_")[2]
    return code if code in dict(settings.LANGUAGES) else ""
