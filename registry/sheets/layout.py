"""One sheet of a section: its columns, and by what a record is known."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from registry import sections
from registry.sheets.columns import Column, Count, Several, Unit, column

NUMBER = Column("number", "№", Count(), is_kept=False)
UNIT = Column("region", _("reporting unit"), Unit(), is_kept=False)


@dataclass(frozen=True, eq=False)
class Layout:
    """One sheet: the records of one model."""

    key: str
    section: str
    model: type
    title: str
    columns: tuple
    identity: tuple  # names of the columns by which a record without a number is known
    where: dict = field(default_factory=dict)  # what is the same for all its records
    can_repeat: bool = False  # equal rows are different records
    totals: tuple = ()  # name of the column of totals, and of the field that they add up
    is_flow: bool = False
    leading: tuple = (NUMBER, UNIT)
    rule: Callable | None = None  # what else a good row must hold to: rule(entry, intake)
    doubt: Callable | None = None  # what to say of the good rows: doubt(entries, intake)

    @property
    def all_columns(self):
        return (*self.leading, *self.columns)

    @cached_property
    def relations(self):
        """The parts of a record that the sheet writes (names of relations)."""
        return tuple(dict.fromkeys(c.part.relation for c in self.columns if c.part))

    def known_by(self):
        """The headings (str) of the columns by which a record is known."""
        return ", ".join(str(c.header) for c in self.columns if c.name in self.identity)

    def sheet_title(self):
        """The name of its sheet (str): Excel allows 31 letters."""
        return capfirst(str(self.title))[:31].strip()

    @cached_property
    def many(self):
        """The columns of relations to many."""
        return tuple(c for c in self.columns if isinstance(c.cell, Several))


def layout(key, section, model, columns, identity, **more):
    """The Layout of a model in a section; the only one of a section has the section's name."""
    own = sections.BY_KEY[section].label if key == section else model._meta.verbose_name_plural
    return Layout(key, section, model, more.pop("title", own), columns, identity, **more)


def fields(model, *names, **cells):
    """The columns of fields of a model; `cells` says how some of them are read."""
    return tuple(column(model, name, cells.get(name)) for name in names)


def changed(layout, **changes):
    """The Layout with some of its columns (by name) changed."""
    columns = (replace(c, **changes.get(c.name, {})) for c in layout.columns)
    return replace(layout, columns=tuple(columns))
