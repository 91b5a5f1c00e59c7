"""A record as data: what an import keeps of it, to see later changes and to restore it."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from registry.models.base import KeyField

DERIVED = {"counts_from", "counts_until"}


def state_of(record, layout):
    """The fields of a record, its relations to many and its parts (dict, fit for JSON)."""
    state = {"fields": _fields(record)}
    for column in layout.many:
        state[column.name] = sorted(row.pk for row in getattr(record, column.name).all())
    for relation in layout.relations:
        parts = [_fields(part) for part in getattr(record, relation).all()]
        state[relation] = sorted(parts, key=lambda part: part["id"])
    return json.loads(json.dumps(state, cls=DjangoJSONEncoder))


def _fields(record):
    kept = [f for f in record._meta.concrete_fields if not (f.generated or isinstance(f, KeyField))]
    return {f.attname: getattr(record, f.attname) for f in kept if f.attname not in DERIVED}
