"""The records of a unit that the rows of a sheet may mean, by their number and by their key."""

from django.db.models import Q

from registry import sections
from registry.sheets import values
from registry.text import search_key


class Stored:
    """The records of the unit that the rows of a table may mean, by number and by key."""

    def __init__(self, layout, intake, table):
        self.layout = layout
        self.columns = [c for c in layout.columns if c.name in layout.identity]
        self.limits = {c.name: getattr(c.cell, "limit", None) for c in self.columns}
        records = list(self._records(layout, intake, table))
        self.by_number = {record.pk: record for record in records}
        self.by_key = {}
        for record in records:
            self.by_key.setdefault(self._key(record), []).append(record)

    def _records(self, layout, intake, table):
        parts = {p.model: p for p in sections.BY_KEY[layout.section].parts if not p.whole}
        part = parts.get(layout.model._meta.concrete_model._meta.label)
        own = {f"{name}__in": kinds for name, kinds in part.where.items()} if part else {}
        records = layout.model._default_manager.filter(region=intake.unit, **own)
        if layout.is_flow:
            records = records.filter(Q(year=intake.year) | Q(pk__in=_numbers(table)))
        links = [c.name for c in layout.columns if hasattr(c.cell, "names")]
        many = [column.name for column in layout.many]
        return (
            records.select_related(*links).prefetch_related(*layout.relations, *many).order_by("pk")
        )

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
