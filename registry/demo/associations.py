"""Ethnocultural associations of the regions and of the republican level."""

from datetime import date, timedelta

from registry.demo import pools, shares, stocks, targets
from registry.demo.days import workday
from registry.models import REPUBLIC, Association, Level

ACCREDITATION = date(2019, 7, 1)  # the first register
WIDE = 14  # so many places of a region, the larger ones, have associations


def load_associations(book):
    """Associations: most are registered, about half are accredited."""
    rng = book.rng("associations")
    number = stocks.size("associations") - targets.REPUBLICAN_ASSOCIATIONS
    counts = shares.divide(number, shares.people(), least=8)
    counts[REPUBLIC] = targets.REPUBLICAN_ASSOCIATIONS
    bias = book.leaning("associations") | {REPUBLIC: 0}
    slots = stocks.in_order(rng, counts, bias, settled=3)
    lives = stocks.lifetimes(rng, "associations", slots, since=date(2003, 2, 1))
    rows = enumerate(zip(slots, lives, strict=True))
    used = set()
    made = [_association(book, rng, used, number, *row) for number, row in rows]
    book.save(made, "association")


def _association(book, rng, used, number, slot, life):
    code, index = slot
    opened_on, closed_on = life
    kk, spot, name = _fresh(book, rng, used, code, index)
    made = Association(
        region_id=code,
        name=name,
        ethnic_group=kk,
        level=spot.level if spot else Level.REPUBLICAN,
        opened_on=opened_on,
        closed_on=closed_on,
    )
    _register(rng, made, number)
    _settle(book, rng, made, spot)
    return made


def _fresh(book, rng, used, code, index):
    """Group, Spot and a name that no other association of the region bears."""
    while True:
        kk, ru, names = pools.ETHNIC_GROUPS[_group(rng, index)]
        spot = _spot(book, rng, code, index)
        name = _name(rng, spot, kk, ru, rng.choice(names))
        if (code, name) not in used:
            used.add((code, name))
            return kk, spot, name


def _group(rng, index):
    """The first associations of a region are of the larger groups."""
    last = len(pools.ETHNIC_GROUPS) - 1
    return index if index <= last else min(int(rng.expovariate(0.12)), last)


def _spot(book, rng, code, index):
    if code == REPUBLIC:
        return None
    places = book.spots[code][:WIDE]
    return places[0] if index < 10 or rng.random() < 0.3 else rng.choice(places)


def _name(rng, spot, kk, ru, name):
    if spot is None:
        return f"«{name}» республикалық {kk} этномәдени бірлестігі"
    russian = rng.random() < 0.3
    place = "" if spot.centre else f" ({spot.ru if russian else spot.kk})"
    if russian:
        return f"{ru} этнокультурное объединение «{name}»{place}"
    return f"«{name}» {kk} этномәдени бірлестігі{place}"


def _register(rng, made, number):
    """Give an association its registration with a BIN, and perhaps an accreditation."""
    if rng.random() > 0.86:
        return
    made.registered_on = made.opened_on
    made.bin = f"{made.opened_on:%y%m}40{number:06}"
    end = (made.closed_on or targets.LAST_DAY) - timedelta(1)
    first = max(ACCREDITATION, made.registered_on)
    if first < end and rng.random() < 0.62:
        made.accredited_on = workday(rng, first, end)


def _settle(book, rng, made, spot):
    """An association of the regional centre may work in the region's first House."""
    houses = book.kept["house", made.region_id]
    if spot and spot.centre and houses and rng.random() < 0.7:
        made.house = houses[0]
