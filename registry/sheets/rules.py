"""What a row must hold to before it is taken: its totals, the rules of its models, the lock."""

from functools import cache

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, UniqueConstraint

from registry import locks
from registry.sheets.messages import Message


def ask(entry, intake):
    """Tell the row (Entry) all that stands against it; the lock is asked when nothing else does."""
    _refuse_wrong_totals(entry)
    for record in [entry.record, *(change.after for change in entry.parts if change.after)]:
        _ask_the_model(entry, record)
    if entry.is_good and entry.table.layout.rule:
        entry.table.layout.rule(entry, intake)
    if entry.is_good:
        _ask_the_lock(entry, intake)


def refuse_taken(entries):
    """R22: what may be there once in the whole registry, and is there in another record.

    R11: and what is there in an earlier row of the file.
    """
    model = entries[0].table.layout.model
    for field in _once(model):
        told = {}
        for entry in (e for e in entries if e.is_good and e.values.get(field.name)):
            first = told.setdefault(entry.values[field.name], entry)
            if first is not entry:
                entry.refuse("R11", field.name, m=first.row.number, what=field.verbose_name)
        rows = model._base_manager.filter(**{f"{field.name}__in": list(told)})
        for value, pk in rows.values_list(field.name, "pk"):
            if pk != told[value].record.pk:
                told[value].refuse("R22", field.name, v=value)


def _once(model):
    """The fields whose values may be there once, by themselves or by a constraint."""
    table = model._meta.concrete_model._meta
    rules = (c for c in table.constraints if isinstance(c, UniqueConstraint))
    names = {rule.fields[0] for rule in rules if len(rule.fields) == 1}
    return [f for f in table.fields if not f.primary_key and (f.unique or f.name in names)]


def _refuse_wrong_totals(entry):
    """R14: a total that its parts do not add up to."""
    layout = entry.table.layout
    if not layout.totals:
        return
    total, field = layout.totals
    parts = [c.name for c in layout.columns if c.part and c.part.name == field]
    numbers = [entry.values[name] or 0 for name in parts if entry.has(name)]
    told = entry.values.get(total)
    if told is not None and told != sum(numbers):
        entry.refuse("R14", total, parts=sum(numbers), total=told)


def _ask_the_model(entry, record):
    """The rules of a model, without those that would ask the database about each row."""
    table = record._meta.concrete_model  # a proxy has neither constraints nor columns of its own
    _tell(entry, record.clean_fields, _left_out(table))
    _tell(entry, record.clean)
    for constraint in _constraints(table):
        _tell(entry, constraint.validate, table, record)


@cache
def _left_out(table):
    return [f.name for f in table._meta.fields if f.is_relation or f.unique or not f.editable]


@cache
def _constraints(table):
    """Those that are not held by how the cells are read, or by the keys."""
    found = table._meta.constraints
    return [c for c in found if isinstance(c, CheckConstraint) and _has_own_words(c)]


def _has_own_words(constraint):
    return constraint.violation_error_message != constraint.default_violation_error_message


def _tell(entry, rule, *arguments):
    try:
        rule(*arguments)
    except ValidationError as error:
        for name, problems in error.update_error_dict({}).items():
            for text in (text for problem in problems for text in problem.messages):
                entry.say(Message("R24", said=text), name)


def _ask_the_lock(entry, intake):
    many = {
        c.name: [c.cell.model(pk=pk) for pk in entry.many.get(c.name, ())]
        for c in entry.table.layout.many
    }
    writes = [(entry.before, entry.record, {name: many[name] for name in entry.many})]
    writes += [(change.before, change.after, None) for change in entry.parts]
    try:
        for before, after, chosen in writes:
            locks.check(before, after, chosen, intake.gate)
    except locks.Locked as locked:
        entry.say(Message("R16", said=locked.messages[0]))
