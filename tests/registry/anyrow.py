"""A row of any model, built from its fields alone: a model of tomorrow needs no line here.

The values of the fields are tried in turn until the model's own rules take the row.
"""

from datetime import UTC, date, datetime
from itertools import count, islice, product

from django.core.exceptions import ValidationError
from django.db import models

from registry.models import Region
from registry.sections import SECTIONS
from tests.registry.doors import B

TRIES = 500
FIRST = 7000  # the number of the first row of a table; those of the other unit are odd
NUMBERS = count(1)
DAY = date(2024, 5, 20)
NAMES = {code: dict.fromkeys(["name", "short", "seat"], "any") for code in ("kk", "ru", "en")}
VALUES = [  # a type of field, and what fits it; the first that matches
    (models.BooleanField, lambda field: [False]),
    (models.DateTimeField, lambda field: [datetime(2024, 5, 20, 12, tzinfo=UTC)]),
    (models.DateField, lambda field: [DAY]),
    (models.EmailField, lambda field: [f"one{next(NUMBERS)}@example.kz"]),
    (models.JSONField, lambda field: [NAMES if field.name == "publisher" else {"any": 1}]),
    (models.BinaryField, lambda field: [b"any"]),
    (models.FloatField, lambda field: [1.5]),
    (models.DecimalField, lambda field: ["1"]),
    (models.IntegerField, lambda field: [2024, 1]),
]
SHARED = "Жалпы"


def is_of_a_unit(model):
    """Whether the rows of a model belong to a unit, or name one."""
    return hasattr(model, "region_path") or any(
        field.related_model is Region for field in model._meta.get_fields() if field.concrete
    )


class Rows:
    """One row of each model of one unit (code), all their texts begin with a mark (str)."""

    def __init__(self, unit, mark):
        self.unit, self.mark, self.made = unit, mark, {}

    def __getitem__(self, model):
        if model is Region:
            return Region.objects.get(pk=self.unit)
        if model not in self.made:
            shared = None if is_of_a_unit(model) else model._default_manager.first()
            self.made[model] = shared or self.build(model)
        return self.made[model]

    def build(self, model, **given):
        """A new row of a model; `given` are fields that are settled already."""
        fields = [f for f in model._meta.concrete_fields if f.name not in given and _is_ours(f)]
        choices = [list(self.values(field)) for field in fields]
        for values in islice(product(*choices), TRIES):
            row = model(**self._number(model), **given)
            for field, value in zip(fields, values, strict=True):
                if value is not None:
                    setattr(row, field.name, value)
            if _is_taken(row):
                row.save()
                self._fill(row)
                return row
        raise AssertionError(f"No row of {model.__name__} passes its own rules: see its clean().")

    def _number(self, model):
        """A free number of this unit.  Few numbers serve all tables: an address tries each."""
        if not isinstance(model._meta.pk, models.AutoField):
            return {}
        numbers = count(FIRST + (self.unit == B), 2)
        return {"pk": next(n for n in numbers if not model._base_manager.filter(pk=n).exists())}

    def values(self, field):
        """What to try for a field, the likeliest first; None leaves it as it is."""
        if field.many_to_one or field.one_to_one:
            is_left = field.null and field.blank and field.related_model is not Region
            return [None] if is_left else [self[field.related_model]]
        left = [None] if field.has_default() or field.null or field.blank else []
        if field.choices:
            return [*left, *(value for value, _label in field.flatchoices if value != "")]
        if field.name == "section":
            return [section.key for section in SECTIONS if section.units([self.unit])]
        fits = next((make(field) for kind, make in VALUES if isinstance(field, kind)), None)
        return [*left, *(fits or [self.text(field, self.mark)])]

    def text(self, field, mark):
        word = f"{mark if is_of_a_unit(field.model) else SHARED}{next(NUMBERS)}"
        return word[-field.max_length :] if field.max_length else word

    def _fill(self, row):
        """The relations to many that a form would ask for."""
        for field in row._meta.many_to_many:
            if not field.blank:
                getattr(row, field.name).set([self[field.related_model]])


def _is_ours(field):
    return not (field.generated or isinstance(field, models.AutoField))


def _is_taken(row):
    filled_by_save = [f.name for f in row._meta.concrete_fields if not f.editable]
    kept = [name for name in filled_by_save if row._meta.get_field(name).choices]
    try:
        row.full_clean(exclude=set(filled_by_save) - set(kept))
    except ValidationError:
        return False
    return True
