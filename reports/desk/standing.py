"""How a year stands: every unit's sections, what came in so far, what waits for headquarters."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from registry import trail
from registry.models import Amendment, Correction, Letter, Reporters, SectionState, Submission
from registry.sections import SECTIONS
from reports.desk.picture import HEADLINES
from reports.on_hand import by_unit
from reports.summary.past import published_past

State = Submission.State


@dataclass(frozen=True)
class Cell:
    """One section of one unit; `state` is None where the unit does not fill the section."""

    state: SectionState | None
    changed: int

    @property
    def stage(self):
        """absent, left_out, correction, given_back, nil, done or open: the symbol of the board."""
        if self.state is None:
            return "absent"
        if getattr(self.state, "omission", None):
            return "left_out"
        if self.state.open_until:
            return "correction"
        returned = self.state.submission.state == State.RETURNED
        return "given_back" if returned and self.state.is_returned else self.state.state


@dataclass(frozen=True)
class Line:
    """One unit of the board."""

    unit: object
    submission: Submission | None
    cells: list[Cell]

    @property
    def changed(self):
        """Changes (int) of records since acceptance."""
        return sum(cell.changed for cell in self.cells)

    @property
    def is_owed(self):
        """Whether headquarters still waits for the unit, after the due day."""
        return self.submission and self.submission.is_with_the_unit and self.submission.is_late


@dataclass(frozen=True)
class OnHand:
    """The main figure of a section so far, beside last year's."""

    section: object
    indicator: object
    now: int
    accepted: int
    before: int | None
    sections: tuple[int, int]  # accepted, expected

    @property
    def change(self):
        return None if self.before is None else self.now - self.before

    @property
    def percent(self):
        return 100 * self.change / self.before if self.before else None


class Standing:
    """All returns of a ReportingYear.  The number of queries depends on nothing."""

    def __init__(self, year):
        self.year = year
        self.reporters = Reporters()
        states = SectionState.objects.of_year(year.pk)
        self.states = {(s.section, s.submission.region_id): s for s in states}
        self.opened = list(Correction.objects.windows_of(year.pk))

    @cached_property
    def submissions(self):
        """{unit code: Submission}."""
        return {unit: state.submission for (_key, unit), state in self.states.items()}

    @cached_property
    def units(self):
        return self.reporters.units_of(self.year.pk)

    @cached_property
    def lines(self):
        """A Line for each unit."""
        return [
            Line(unit, self.submissions.get(unit.code), [self._cell(s, unit) for s in SECTIONS])
            for unit in self.units
        ]

    def _cell(self, section, unit):
        place = section.key, unit.code
        return Cell(self.states.get(place), self.changes.get(place, 0))

    @cached_property
    def changes(self):
        """{(section, unit): changes of records since a window opened}; nothing else is open."""
        windows, year = {}, self.year.pk
        for one in self.opened:
            for state in one.sections.all():
                place = state.section, one.region_id
                if one.opened_at and state.submission.year_id == year:
                    windows[place] = min(windows.get(place, one.opened_at), one.opened_at)
        earliest = {}
        for (key, _unit), moment in windows.items():
            earliest[key] = min(earliest.get(key, moment), moment)
        found = Counter()
        for key, region, moment in trail.since(earliest, year):
            place = key, self.reporters.unit(region, year)
            found[place] += place in windows and moment >= windows[place]
        return found

    @cached_property
    def counts(self):
        """How many units are in each state (Counter by state)."""
        return Counter(one.state for one in self.submissions.values())

    @cached_property
    def accepted(self):
        """{(section, unit)} whose numbers count."""
        is_in = (SectionState.State.DONE, SectionState.State.NIL)
        return {
            place
            for place, state in self.states.items()
            if state.submission.state == State.ACCEPTED
            and state.state in is_in
            and not getattr(state, "omission", None)
        }

    @cached_property
    def figures(self):
        """An OnHand for each section: one query, and one for last year."""
        numbers = by_unit([HEADLINES[s.key] for s in SECTIONS], self.year.pk, self.reporters)
        past = published_past(None, [self.year.pk - 1])
        return [self._on_hand(s, HEADLINES[s.key], numbers, past) for s in SECTIONS]

    def _on_hand(self, section, head, numbers, past):
        mine, found = [x for x in self.states if x[0] == section.key], numbers[head.code]
        return OnHand(
            section=section,
            indicator=head,
            now=sum(found.values()),
            accepted=sum(n for unit, n in found.items() if (section.key, unit) in self.accepted),
            before=past.get((head.code, self.year.pk - 1)),
            sections=(sum(place in self.accepted for place in mine), len(mine)),
        )

    @cached_property
    def waiting(self):
        """How many requests for a correction (int), of any year, nobody has decided on."""
        return Correction.objects.waiting().count()

    @cached_property
    def objections(self):
        """Objections of units, of any year, that wait for an answer."""
        return list(Amendment.objects.disputed().select_related("submission__region"))

    @cached_property
    def letters(self):
        """How many letters did not leave (int)."""
        return Letter.objects.not_sent().count()
