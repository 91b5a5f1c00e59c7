"""A unit's return as it stands: what is recorded, what is missing, what looks odd."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from registry import returns
from registry.models import Reporters, SectionState, Submission, WarningReason
from registry.parts import rows_of
from registry.sections import SECTIONS
from reports import plausibility
from reports.catalogue import BY_CODE, INDICATORS
from reports.compute import rows
from reports.indicators import Way
from reports.recorded import terms_of, together
from reports.summary.past import published_past

# The figure that stands for a section: its first one that adds up; all events for the events.
HEADLINES = {
    i.section: i for i in reversed(INDICATORS) if i.source and i.measure.way != Way.DISTINCT
} | {"events": BY_CODE["events.total"]}


@dataclass(frozen=True)
class Row:
    """One section of a return."""

    section: object
    state: SectionState
    now: int
    before: int | None
    begun: int
    silent: int
    odd: int

    @property
    def key(self):
        return self.section.key

    @property
    def label(self):
        return self.section.label

    @property
    def change(self):
        """Difference (int) to last year, or None."""
        return None if self.before is None else self.now - self.before

    @property
    def percent(self):
        """The same in percent (float) of last year, or None."""
        return 100 * self.change / self.before if self.before else None

    @property
    def is_ready(self):
        return self.state.state in (SectionState.State.DONE, SectionState.State.NIL)

    @property
    def is_empty(self):
        """Whether nothing at all is recorded for the year."""
        return not (self.now or self.begun)

    @property
    def is_given_back(self):
        returned = self.state.submission.state == Submission.State.RETURNED
        return returned and self.state.is_returned and not self.is_ready

    @property
    def stage(self):
        """not_started, open, given_back, done or nil: the word of the page."""
        if self.is_given_back:
            return "given_back"
        is_new = self.state.state == SectionState.State.OPEN and not self.begun
        return "not_started" if is_new else self.state.state

    @property
    def obstacles(self):
        return plausibility.obstacles(self.state, self.is_empty, self.silent)

    @property
    def faults(self):
        """The obstacles of a section that somebody has begun, lack of a decision aside."""
        if self.stage == "not_started":
            return []
        undecided = self.state.state == SectionState.State.OPEN
        return self.obstacles[1:] if undecided else self.obstacles


class Picture:
    """The return of a unit (code) for a year (int).  Four queries; all sections together."""

    def __init__(self, unit, year):
        self.year = year
        self.reporters = Reporters()
        self.unit = self.reporters.regions[unit]
        self.regions = self.reporters.regions_of(unit, year)
        self.states = {state.section: state for state in SectionState.objects.of(unit, year)}
        self.past = published_past(unit, range(year - plausibility.LIMITS.range_years, year))
        self.sections = [section for section in SECTIONS if section.key in self.states]
        self.found = together(self._terms()) if self.sections else {}
        self.numbers = {key: sum(told.values()) for key, told in self.found.items()}

    def _terms(self):
        asked = terms_of(self.unit.code, self.year, self.reporters)
        asked |= plausibility.odd_row_terms(self.regions, self.year)
        given = WarningReason.objects.of(self.unit.code, self.year)
        asked["given",] = given, Count("pk"), plausibility.together_as(["code", "subject"])
        for section in self.sections:
            asked |= self._section_terms(section)
        return asked

    def _section_terms(self, section):
        each = Count("pk")
        lines = {("rows", section.key, y): (self._rows(section, y), each) for y in self.years}
        begun = [rows_of(part, self.regions) for part in section.parts if part.is_entered]
        lines |= {
            ("begun", section.key, place): (found.begun_in(self.year), each)
            for place, found in enumerate(begun)
        }
        silent = returns.silent(section, self.regions, self.year)
        return lines | {("silent", section.key): (silent, each)} if section.kind else lines

    def _rows(self, section, year):
        return rows(HEADLINES[section.key], year, [self.unit.code], reporters=self.reporters)

    @property
    def years(self):
        return self.year, self.year - 1

    @property
    def submission(self):
        """The return (Submission, or None: headquarters has not opened the year for the unit)."""
        return next((state.submission for state in self.states.values()), None)

    @cached_property
    def figures(self):
        """{code: number} of everything recorded for the year."""
        found = {key[0]: n for key, n in self.numbers.items() if key[0] in BY_CODE}
        return {code: min(n, 1) if _is_presence(code) else n for code, n in found.items()}

    @cached_property
    def lines(self):
        """A Row for each section."""
        odd = plausibility.wanting(self.odd_figures, self._odd_rows, self._given)
        return [self._line(section, odd) for section in self.sections]

    def _line(self, section, odd):
        n, key = self.numbers, section.key
        before = n["rows", key, self.year - 1]
        return Row(
            section=section,
            state=self.states[key],
            now=n["rows", key, self.year],
            before=before or self._known_before(key),
            begun=sum(value for name, value in n.items() if name[:2] == ("begun", key)),
            silent=n.get(("silent", key), 0),
            odd=odd.get(key, 0),
        )

    def _known_before(self, key):
        """Nothing is recorded for last year: a nought if that was published, else unknown."""
        return self.past.get((HEADLINES[key].code, self.year - 1))

    @property
    def _odd_rows(self):
        return {key: rows for key, rows in self.found.items() if key[0] == "odd"}

    @property
    def _given(self):
        """{(code, subject)} of the reasons."""
        return {tuple(plausibility.apart(words)) for words in self.found.get(("given",), ())}

    @cached_property
    def odd_figures(self):
        return plausibility.odd_figures(self.year, self.figures, self.past)

    @cached_property
    def warnings(self):
        """All warnings (list), those about single rows too: three queries more."""
        units = self.reporters.regions
        return self.odd_figures + plausibility.odd_rows(self.regions, self.year, units)

    @cached_property
    def reasons(self):
        """{(code, subject): WarningReason} given so far."""
        given = WarningReason.objects.of(self.unit.code, self.year).select_related("given_by")
        return {(reason.code, reason.subject): reason for reason in given}

    @property
    def unexplained(self):
        """The warnings that still want a reason."""
        return [w for w in self.warnings if (w.code, w.subject) not in self.reasons]

    @property
    def obstacles(self):
        return [obstacle for line in self.lines for obstacle in line.obstacles]

    @property
    def ready(self):
        """How many sections (int) are done or nil."""
        return sum(line.is_ready for line in self.lines)


def _is_presence(code):
    return BY_CODE[code].measure.way == Way.PRESENCE
