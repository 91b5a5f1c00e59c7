"""A corrected record as the pages show it: each field with its old and new value."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from registry.models import Amendment, BodyKind, Participation
from registry.sections import label_of


@dataclass(frozen=True)
class Shown:
    row: Amendment
    section: str
    changes: list  # (label, old, new)


def shown(amendment):
    """An Amendment with its section and fields in words."""
    kept = amendment.changes if isinstance(amendment.changes, list) else []
    changes = [_words(amendment.model, *change) for change in kept]
    return Shown(amendment, label_of(amendment.section), changes)


def _words(model, name, old, new):
    """The label of a field, and its values as people read them; choices in the page's language."""
    if name.startswith("body_"):
        roles = dict(Participation.Role.choices)
        return BodyKind(name[5:]).label, roles.get(old, old), roles.get(new, new)
    whole, _dot, name = name.rpartition(".")
    try:
        field = apps.get_model(whole or model)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return name, old, new
    labels = {str(value): label for value, label in field.flatchoices or []}
    return field.verbose_name, labels.get(old, old), labels.get(new, new)
