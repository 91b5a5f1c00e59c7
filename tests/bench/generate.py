"""A generated registry of any number of events over twelve years, the same from the same seed.

Events and their participations grow with the size; everything else stays as large as the
country is.  Events lie in the table year after year, within a year in any order of days,
as they are recorded.
"""

import random
from datetime import date, timedelta

from registry.models import BodyKind, Event, Participation, Region, Scope, Topic
from registry.text import search_key
from tests.bench import records
from tests.bench.loading import hurry, load, settle
from tests.bench.timing import say

SEED = 2023
YEARS = range(2012, 2024)
SECOND_BODY = 0.2  # of the events have two kinds of bodies: 1.2 participations an event
PLACES = 200
PHRASES = (
    "Достық фестивалі",
    "Наурыз мерекесі",
    "Круглый стол о согласии",
    "Встреча поколений",
    "Семейный конкурс",
    "Урок мира",
    "Дебаты молодёжи",
    "Выставка ремёсел",
    "Благотворительная ярмарка",
    "Тіл күні",
    "Ана мен бала",
    "Ақсақалдар кеңесі",
)
# Of a hundred participations, how many are of each kind
SHARES = {
    BodyKind.ELDERS: 30,
    BodyKind.MOTHERS: 22,
    BodyKind.YOUTH: 15,
    BodyKind.ASSOCIATION: 12,
    BodyKind.HOUSE: 9,
    BodyKind.MEDIATION: 4,
    BodyKind.EXPERTS: 3,
    BodyKind.CHAIR: 3,
    BodyKind.JOURNALISTS: 2,
}
EVENT = (
    "id",
    "title",
    "title_key",
    "held_on",
    "place",
    "place_key",
    "region_id",
    "scope",
    "topic",
    "attendance",
)
PARTICIPATION = ("event_id", "kind", "role")


def make(size):
    """Fill the default database, which is migrated and empty, with `size` events (int)."""
    hurry()
    say("  councils, members and the other small tables")
    records.make(random.Random(SEED), YEARS)
    say(f"  {size:,} events")
    regions = list(Region.objects.all())  # before COPY has the connection to itself
    load(Event, EVENT, events(size, random.Random(SEED), regions))
    say("  their participations")
    load(Participation, PARTICIPATION, participations(size, random.Random(SEED + 1)))
    say("  statistics")
    settle()


def events(size, rng, regions):
    """The rows of the events (tuples in the order of EVENT)."""
    days = {year: _days(year, regions) for year in YEARS}
    titles = [(phrase, search_key(phrase)) for phrase in PHRASES]
    places = [(name, search_key(name)) for name in (f"Мәдениет үйі № {n}" for n in range(PLACES))]
    scopes, topics = Scope.values[1:], Topic.values
    draw = rng.random
    for number in range(size):
        day, units = _pick(days[YEARS[number * len(YEARS) // size]], draw)
        title, title_key = _pick(titles, draw)
        place, place_key = _pick(places, draw)
        pk, unit = number + 1, _pick(units, draw)
        yield (
            pk,
            f"{title} {pk}",
            f"{title_key} {pk}",
            day,
            place,
            place_key,
            unit,
            Scope.REPUBLICAN.value if unit == "REP" else _pick(scopes, draw),
            _pick(topics, draw),
            10 + int(290 * draw() * draw()),
        )


def participations(size, rng):
    """The rows of the participations (tuples in the order of PARTICIPATION)."""
    kinds = [kind.value for kind, share in SHARES.items() for _one in range(share)]
    roles = Participation.Role.values
    draw = rng.random
    for event in range(1, size + 1):
        first = _pick(kinds, draw)
        yield event, first, _pick(roles, draw)
        if draw() < SECOND_BODY:
            second = _pick(kinds, draw)
            while second == first:
                second = _pick(kinds, draw)
            yield event, second, _pick(roles, draw)


def _pick(things, draw):
    return things[int(draw() * len(things))]


def _days(year, regions):
    """Each day of a year (ISO text) with the codes of the units that existed on it."""
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
    return [(day.isoformat(), [r.code for r in regions if _exists(r, day)]) for day in days]


def _exists(region, day):
    opened = not region.opened_on or region.opened_on <= day
    return opened and (not region.closed_on or region.closed_on > day)
