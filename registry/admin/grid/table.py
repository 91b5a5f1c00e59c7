"""The grid of one section of a unit's return: its structures, and a line for each number."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry import sections
from registry.access import visible_to
from registry.admin.grid.lines import MATERIALS, MEMBERS, Line
from registry.models import Headcount, MaterialCount, Reporters, SectionState, Structure

LINES = 100  # on one page


@dataclass
class Group:
    """Lines that are added up: the materials of a club, the members of all structures.

    `others` are lines of other pages that the sum takes in.
    """

    lines: list
    structure: object = None
    others: tuple = ()

    @property
    def summed(self):
        shape = self.lines[-1].shape
        return [line for line in self.lines if line.shape == shape]

    @property
    def rest(self):
        """What the other pages add (int)."""
        return _sum(line.stored for line in self.others)

    @property
    def now(self):
        return self.rest + _sum(line.stored for line in self.summed)

    @property
    def before(self):
        return _sum(line.was for line in (*self.others, *self.summed))

    @property
    def unknown(self):
        """How many lines (int) have a reason in place of a number."""
        return sum(bool(line.stored[1]) for line in (*self.others, *self.summed))


def _sum(values):
    return sum(number or 0 for number, _reason in values)


def state_of(unit, year, key):
    """The section of a return (SectionState) that has a grid, or None."""
    section = sections.BY_KEY.get(key)
    has_grid = section is not None and section.kind
    return SectionState.objects.of(unit, year).filter(section=key).first() if has_grid else None


class Table:
    """The numbers of a section (SectionState) that a person sees.  Six queries at the most."""

    def __init__(self, user, state, page=1):
        self.user, self.state = user, state
        self.unit, self.year = state.submission.region_id, state.submission.year_id
        self.section = sections.BY_KEY[state.section]
        self.has_months = len(self.section.parts) > 2
        self.regions = Reporters().regions_of(self.unit, self.year)
        own = Structure.objects.of(self.regions).of_kind(self.section.kind)
        of_kind = own.counted_in(self.year)
        self.structures = list(visible_to(user, of_kind).select_related("region"))
        self.per_page = LINES // 13 if self.has_months else LINES
        self.pages = max(1, -(-len(self.structures) // self.per_page))
        self.page = min(max(page, 1), self.pages)

    @cached_property
    def groups(self):
        """The lines of the page, in groups."""
        start = (self.page - 1) * self.per_page
        here = self.structures[start : start + self.per_page]
        if self.has_months:
            return [Group([*self._members(one), *self._materials(one)], one) for one in here]
        lines = {one: line for one in self.structures for line in self._members(one)}
        others = tuple(line for one, line in lines.items() if one not in set(here))
        return [Group([lines[one] for one in here], others=others)] if here else []

    @cached_property
    def lines(self):
        """{key: Line} of the page."""
        return {line.key: line for group in self.groups for line in group.lines}

    def _members(self, structure):
        label = _("Members on 31 December") if self.has_months else structure.name
        place = {"structure": structure, "year": self.year}
        yield self._line(f"m{structure.pk}", label, MEMBERS, place, (structure.pk,))

    def _materials(self, structure):
        for month in range(1, 13) if self.has_months else ():
            label = capfirst(MONTHS[month])
            place, key = {"club": structure, "year": self.year, "month": month}, structure.pk
            yield self._line(f"c{key}-{month}", label, MATERIALS, place, (key, month))

    def _line(self, key, label, shape, place, where):
        records = self._records[shape]
        record = records.get((*where, self.year))
        if record:  # its structure is known: nobody asks for it one by one
            setattr(record, shape.whole, place[shape.whole])
        return Line(
            key=key,
            label=label,
            shape=shape,
            section=self.section.key,
            place=place,
            record=record,
            was=shape.value(records.get((*where, self.year - 1))),
            has_past=where in self._past[shape],
        )

    @cached_property
    def _records(self):
        """{shape: {(structure, [month,] year): record}} of this year and the last."""
        mine, years = self._keys, (self.year, self.year - 1)
        told = Headcount.objects.filter(structure__in=mine).in_years(*years)
        found = {MEMBERS: {(h.structure_id, h.year): h for h in told}, MATERIALS: {}}
        if self.has_months:
            counts = MaterialCount.objects.filter(club__in=mine).in_years(*years)
            found[MATERIALS] = {(c.club_id, c.month, c.year): c for c in counts}
        return found

    @property
    def _keys(self):
        return [structure.pk for structure in self.structures]

    @cached_property
    def _past(self):
        """{shape: {(structure, [month]): the last change}} of this year's numbers."""
        heads = Headcount.history.filter(year=self.year, structure_id__in=self._keys)
        changes = heads.values_list("structure_id").annotate(last=Max("history_date"))
        found = {MEMBERS: {(key,): last for key, last in changes.order_by()}, MATERIALS: {}}
        if self.has_months:
            counts = MaterialCount.history.filter(year=self.year, club_id__in=self._keys)
            changes = counts.values_list("club_id", "month").annotate(last=Max("history_date"))
            found[MATERIALS] = {(key, month): last for key, month, last in changes.order_by()}
        return found

    @property
    def page_numbers(self):
        return range(1, self.pages + 1)

    @property
    def saved_at(self):
        """When a number of the table was last saved (datetime), or None."""
        return max((last for some in self._past.values() for last in some.values()), default=None)
