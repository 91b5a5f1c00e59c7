"""The records of a unit that the rows of a sheet may mean, by their number and by their key."""

from django.db.models import Q

from registry import sections
from registry.sheets import links, values
from registry.sheets.columns import Link
from registry.text import search_key


def records_of(layout, unit):
    """The records (queryset) of a unit that belong on a sheet, with all that its columns show."""
    label = layout.model._meta.concrete_model._meta.label
    parts = sections.BY_KEY[layout.section].parts
    where = next(part.where for part in parts if part.model == label and not part.whole)
    own = {f"{name}__in": kinds for name, kinds in where.items()}
    linked = [c.name for c in layout.columns if isinstance(c.cell, Link)]
    many = [column.name for column in layout.many] + links.paths(layout)
    records = layout.model._default_manager.filter(region=unit, **own)
    return records.select_related(*linked).prefetch_related(*layout.relations, *many).order_by("pk")


class Stored:
    """The records that the rows of a table may mean.  Reads them once."""

    def __init__(self, layout, intake, table):
        self.columns = [c for c in layout.columns if c.name in layout.identity]
        self.limits = {c.name: getattr(c.cell, "limit", None) for c in self.columns}
        records = intake.records(layout)
        if layout.is_flow:
            records = records.filter(Q(year=intake.year) | Q(pk__in=_numbers(table)))
        self.by_number = {record.pk: record for record in records}
        self.by_key = {}
        for record in self.by_number.values():
            self.by_key.setdefault(self._key(record), []).append(record)

    def _key(self, record):
        return tuple(self._folded(c.name, getattr(record, c.name)) for c in self.columns)

    def key_of_values(self, found):
        """The key of a row's values (dict), or None while some of them are missing."""
        if any(c.name not in found for c in self.columns):
            return None
        return tuple(self._folded(c.name, found[c.name]) for c in self.columns)

    def _folded(self, name, value):
        if hasattr(value, "_meta"):
            return value.pk or id(value)
        return search_key(value)[: self.limits[name]] if isinstance(value, str) else value


def _numbers(table):
    """The numbers that the rows of a table name, as far as they can be read."""
    place = next((n for n, column in table.columns.items() if column.name == "number"), None)
    cells = [row.cells[place] for row in table.rows if place in row.cells]
    return [n for cell in cells if (n := _number(cell)) is not None]


def _number(cell):
    try:
        return values.count(cell)
    except ValueError:
        return None
