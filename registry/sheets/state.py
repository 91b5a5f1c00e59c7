"""A record as data: what an import keeps of it, to see later changes and to restore it."""

import json

from django.core.serializers.json import DjangoJSONEncoder

ENCODER = DjangoJSONEncoder()


def state_of(record, layout):
    """The fields of a record, its relations to many and its parts (dict, fit for JSON)."""
    state = {"fields": _fields(record), "links": _links(record, layout)}
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


def link_of(relation, pk):
    """The key (str) in "links" of what a part leads to."""
    return f"{relation} {pk}"


def is_as_kept(state, kept):
    """Whether a state is the kept one.  Imports of former versions kept no links of parts."""
    return all(state.get(name) == value for name, value in kept.items())


def forget_gone(states):
    """Take out of kept states ([(model, state)]) what parts led to and is gone since.

    Nobody can name it again, and that it went is no change of the record.
    """
    named = {}
    for model, state in states:
        for part, name, keys in _named(state):
            named.setdefault(_led_to(model, part, name), set()).update(keys)
    there = {model: _existing(model, sorted(keys)) for model, keys in named.items()}
    for model, state in states:
        kept = {}
        for part, name, keys in _named(state):
            if left := [key for key in keys if key in there[_led_to(model, part, name)]]:
                kept.setdefault(part, {})[name] = left
        if "links" in state:
            state["links"] = kept


def _named(state):
    links = state.get("links", {})
    return [(part, name, keys) for part, to in links.items() for name, keys in to.items()]


def _led_to(model, part, name):
    relation = part.split()[0]
    related = model._meta.get_field(relation).related_model
    return related._meta.get_field(name).related_model


def _existing(model, keys):
    found = set()
    for start in range(0, len(keys), 500):
        some = model._base_manager.filter(pk__in=keys[start : start + 500])
        found |= set(some.values_list("pk", flat=True))
    return found


def _links(record, layout):
    """{part: {relation to many: keys}} of parts that lead to records: structures at an event."""
    found = {}
    for relation in layout.relations:
        for part in (part for part in getattr(record, relation).all() if part.pk):
            for field in part._meta.many_to_many:
                if keys := sorted(row.pk for row in getattr(part, field.name).all()):
                    found.setdefault(link_of(relation, part.pk), {})[field.name] = keys
    return found


def _plain(value):
    """A value as JSON gives it back: a day becomes a text."""
    is_plain = value is None or isinstance(value, str | int | float)
    return value if is_plain else json.loads(ENCODER.encode(value))


def _fields(record):
    """The fields that somebody enters: what follows from them is not kept."""
    fields = record._meta.concrete_fields
    return {f.attname: _plain(getattr(record, f.attname)) for f in fields if f.editable}
