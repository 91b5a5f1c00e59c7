"""The one write gate: may this record still change?

A record moves the figures of some years of one unit.  A write compares the record before and
after; each (unit, year) in which its contribution differs must be open.  Only the fields that
`sections.py` names count: a phone number never locks.  Every path that writes asks here.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry import sections
from registry.models.regions import Region, Reporters
from registry.models.returns import SectionState, Submission

FOREVER = 9999
# These move figures only through the years that a record counts in.
DATES = {"opened_on", "closed_on", "started_on", "finished_on"}
# These move the figures of their year and of all later ones.
SINCE = {"registered_on", "accredited_on"}


class Locked(ValidationError):
    """The write would change a return that is locked: `key` is its (section, unit, year)."""

    key = None


class Gate:
    """What the gate knows: the units and the states of returns.

    One serves many checks of one transaction, which then read each table once.  `is_review`:
    it is a reviewer who writes, with a reason, into returns that are in review.
    """

    def __init__(self, is_review=False):
        self.reporters, self.is_review = Reporters(), is_review
        self._states, self._asked, self._locked, self._opened = {}, set(), set(), None

    def states(self, section):
        """(pk, unit, year) of the states of a section (key) in all returns."""
        if section not in self._states:
            rows = SectionState.objects.filter(section=section)
            rows = rows.values_list("pk", "submission__region", "submission__year")
            self._states[section] = list(rows)
        return self._states[section]

    def locked(self, pks):
        """Which of these states (set of pk) are locked.

        Inside a transaction the open ones are taken too: nobody sends them meanwhile.
        """
        new = set(pks) - self._asked
        if new:
            states = SectionState.objects.filter(pk__in=new)
            if transaction.get_connection().in_atomic_block:
                list(states.select_for_update(of=("self",)).order_by("pk"))
            locked = states.locked().exclude_reviewed() if self.is_review else states.locked()
            self._locked |= set(locked.values_list("pk", flat=True))
            self._asked |= new
        return self._locked & set(pks)

    def opened(self, pks):
        """Which of these states (set of pk) a correction holds open today."""
        if self._opened is None:
            self._opened = set(SectionState.objects.opened().values_list("pk", flat=True))
        return self._opened & set(pks)


def take_turn(*units):
    """Let one writer of these units (codes) in at a time, inside a transaction.

    The next one finds what this transaction wrote.  It is taken before anything else is held,
    by forms, the grid, imports and their undoing, so that none of them waits for another in a ring.
    """
    held = Region.objects.select_for_update(no_key=True).filter(pk__in=units).order_by("pk")
    list(held.values_list("pk", flat=True))


def check(before, after, chosen=None, gate=None):
    """Refuse a write that would change a locked return.

    `before` and `after` are the record as stored and as it would be (model instances; None for
    an addition or a deletion).  `chosen` ({field: rows}) gives relations to many that the write
    will set on `after`: no instance carries them.  A record of
    no section may have a lock of its own (`own_lock`).  Raises Locked with one sentence.  Inside a
    transaction it takes the rows of the section's states, so that nobody submits the section
    meanwhile.  `gate` (Gate) is given for many checks in one transaction.
    """
    own_lock = getattr(after or before, "own_lock", None)
    if own_lock and (told := own_lock(before, after)):
        raise Locked(told, code="locked")
    gate = gate or Gate()
    reporters = gate.reporters
    if hasattr(after, "counts_from"):
        settle_years(after, gate)
    for section, unit, year in sorted(_locked(before, gate) | _locked(after, gate)):
        key = section, unit, year
        as_it_would_be = _contribution(after, key, reporters, chosen)
        if _contribution(before, key, reporters) != as_it_would_be:
            locked = Locked(_sentence_of(key), code="locked")
            locked.key = key
            raise locked


def in_review(before, after, chosen=None):
    """The keys (section, unit, year) of returns in review that a write would change, or, of one
    record given twice, those that hold it locked: what a reviewer may correct with a reason.
    """
    gate, review = Gate(), Gate(is_review=True)
    keys = _locked(before, gate) | _locked(after, gate)
    keys -= _locked(before, review) | _locked(after, review)
    if before is after:
        return sorted(keys)
    as_it_is = {key: _contribution(before, key, gate.reporters) for key in keys}
    return sorted(k for k in keys if _contribution(after, k, gate.reporters, chosen) != as_it_is[k])


def check_section(state):
    """Refuse to touch a section (SectionState) of a return that is locked.  Raises Locked."""
    if SectionState.objects.locked().filter(pk=state.pk).exists():
        raise Locked(sentence(state), code="locked")


def of(unit, year, section):
    """The sentence about a section (key) of a unit's return (code, int) if it is locked, or ""."""
    states = SectionState.objects.of(unit, year).filter(section=section)
    state = states.locked().first()
    return sentence(state) if state else ""


def sentence(state):
    """What is locked (a SectionState), since when, and how to ask for a correction (str)."""
    returned = state.submission
    words = {
        "year": returned.year_id,
        "unit": returned.region,
        "section": sections.BY_KEY[state.section].label,
    }
    text, moment = _since(returned)
    return text % (words | {"day": moment and _day(moment)})


