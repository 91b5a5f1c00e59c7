"""What the parts of a record lead to: the structures that are named at an event.

No cell of a file names them.  An import that empties a part keeps them to bring them back.
"""


def paths(layout):
    """The paths (list of str) from a record over its parts to what these lead to."""
    parts = [(name, layout.model._meta.get_field(name).related_model) for name in layout.relations]
    return [f"{name}__{field.name}" for name, part in parts for field in part._meta.many_to_many]


def of(record, layout):
    """{part: {relation to many: keys}} of parts that lead to records: structures at an event."""
    found = {}
    for relation in layout.relations:
        for part in (part for part in getattr(record, relation).all() if part.pk):
            for field in part._meta.many_to_many:
                if keys := sorted(row.pk for row in getattr(part, field.name).all()):
                    found.setdefault(key_of(relation, part.pk), {})[field.name] = keys
    return found


def key_of(relation, pk):
    """The key (str) of a part among the links of a state."""
    return f"{relation} {pk}"


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
