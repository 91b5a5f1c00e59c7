"""One row of a file and what it would do to the registry: nothing yet."""

import copy
from dataclasses import dataclass, field

from registry.sheets.messages import Message

ADD, UPDATE, SAME = "add", "update", "same"


@dataclass
class PartChange:
    """A part of a record (a participation, the members of a year) before and after; or None."""

    relation: str
    before: object
    after: object


@dataclass
class Entry:
    """A row: its cells as values, the record as it would be, and as it is stored."""

    table: object  # headings.Table
    row: object  # reader.Row
    values: dict = field(default_factory=dict)  # name of the column: value
    unread: dict = field(default_factory=dict)  # name of the column: (cell, Message of why)
    record: object = None
    before: object = None
    parts: list = field(default_factory=list)
    many: dict = field(default_factory=dict)  # name of a relation to many: keys, as they would be
    action: str = SAME
    is_own_changed: bool = False  # fields of the record itself, not of its parts
    messages: list = field(default_factory=list)

    @property
    def is_good(self):
        return not any(message.stops for message in self.messages)

    @property
    def place(self):
        """Its sheet and row number, by which it is found in the same file again."""
        return self.table.sheet.name, self.row.number

    @property
    def warnings(self):
        return [message for message in self.messages if message.kind == "W"]

    def say(self, message, name=None):
        """Keep a message about this row, or about its cell in a column (name)."""
        self.messages.append(message.at(self.table.place(self.row, name)))

    def refuse(self, code, name=None, **values):
        self.say(Message(code, values), name)

    def has(self, name):
        """Whether the file has a column (name)."""
        return name in self.values

    def changes(self, intake):
        """(heading, stored text, new text) of each cell that would change something."""
        rows = []
        for column in self.table.columns.values():
            if column.is_kept and self.has(column.name):
                old, new = current(self.before, column, intake.year), self.values[column.name]
                if not is_equal(old, new):
                    show = column.cell.show
                    going = self._going(column, new, intake.year)
                    was = f"{show(old, intake)} ({going})" if going else show(old, intake)
                    rows.append((column.headings()[0], was, show(new, intake)))
        return rows

    def _going(self, column, new, year):
        """What a part leads to (str), where the part goes: no cell of the file names it."""
        if not (column.part and self.before and new in (None, "")):
            return ""
        part = part_of(self.before, column.part, year)
        fields = part._meta.many_to_many if part and part.pk else ()
        names = [str(row) for field in fields for row in getattr(part, field.name).all()]
        return ", ".join(names)


def current(record, column, year):
    """What a record (or None) holds in a column."""
    if record is None:
        return column.cell.empty
    if column.part:
        part = part_of(record, column.part, year)
        return getattr(part, column.part.name) if part else column.cell.empty
    if column.cell.is_many:
        return tuple(sorted(row.pk for row in getattr(record, column.name).all()))
    return getattr(record, column.name)


def part_of(record, part_column, year):
    """The stored part of a record (PartOf) in a year, or None.  The parts were read before."""
    return _picked(getattr(record, part_column.relation).all(), part_column.picked(year))


def _picked(parts, wanted):
    """Of some parts the one with the wanted values (dict), or None."""
    for part in parts:
        if all(getattr(part, name) == value for name, value in wanted.items()):
            return part
    return None


def is_equal(old, new):
    """Whether two values of a cell are the same; two records are by their number."""
    if hasattr(old, "_meta") and hasattr(new, "_meta"):
        return old is new or (old.pk is not None and old.pk == new.pk)
    return old == new


def changed_parts(entry, year):
    """The PartChanges of a row: parts that its cells add, change or empty."""
    relations = entry.table.layout.relations if entry.before else ()
    stored = {name: list(getattr(entry.before, name).all()) for name in relations}
    found = (
        _change(entry, relation, picked, columns, _picked(stored.get(relation, ()), picked))
        for relation, picked, columns in entry.table.parts(year)
    )
    return [change for change in found if change]


def _change(entry, relation, picked, columns, before):
    values = entry.values
    is_empty = all(values.get(column.name) in (None, "") for column in columns)
    if is_empty and before is None:
        return None
    new = {c.part.name: values[c.name] for c in columns if c.name in values}
    if not new or _is_same(before, new):
        return None
    after = None if is_empty else _made(entry, relation, picked, before, new)
    return PartChange(relation, before, after)


def _is_same(part, new):
    return part and all(getattr(part, name) == value for name, value in new.items())


def _made(entry, relation, picked, before, new):
    to = entry.record._meta.get_field(relation)
    part = copy.copy(before) if before else to.related_model(**picked)
    setattr(part, to.field.name, entry.record)
    for name, value in new.items():
        setattr(part, name, value)
    return part
