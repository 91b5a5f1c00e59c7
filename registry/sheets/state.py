"""A record as data: what an import keeps of it, to see later changes and to restore it."""

import json

from django.core.serializers.json import DjangoJSONEncoder


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
    """The fields that somebody enters: what follows from them is not kept."""
    fields = record._meta.concrete_fields
    return {f.attname: getattr(record, f.attname) for f in fields if f.editable}
