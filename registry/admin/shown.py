"""Values of records as people read them: on the page of a conflict, in the history."""

from datetime import date

from django.utils.translation import gettext as _

NOTHING = "–"


def shown(field, value):
    """A value of a model field (as it is stored; keys for relations) as a text."""
    if value in (None, "", []):
        return NOTHING
    if field.is_relation:
        return _names(field.related_model, value if field.many_to_many else [value])
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _names(model, keys):
    found = model._base_manager.in_bulk(keys)
    return ", ".join(str(found.get(key, f"№ {key}")) for key in keys)


def value_of(field, record):
    """What a record, or a version of one, holds in a field: keys for relations."""
    if not field.many_to_many:
        return getattr(record, field.attname)
    rows = getattr(record, field.name)
    is_version = rows.model is not field.related_model
    key = f"{field.m2m_reverse_field_name()}_id" if is_version else "pk"
    return sorted(rows.values_list(key, flat=True))
