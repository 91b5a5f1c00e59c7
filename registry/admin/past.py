"""The past of a record and of its parts, for people: who, when, through what, from what to what."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst

from registry import versions
from registry.admin.shown import shown, value_of
from registry.models.base import Record

MOST = 300  # versions on a page, the newest
EVER = datetime(1900, 1, 1, tzinfo=UTC)


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
    is_here = while_here(model, key, own)
    own = list(own.order_by("-history_id")[:MOST])
    if not own:
        return []
    found = _of(model, own)
    for relation in parts_of(model):
        past = relation.related_model.history.model.objects.filter(
            is_here, **{relation.field.attname: key}
        )
        found += _of(relation.related_model, _newest(past), relation.field.name)
    return sorted(found, key=lambda step: step.when, reverse=True)[:MOST]


def while_here(model, key, own):
    """The versions (Q) of parts made while the whole was in a unit of the person's.

    `own` are the versions of the whole that the person may see: a part names no unit, so what it
    was before its whole came, or after it left, is told by time.  The oldest version says how it
    was before, too.
    """
    mine, found, since = set(own.values_list("history_id", flat=True)), Q(pk__in=[]), None
    every = model.history.model.objects.filter(id=key).order_by("history_id")
    rows = list(every.values_list("history_id", "history_date"))
    for place, (version, moment) in enumerate(rows):
        if version not in mine:
            found |= Q(history_date__gte=since, history_date__lt=moment) if since else Q(pk__in=[])
            since = None
        elif since is None:
            since = moment if place else EVER
    since = since or (None if rows else EVER)
    return found | Q(history_date__gte=since) if since else found


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
