"""A record as data: what an import keeps of it, to see later changes and to restore it."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from registry.sheets import links

ENCODER = DjangoJSONEncoder()


def state_of(record, layout):
    """The fields of a record, its relations to many and its parts (dict, fit for JSON)."""
    state = {"fields": _fields(record), "links": links.of(record, layout)}
    for column in layout.many:
        state[column.name] = sorted(row.pk for row in getattr(record, column.name).all())
    for relation in layout.relations:
        parts = [_fields(part) for part in getattr(record, relation).all()]
        state[relation] = sorted(parts, key=lambda part: part["id"])
    return state


def state_of_new(entry, layout):
    """The same of a record that was made a moment ago (Entry), without asking the database."""
    state = {"fields": _fields(entry.record), "links": {}}
    state |= {relation: [] for relation in layout.relations}
    for change in entry.parts:
        state[change.relation].append(_fields(change.after))
    for relation in layout.relations:
        state[relation].sort(key=lambda part: part["id"])
    return state


def is_as_kept(state, kept):
    """Whether a state is the kept one.  Imports of former versions kept no links of parts."""
    return all(state.get(name) == value for name, value in kept.items())


def _plain(value):
    """A value as JSON gives it back: a day becomes a text."""
    is_plain = value is None or isinstance(value, str | int | float)
    return value if is_plain else json.loads(ENCODER.encode(value))


def _fields(record):
    """The fields that somebody enters: what follows from them is not kept."""
    fields = record._meta.concrete_fields
    return {f.attname: _plain(getattr(record, f.attname)) for f in fields if f.editable}
