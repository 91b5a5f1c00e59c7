"""Houses of Friendship and the social projects that they finish."""

from datetime import date, timedelta

from registry.demo import pools, shares, stocks, targets
from registry.demo.days import Calendar
from registry.models import House, Level, Programme

WITHOUT = "KZ-62"  # a young region that has no House yet


def load_houses(book):
    """Houses: one in each region but one, more in the larger regions."""
    rng = book.rng("houses")
    weights = {code: n for code, n in shares.people().items() if code != WITHOUT}
    counts = shares.divide(stocks.size("houses"), weights, least=1)
    slots = stocks.in_order(rng, counts, book.leaning("houses"))
    lives = stocks.lifetimes(rng, "houses", slots, since=date(2000, 3, 1))
    houses = [_house(book, rng, *row) for row in zip(slots, lives, strict=True)]
    book.save(houses, "house")


def _house(book, rng, slot, life):
    code, index = slot
    spot = book.spots[code][index]
    opened_on, closed_on = life
    return House(
        region_id=code,
        name=f"{spot.of} Достық үйі",
        level=Level.REGIONAL if index == 0 else spot.level,
        address=f"{spot.seat('kk')}, {_street(rng)}",
        area=rng.randrange(320, 4200, 10),
        rooms=rng.randint(6, 48),
        staff=rng.randint(4, 32),
        opened_on=opened_on,
        closed_on=closed_on,
    )


def _street(rng):
    return f"{rng.choice(pools.STREETS.split(', '))} көшесі, {rng.randint(1, 120)}"


def load_projects(book):
    """Social projects, each of one House, counted in the year when it is finished."""
    rng = book.rng("projects")
    projects = []
    for year, total in zip(targets.YEARS, targets.PROJECTS, strict=True):
        calendar = Calendar(year, since=date(year, 2, 1), office=True)
        houses = [h for code in book.codes for h in book.open("house", code, date(year, 1, 15))]
        weights = [rng.uniform(0.5, 1.5) for _house in houses]
        for house, number in zip(houses, shares.apportion(total, weights), strict=True):
            names = rng.sample(pools.PROJECTS, number)
            projects += [_project(book, rng, house, name, calendar) for name in names]
    book.save(projects)


def _project(book, rng, house, name, calendar):
    finished_on = calendar.draw(rng)
    return Programme(
        region_id=book.owner(house.region_id, finished_on),
        kind=Programme.Kind.SOCIAL,
        name=name,
        house=house,
        lead=house.name,
        started_on=finished_on - timedelta(rng.randint(20, 300)),
        finished_on=finished_on,
    )
