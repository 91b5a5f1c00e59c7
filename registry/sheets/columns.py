"""What a cell of a column may be, and how it is read and shown.

A column names a field of the record, or a field of one of its parts (the members of a year, the
role of a kind of body at an event).  The rest follows from the model.
"""

from dataclasses import dataclass, field

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import override

from registry.languages import CODES
from registry.sheets import values
from registry.sheets.messages import Problem


@dataclass(frozen=True, eq=False)
class PartOf:
    """A field of the one part of a record that `key` picks, of the reported year if it is yearly.

    `ago` is the number of years before that one.
    """

    relation: str
    name: str
    key: dict = field(default_factory=dict)
    is_yearly: bool = False
    ago: int = 0

    def picked(self, year):
        """The fields (dict) by which the part is found and made."""
        return self.key | ({"year": year - self.ago} if self.is_yearly else {})


class Cell:
    """How the cells of a column are read: `read` gives the value, `show` the text for people."""

    empty = None
    is_many = False

    def read(self, value, intake):
        raise NotImplementedError

    def show(self, value, intake):
        return value

    def words(self, intake):
        """The list (Words) that a cell is chosen from, or None."""
        return None


@dataclass(frozen=True)
class Text(Cell):
    limit: int | None = None
    empty = ""

    def read(self, value, intake):
        return values.text(value, self.limit)


class Count(Cell):
    def read(self, value, intake):
        return values.count(value)


class Anything(Cell):
    """A cell that only helps people: nobody reads it."""

    def read(self, value, intake):
        return value


@dataclass(frozen=True)
class Day(Cell):
    """A day.  `rule`: "in" the reported year, "until" its end, "past", or "any"."""

    rule: str = "past"

    def read(self, value, intake):
        today = None if self.rule == "any" else intake.today
        found = values.within(value, intake.year if self.rule == "in" else None, today)
        if self.rule == "until" and found.year > intake.year:
            raise Problem("R06", v=values.shown(found), year=intake.year)
        return found


@dataclass(frozen=True)
class Choice(Cell):
    choices: tuple  # of (value, lazy word)
    empty = ""

    def read(self, value, intake):
        return values.choice(value, self.words(intake))

    def show(self, value, intake):
        return self.words(intake).word(value) or ""

    def words(self, intake):
        return intake.words(id(self), lambda: in_languages(self.choices))


def in_languages(choices):
    """(word, value) of choices in the language of the page first, then in the others."""
    pairs = [(str(word), value) for value, word in choices]
    for language in CODES:
        with override(language):
            pairs += [(str(word), value) for value, word in choices]
    return [*pairs, *((str(value), value) for value, _word in choices)]


@dataclass(frozen=True)
class Unit(Cell):
    """The reporting unit: it can only be the one whose file this is."""

    def read(self, value, intake):
        text = values.plain(value)
        found = self.words(intake).find(text)
        if intake.unit.pk in found:
            return intake.unit
        raise Problem("R09", v=text, own=intake.unit.name)

    def show(self, value, intake):
        return intake.unit.name

    def words(self, intake):
        return intake.words("units", lambda: intake.names_of_regions())


@dataclass(frozen=True)
class Place(Unit):
    """A region where something happened, of those that the person may name."""

    def read(self, value, intake):
        pk = values.choice(value, self.words(intake))
        return intake.regions[pk]

    def show(self, value, intake):
        return value.name if value else ""

    def words(self, intake):
        return intake.words("places", lambda: intake.names_of_regions(intake.places))


@dataclass(frozen=True)
class Link(Cell):
    """Another record of the person's own units: by its name, or by its number, as № 12."""

    model: type
    names: tuple = ("name",)

    def read(self, value, intake):
        return intake.links(self).find(values.text(value))

    def show(self, value, intake):
        return intake.links(self).label(value) if value else ""

    def words(self, intake):
        return intake.links(self).labels()


@dataclass(frozen=True)
class Several(Cell):
    """Some of a list, with commas between: the languages of an outlet."""

    model: type
    empty = ()
    is_many = True

    def read(self, value, intake):
        parts = values.plain(value).replace(";", ",").split(",")
        found = {values.choice(part, self.words(intake)) for part in parts if part.strip()}
        return tuple(sorted(found))

    def show(self, value, intake):
        return ", ".join(self.words(intake).word(pk) for pk in value)

    def words(self, intake):
        return intake.words(id(self), lambda: intake.names_of(self.model))


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a sheet: its name here, its heading in any language, its cells."""

    name: str
    header: str
    cell: Cell
    is_required: bool = False
    is_needed: bool = False  # the heading may not be missing: its cells move a figure
    part: PartOf | None = None
    is_kept: bool = True  # otherwise it is only looked at: a number, the unit, a total

    @property
    def is_field(self):
        """Whether it is a field of the record itself."""
        return self.is_kept and self.part is None

    def headings(self):
        """The headings (list of str) under which it is known: this language first."""
        found = [str(self.header)]
        for language in CODES:
            with override(language):
                found.append(str(self.header))
        return list(dict.fromkeys(capfirst(text) for text in found))


def column(model, name, cell=None, header=None, part=None, **more):
    """The Column of a field of a model; `part` is given for a field of a part."""
    its = model._meta.get_field(name)
    is_required = not (its.blank or its.null) and part is None
    options = {"is_required": is_required, "is_needed": is_required} | more
    title = name if part is None else "_".join(map(str, (part.name, *part.key.values())))
    return Column(title, header or its.verbose_name, cell or _cell_of(its), part=part, **options)


def _cell_of(its):
    if its.choices:
        return Choice(tuple(its.choices))
    if isinstance(its, models.ForeignKey):
        raise TypeError(f"Declare how {its} is looked up.")
    for kind, cell in ((models.DateField, Day), (models.IntegerField, Count)):
        if isinstance(its, kind):
            return cell()
    return Text(its.max_length)
