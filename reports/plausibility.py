"""A unit's year against its own past: what looks odd and wants a reason, and what is not ready.

The limits are data: `registry/limits.py`.  A warning carries a code, the section, and a subject by
which a reason for it is found again; the subject is made of what the warning says, not of a row's
number.
"""

from collections import Counter
from dataclasses import dataclass
from functools import reduce

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast, Concat
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from registry.limits import LIMITS, has_jumped
from registry.models import Event, Headcount, Kind
from registry.models.receipts import digest
from registry.sections import BY_KEY
from reports import grammar
from reports.catalogue import BY_CODE

# section: kind of structures with usual members
COUNCILS = {key: Kind(BY_KEY[key].kind) for key in LIMITS.members_in}
JUMP, CROWD, TWIN, RANGE, MEMBERS = "W01", "W02", "W03", "W04", "W05"
# What a warning about a row is found again by: fields of the row, in the order of its subject.
EVENT = ("region_id", "held_on", "title_key", "place_key")
SIZE = ("structure__region_id", "structure__kind", "structure__search_key")
BETWEEN = "\x1f"  # stands in no key: a key holds no blanks but single spaces
TITLES = {
    JUMP: gettext_lazy("More than half more or less than last year"),
    RANGE: gettext_lazy("Outside the range of the unit's last five years"),
    CROWD: gettext_lazy("Unusually many visitors of one event"),
    TWIN: gettext_lazy("Perhaps recorded twice"),
    MEMBERS: gettext_lazy("Unusually few or many members"),
}


@dataclass(frozen=True)
class Warning:
    """Something that may be right and wants a reason.  `record` is the row that it is about."""

    code: str
    section: str
    subject: str
    about: str
    text: str
    record: object = None


def odd_figures(year, figures, past):
    """Warnings (list) about figures, {code: number}, beside the published past, {(code, year)}."""
    found = (_odd_figure(BY_CODE[code], year, now, past) for code, now in figures.items())
    return [warning for warning in found if warning]


def _odd_figure(indicator, year, now, past):
    before = past.get((indicator.code, year - 1))
    if before is not None and has_jumped(before, now):
        text = _("Last year %(before)s, this year %(now)s.")
        return _about_figure(JUMP, indicator, text, before=before, now=now)
    years = range(year - LIMITS.range_years, year)
    known = [past[indicator.code, y] for y in years if past.get((indicator.code, y)) is not None]
    if len(known) >= LIMITS.range_known and not min(known) <= now <= max(known):
        text = _("In other years from %(low)s to %(high)s, this year %(now)s.")
        return _about_figure(RANGE, indicator, text, low=min(known), high=max(known), now=now)
    return None


def _about_figure(code, indicator, text, **numbers):
    words = {name: _number(n) for name, n in numbers.items()}
    return Warning(code, indicator.section, indicator.code, str(indicator.label), text % words)


def odd_rows(regions, year, units):
    """Warnings (list) about single rows of these regions (codes) in a year (int): three queries.

    `units` ({code: Region}) gives the names of those who recorded the same.
    """
    crowded, doubled, sizes = _rows(regions, year)
    return [
        *(_crowded(event) for event in crowded),
        *(_doubled(event, units) for event in doubled),
        *(_size(headcount) for headcount in sizes.select_related("structure")),
    ]


def odd_row_terms(regions, year):
    """Such rows by what their subjects are made of, as terms for `recorded.together`:
    {("odd", section, code): term}.
    """
    crowded, doubled, sizes = _rows(regions, year)
    by_kind = {key: sizes.of_kinds([kind]) for key, kind in COUNCILS.items()}
    asked = {("events", CROWD): (crowded, EVENT), ("events", TWIN): (doubled, EVENT)}
    asked |= {(key, MEMBERS): (headcounts, SIZE) for key, headcounts in by_kind.items()}
    return {
        ("odd", *key): (found, Count("pk"), together_as(names))
        for key, (found, names) in asked.items()
    }


def together_as(names):
    """The values of some fields (names) as one text: an expression."""
    first, *rest = (Cast(name, CharField()) for name in names)
    return Concat(first, *(part for one in rest for part in (Value(BETWEEN), one)))


def apart(words):
    """What `together_as` put together (list of str)."""
    return words.split(BETWEEN)


def wanting(warnings, odd, given):
    """{section: how many warnings (int) want a reason yet}, of those about figures and of rows.

    `odd` is what `odd_row_terms` found; `given` holds the code and the subject of each reason.
    """
    found = Counter(w.section for w in warnings if (w.code, w.subject) not in given)
    for (_odd, section, code), rows in odd.items():
        left = (n for words, n in rows.items() if (code, digest(apart(words))) not in given)
        found[section] += sum(left)
    return found


def _rows(regions, year):
    events = Event.objects.of(regions).in_year(year)
    sizes = Headcount.objects.of(regions).in_year(year).of_kinds(COUNCILS.values())
    return (
        events.crowded(LIMITS.crowd_times, LIMITS.crowd_over),
        events.doubled(),
        sizes.outside(LIMITS.members_least, LIMITS.members_most),
    )


def _crowded(event):
    text = _("%(visitors)s visitors of one event. Check the number.")
    return _about_event(CROWD, event, text % {"visitors": _number(event.attendance)})


def _doubled(event, units):
    if event.twin_of == event.region_id:
        text = _("Looks like another event of the same day. If it is the same one, delete it.")
        return _about_event(TWIN, event, text)
    text = _("%(unit)s recorded an event of this title on the same day, too.")
    return _about_event(TWIN, event, text % {"unit": units[event.twin_of]})


def _about_event(code, event, text):
    about = f"{date_format(event.held_on, 'SHORT_DATE_FORMAT')}, {event.title}"
    return Warning(code, "events", _subject(event, EVENT), about, text, event)


def _size(headcount):
    structure = headcount.structure
    section = next(key for key, kind in COUNCILS.items() if kind == structure.kind)
    text = _("%(members)s members; usual are %(least)s to %(most)s.") % {
        "members": _number(headcount.members),
        "least": LIMITS.members_least,
        "most": LIMITS.members_most,
    }
    return Warning(MEMBERS, section, _subject(headcount, SIZE), structure.name, text, structure)


def _subject(row, names):
    return digest([str(reduce(getattr, name.split("__"), row)) for name in names])


def _number(n):
    return grammar.of(get_language()).number(n)


# What stops a return from being sent


@dataclass(frozen=True)
class Obstacle:
    """Why a section is not ready to be sent."""

    section: str
    text: str


def obstacles(state, is_empty, n_silent):
    """What is in the way of a section (SectionState): a list of Obstacle.

    `is_empty` says that nothing is recorded, `n_silent` counts structures without a headcount.
    """
    found = []
    if state.state == state.State.OPEN:
        found.append(_("is neither done nor nil"))
    if state.state == state.State.NIL and not is_empty:
        found.append(_("is nil, but records are there"))
    if state.state == state.State.DONE and is_empty:
        found.append(_("is done, but nothing is recorded: say that it is nil"))
    if n_silent:
        found.append(_("some structures have neither a headcount nor a reason"))
    return [Obstacle(state.section, text) for text in found]
