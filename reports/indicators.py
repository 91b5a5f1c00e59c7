"""The types of the catalogue: Source (the table), Measure (what of it), Indicator (its meaning)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.db.models import Model, Q

STOCK, FLOW = "stock", "flow"


def last_day(year, until=None):
    """The day (date) at which a year's stocks are taken: 31 December, or earlier for a draft."""
    return until or date(year, 12, 31)


@dataclass(frozen=True)
class Source:
    """A table that is counted, and the rule by which its rows belong to a year.

    `in_year(year, until)` gives the rule as a Q; `marks(day)` adds columns that depend on the
    last day; `where` narrows the table to the rows of one section.  None of them may cross a
    relation to many: the join would count rows twice (a system check refuses it).
    """

    model: type[Model]
    nature: str
    in_year: Callable[[int, date | None], Q]
    section: str = ""
    region: str = "region"
    marks: Callable[[date], dict] | None = None
    where: Q = Q()
    level: str = ""  # leads to the level of a row, where its figures are also told by level
    parent: str = ""  # leads to the record that a row is part of, and by whose `year` it counts

    def only(self, section, where):
        """The same table for one section: one query still counts them all."""
        return replace(self, section=section, where=where)

    @property
    def table(self):
        """What one query can count together."""
        return self.model, self.in_year, self.region

    def rows(self, year, until=None):
        """The rows (queryset) of the whole table that belong to a year."""
        rows = self.model._base_manager.filter(self.in_year(year, until)).order_by()
        return rows.alias(**self.marks(last_day(year, until))) if self.marks else rows


def flow(model, on="held_on", year_field="year", **kwargs):
    """Rows that happened on a day of the year: events, agreements, awards."""

    def in_year(year, until):
        return Q((year_field, year)) & (Q((f"{on}__lte", until)) if until else Q())

    return Source(model, FLOW, in_year, **kwargs)


def stock(model, at="", **kwargs):
    """Rows that exist on 31 December: councils, Houses, mediators.  `at` leads to their dates."""

    def in_year(year, until):
        return _open_on(at, until) if until else _counted_in(at, year)

    return Source(model, STOCK, in_year, **kwargs)


def yearly(model, of="", month="", nature=STOCK, **kwargs):
    """Rows that carry a year themselves.  `of` leads to a stock that must count in that year."""

    def in_year(year, until):
        rule = Q(year=year)
        if of:
            rule &= _open_on(f"{of}__", until) if until else _counted_in(f"{of}__", year)
        return rule & Q((f"{month}__lte", until.month)) if until and month else rule

    return Source(model, nature, in_year, **kwargs)


def spanning(model, years, **kwargs):
    """Rows that overlap the `years` years ending with this one: programmes and grants."""

    def in_year(year, until):
        begins = date(year - years + 1, 1, 1)
        going_on = Q(finished_on__isnull=True) | Q(finished_on__gte=begins)
        return going_on & Q(started_on__lte=last_day(year, until))

    return Source(model, FLOW, in_year, **kwargs)


def _counted_in(at, year):
    still = Q((f"{at}counts_until__isnull", True)) | Q((f"{at}counts_until__gte", year))
    return Q((f"{at}counts_from__lte", year)) & still


def _open_on(at, day):
    still = Q((f"{at}closed_on__isnull", True)) | Q((f"{at}closed_on__gt", day))
    return Q((f"{at}opened_on__lte", day)) & still


def leaves(condition):
    """The (field, value) pairs of a Q, however deep."""
    for child in condition.children:
        yield from leaves(child) if isinstance(child, Q) else [child]


class Way(StrEnum):
    COUNT = "count"
    SUM = "sum"
    DISTINCT = "distinct"
    PRESENCE = "presence"


@dataclass(frozen=True)
class Measure:
    """What is taken of the rows.  `known` also counts the rows whose value is known."""

    way: Way
    field: str = ""
    known: bool = False


COUNT = Measure(Way.COUNT)
PRESENCE = Measure(Way.PRESENCE)  # 1 for a unit that has a row: the country counts such units


def total(field, known=False):
    """The sum of a field."""
    return Measure(Way.SUM, field, known)


def distinct(field):
    """The number of different values of a field; units do not add up."""
    return Measure(Way.DISTINCT, field)


class Units(StrEnum):
    ALL = "all"
    REGIONS = "regions"
    REPUBLIC = "republic"


@dataclass(frozen=True)
class Noun:
    """What a figure counts: a code for machines, the word with its plural forms for people."""

    code: str
    word: object  # ngettext_lazy(singular, plural, "n")

    def form(self, n):
        """The word (str) that follows the number n (int) in the active language."""
        return self.word % {"n": n}


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A yearly figure: its meaning for readers, and its query for the database.

    Without a source it is not counted at all: its values are reported (rule "reported").
    `label` says it wherever it stands alone, `short` in the row below its whole.
    """

    code: str
    label: str
    definition: str
    unit: Noun
    theme: str
    source: Source | None = None
    where: Q = Q()
    measure: Measure = COUNT
    units: Units = Units.ALL
    first_year: int | None = None
    last_year: int | None = None
    is_key: bool = False
    short: str = ""

    @cached_property
    def condition(self):
        """The rows of the table that this indicator counts."""
        return self.source.where & self.where

    @property
    def is_additive(self):
        """Whether the units add up to the country."""
        return self.measure.way != Way.DISTINCT

    @property
    def has_levels(self):
        """Whether its figures are also told by level: regional, city, district, rural."""
        counts = self.measure.way in (Way.COUNT, Way.SUM)
        return bool(self.source and self.source.level and counts)

    @property
    def nature(self):
        return self.source.nature if self.source else STOCK

    @property
    def section(self):
        return self.source.section if self.source else ""

    def applies_to(self, year):
        """Whether the series runs in a year (int): outside of it there is no figure, not a zero."""
        return (self.first_year or year) <= year <= (self.last_year or year)
