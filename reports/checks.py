"""System checks: the catalogue can be counted, and published figures are guarded."""

from datetime import date

from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import connections
from django.db.models import F, Q, Subquery

from registry.sections import BY_KEY
from reports import immutable
from reports.catalogue import INDICATORS, THEMES
from reports.indicators import leaves

TAG = "catalogue"


@checks.register(TAG)
def check_catalogue(app_configs=None, indicators=INDICATORS, **kwargs):
    """Refuse a code used twice, an unknown theme or section, and a join that multiplies rows."""
    seen, errors = set(), []
    for indicator in indicators:
        for number, text in _faults(indicator, seen):
            errors.append(checks.Error(f"{indicator.code}: {text}", id=f"reports.E00{number}"))
        seen.add(indicator.code)
    return errors


def _faults(indicator, seen):
    if indicator.code in seen:
        yield 1, "this code is used twice."
    if indicator.theme not in THEMES:
        yield 2, f"there is no theme “{indicator.theme}”."
    if indicator.source and indicator.section not in BY_KEY:
        yield 3, f"its source names no section of the return: “{indicator.section}”."
    for path in paths(indicator):
        if not _is_a_field(indicator.source.model, path):
            yield 5, f"“{path}” is no field of the table."
        elif crosses_to_many(indicator.source.model, path):
            yield 4, f"“{path}” joins a relation to many, which counts rows twice."
    if not _is_of_its_parent(indicator.source):
        yield 6, f"its rows do not count in the year of “{indicator.source.parent}”."


def paths(indicator):
    """Every field path (str) that the query of an indicator reads."""
    source = indicator.source
    if source is None:
        return set()
    marks = source.marks(date(2023, 12, 31)) if source.marks else {}
    marked = {name for mark in marks.values() for name in _names(mark)}
    rule = {name for name, _value in leaves(source.in_year(2023, None))}
    chosen = {name for name, _value in leaves(indicator.condition)} - set(marks)
    named = {source.region, source.parent, indicator.measure.field} - {""}
    return marked | rule | chosen | named


def _is_of_its_parent(source):
    """Whether rows with a parent count in the year of that parent: `compute.stretch` needs it."""
    if not source or not source.parent:
        return True
    return (f"{source.parent}__year", 2023) in leaves(source.in_year(2023, None))


def _names(expression):
    """The field paths that an expression names; a subquery joins nothing, and is left out."""
    if isinstance(expression, Q):
        yield from (name for name, _value in leaves(expression))
    elif isinstance(expression, F):
        yield expression.name
    elif not isinstance(expression, Subquery):
        for part in expression.get_source_expressions():
            yield from _names(part)


def _is_a_field(model, path):
    """Whether a path leads over fields of the models to a field, lookups aside."""
    field = None
    for step in path.split("__"):
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:
            return bool(field and (field.get_lookup(step) or field.get_transform(step)))
        model = field.related_model or model
    return True


def crosses_to_many(model, path):
    """Whether a field path of a model passes or ends at a relation to many rows."""
    for step in path.split("__"):
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:  # a lookup such as "lte"
            return False
        if field.one_to_many or field.many_to_many:
            return True
        model = field.related_model or model
    return False


@checks.register(checks.Tags.database)
def check_triggers(app_configs=None, databases=None, **kwargs):
    """Miss aloud the triggers that keep published figures as they are."""
    missing = [name for alias in databases or [] for name in immutable.missing(connections[alias])]
    text = f"Published figures are not guarded, these triggers are missing: {', '.join(missing)}."
    hint = "Run `manage.py migrate`: it puts them back."
    return [checks.Critical(text, hint=hint, id="reports.E010")] if missing else []