def _since(returned):
    """The sentence of a locked return, and the moment since when it is locked."""
    if returned.state == Submission.State.ACCEPTED and returned.accepted_at:
        text = _("%(year)s, %(unit)s, %(section)s: accepted on %(day)s. Ask for a correction.")
        return text, returned.accepted_at
    if returned.year.published_at:
        text = _("%(year)s, %(unit)s, %(section)s: published on %(day)s. Ask for a correction.")
        return text, returned.year.published_at
    if returned.submitted_at:
        text = _("%(year)s, %(unit)s, %(section)s: submitted on %(day)s. Ask for a correction.")
        return text, returned.submitted_at
    return _("%(year)s, %(unit)s, %(section)s: locked. Ask for a correction."), None


def _day(moment):
    return date_format(timezone.localdate(moment), "SHORT_DATE_FORMAT")


def settle_years(stock, gate=None):
    """Fill counts_from and counts_until (int) of a stock from its dates.

    They never reach into a locked year: a council found late keeps its true opening date and
    counts from the first open year; one that closed unnoticed counts to the last locked year.
    A year that a correction holds open takes it in; where a locked year lies between, the gate
    says so, for nobody can exist, be gone and exist again.
    """
    before = type(stock)._base_manager.filter(pk=stock.pk).first() if stock.pk else None
    if before and (before.opened_on, before.closed_on) == (stock.opened_on, stock.closed_on):
        stock.counts_from, stock.counts_until = _kept(before, gate)
        return
    gate = gate or Gate()
    own = _own_states(stock, gate)
    locked, opened = ({own[pk] for pk in find(own)} for find in (gate.locked, gate.opened))
    first, until = _natural(stock)
    stop = before.counts_from - 1 if before else until or FOREVER
    stock.counts_from = max((y + 1 for y in _before(opened, locked, first, stop)), default=first)
    stock.counts_until = until
    if before and until and until < (before.counts_until or FOREVER):
        late = _before(opened, locked, until + 1, before.counts_until or FOREVER)
        stock.counts_until = max(late, default=until)


def _natural(stock):
    """The years that the dates alone give: open on 31 December."""
    return stock.opened_on.year, stock.closed_on and stock.closed_on.year - 1


def _before(opened, locked, first, last):
    """The locked years from `first` to `last`; those before a year that is held open, if any."""
    stop = min((year for year in opened if first <= year <= last), default=last + 1)
    return {year for year in locked if first <= year <= min(last, stop)}


def _kept(before, gate):
    """The years of a stock whose dates stay: they grow only by years that a correction opens."""
    (first, until), (since, last) = _natural(before), (before.counts_from, before.counts_until)
    if (first, until) == (since, last):
        return since, last
    gate = gate or Gate()
    own = _own_states(before, gate)
    opened = {own[pk] for pk in gate.opened(own)}
    while since > first and since - 1 in opened:
        since -= 1
    while last and until is not None and last > until and last in opened:
        last -= 1
    return since, last


def _own_states(stock, gate):
    """{pk: year} of the states of a stock's section in the returns of its unit."""
    section, _part = sections.part_of(stock)
    return {
        pk: year
        for pk, unit, year in gate.states(section.key)
        if gate.reporters.unit(stock.region_id, year) == unit
    }


def _locked(record, gate):
    """The locked keys (section, unit, year) within the years that a record moves."""
    section, _part = sections.part_of(record) if record else (None, None)
    if section is None:
        return set()
    first, last = _years(record)
    keys = {
        pk: (section.key, unit, year)
        for pk, unit, year in gate.states(section.key)
        if first <= year <= last and gate.reporters.unit(record.unit.pk, year) == unit
    }
    return {keys[pk] for pk in gate.locked(keys)}


def _years(record):
    """The first and the last year that a record moves; the last may be far away."""
    first, last = record.counted_years()
    return first, FOREVER if last is None else last


def _contribution(record, key, reporters, chosen=None):
    """What a record adds to one unit's section in a year: a tuple of values, or None."""
    wanted, unit, year = key
    section, part = sections.part_of(record) if record else (None, None)
    if section is None or section.key != wanted:
        return None
    first, last = _years(record)
    if not first <= year <= last or reporters.unit(record.unit.pk, year) != unit:
        return None
    return tuple(_value(record, name, year, chosen) for name in part.figures if name not in DATES)


def _value(record, name, year, chosen):
    field = record._meta.get_field(name)
    if name in SINCE:
        day = getattr(record, name)
        return day is not None and day.year <= year
    if not field.many_to_many:
        return getattr(record, field.attname)
    if chosen and name in chosen:
        return sorted(row.pk for row in chosen[name])
    return sorted(getattr(record, name).values_list("pk", flat=True)) if record.pk else []


def _sentence_of(key):
    section, unit, year = key
    return sentence(SectionState.objects.of(unit, year).get(section=section))
