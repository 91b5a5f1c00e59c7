"""The order and the prize, the Friendship Ambassadors and the memoranda."""

from datetime import date

from registry.demo import pools, shares, stocks, targets
from registry.demo.people import AMBASSADORS, full_name
from registry.models import REPUBLIC, Ambassador, Award, Memorandum, Nomination

CEREMONY = date(2023, 10, 24)


def load_awards(book):
    """The order and the prizes of 2023; some nominations have two laureates."""
    rng = book.rng("awards")
    nominations = [_nomination(*names) for names in pools.NOMINATIONS[: targets.NOMINATIONS]]
    Nomination.objects.bulk_create(nominations)
    shared = rng.sample(nominations, targets.SHARED_PRIZES)
    orders = [_award(rng, Award.Kind.ORDER) for _n in range(targets.ORDERS)]
    prizes = [_award(rng, Award.Kind.PRIZE, n) for n in nominations + shared]
    book.save(orders + prizes)


def _nomination(kk, ru, en):
    return Nomination(region_id=REPUBLIC, name_kk=kk, name_ru=ru, name_en=en)


def _award(rng, kind, nomination=None):
    return Award(
        region_id=REPUBLIC,
        kind=kind,
        laureate=full_name(rng),
        awarded_on=CEREMONY,
        nomination=nomination,
    )


def load_ambassadors(book):
    """Friendship Ambassadors of the republican level."""
    rng = book.rng("ambassadors")
    chosen = AMBASSADORS[: stocks.size("ambassadors")]
    lives = stocks.lifetimes(rng, "ambassadors", chosen, since=date(2017, 5, 1))
    rows = zip(chosen, lives, strict=True)
    book.save([_ambassador(*person, *life) for person, life in rows])


def _ambassador(name, country, opened_on, closed_on):
    return Ambassador(
        region_id=REPUBLIC,
        name=name,
        country=country,
        opened_on=opened_on,
        closed_on=closed_on,
    )


def load_memoranda(book):
    """Memoranda of the regions and of the republican level."""
    rng = book.rng("memoranda")
    weights = shares.people() | {REPUBLIC: 600}
    counts = shares.divide(stocks.size("memoranda"), weights, least=1)
    slots = stocks.in_order(rng, counts, book.leaning("memoranda") | {REPUBLIC: 0})
    lives = stocks.lifetimes(rng, "memoranda", slots, since=date(2018, 2, 1))
    rows = zip(slots, lives, strict=True)
    book.save([_memorandum(book, rng, slot[0], *life) for slot, life in rows])


def _memorandum(book, rng, code, opened_on, closed_on):
    partner = rng.choice(pools.PARTNERS)
    region = book.reporters.regions[code]
    own = "ҚХА Хатшылығы" if code == REPUBLIC else f"{region.name_kk} ҚХА"
    return Memorandum(
        region_id=code,
        name=f"{own} мен {partner} арасындағы ынтымақтастық туралы меморандум",
        parties=f"{own}; {partner}",
        opened_on=opened_on,
        closed_on=closed_on,
    )
