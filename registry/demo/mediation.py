"""Mediators, their agreements (until 2023) and the trainings."""

from datetime import date

from registry.demo import pools, shares, stocks, targets
from registry.demo.book import exists
from registry.demo.days import Calendar
from registry.demo.people import full_name
from registry.models import Agreement, Mediator, Training


def load_mediators(book):
    """The register of mediators."""
    rng = book.rng("mediators")
    counts = shares.divide(stocks.size("mediators"), shares.people(), least=5)
    slots = stocks.in_order(rng, counts, book.leaning("mediators"))
    lives = stocks.lifetimes(rng, "mediators", slots, since=date(2015, 4, 1))
    rows = enumerate(zip(slots, lives, strict=True), 1)
    book.save([_mediator(rng, number, *row) for number, row in rows], "mediator")


def _mediator(rng, number, slot, life):
    return Mediator(
        region_id=slot[0],
        register_number=f"ҚХА-{number:04}",
        full_name=full_name(rng),
        kind=rng.choices(Mediator.Kind.values, (3, 5, 2))[0],
        opened_on=life[0],
        closed_on=life[1],
    )


def load_agreements(book):
    """Agreements of each year, most of them with their mediator."""
    rng, leaning = book.rng("agreements"), book.leaning("agreements")
    made = []
    for year, total in zip(targets.YEARS, targets.AGREEMENTS, strict=True):
        calendar = Calendar(year, office=True)
        weights = {c: n * leaning[c] * rng.uniform(0.9, 1.1) for c, n in shares.people().items()}
        for code, number in shares.divide(total, weights).items():
            made += [_agreement(book, rng, code, calendar) for _n in range(number)]
    book.save(made)


def _agreement(book, rng, code, calendar):
    day = calendar.draw(rng)
    mediator = rng.choice(book.kept["mediator", code])
    return Agreement(
        region_id=book.owner(code, day),
        concluded_on=day,
        mediator=mediator if exists(mediator, day) else None,
        category=rng.choices(Agreement.Category.values, (45, 25, 12, 4, 14))[0],
    )


def load_trainings(book):
    """Trainings on ethnomediation with their trainees."""
    rng = book.rng("trainings")
    made = []
    for place, year in enumerate(targets.YEARS):
        calendar = Calendar(year, office=True)
        codes = rng.choices(
            list(shares.people()), shares.people().values(), k=targets.TRAININGS[place]
        )
        weights = [rng.uniform(0.6, 1.5) for _code in codes]
        trainees = shares.apportion(targets.TRAINEES[place], weights, least=8)
        made += [_training(book, rng, *row, calendar) for row in zip(codes, trainees, strict=True)]
    book.save(made)


def _training(book, rng, code, trainees, calendar):
    day = calendar.draw(rng)
    return Training(
        region_id=book.owner(code, day),
        held_on=day,
        title=rng.choice(pools.TRAININGS),
        hours=rng.choice((8, 16, 24, 36, 50)),
        trainees=trainees,
    )
