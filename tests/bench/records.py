"""The tables of a generated registry that do not grow with its size: about 100,000 rows."""

from datetime import date, timedelta

from registry.models import (
    Agreement,
    Ambassador,
    Association,
    Award,
    DemoMark,
    Form,
    Headcount,
    House,
    Kind,
    Language,
    Level,
    MaterialCount,
    MediaOutlet,
    Mediator,
    Memorandum,
    MonitoringTrip,
    Nomination,
    Programme,
    Region,
    Structure,
    Training,
)
from tests.bench import returns
from tests.bench.saving import save

# How many of each kind: 3,400 structures
STRUCTURES = {
    Kind.ELDERS: 1450,
    Kind.MOTHERS: 1650,
    Kind.YOUTH: 200,
    Kind.EXPERTS: 30,
    Kind.CHAIR: 49,
    Kind.JOURNALISTS: 21,
}


def make(rng, years):
    """Fill every table but events and participations.  `rng` is a random.Random."""
    DemoMark.objects.create(seed=0)
    units = [region.code for region in Region.objects.units_of(years[-1])]
    _structures(rng, units, years)
    _associations(rng, units, years)
    _mediation(rng, units, years)
    _research(rng, units, years)
    _honours(rng, years)
    returns.make(units, years)


def _day(rng, first, last):
    return date(first, 1, 1) + timedelta(rng.randrange(365 * (last - first + 1)))


def _life(rng, years):
    """Dates and counted years of a stock: most began before the first year, few have ended."""
    opened = _day(rng, years[0] - 4, years[-1] - 1)
    closed = _day(rng, opened.year + 1, years[-1]) if rng.random() < 0.05 else None
    return {
        "opened_on": opened,
        "closed_on": closed,
        "counts_from": opened.year,
        "counts_until": closed and closed.year - 1,
    }


def _structures(rng, units, years):
    made = save(
        _structure(rng, kind, number, units, years)
        for kind, count in STRUCTURES.items()
        for number in range(count)
    )
    save(count for s in made for count in _headcounts(rng, s, years))
    clubs = [structure for structure in made if structure.kind == Kind.JOURNALISTS]
    save(
        MaterialCount(club_id=club.pk, year=year, month=month, materials=rng.randrange(80))
        for club in clubs
        for year in years
        for month in range(1, 13)
    )


def _structure(rng, kind, number, units, years):
    unit = units[number % len(units)]
    return Structure(
        kind=kind,
        name=f"{kind.label} № {number}",
        region_id=unit,
        level=Level.REPUBLICAN if unit == "REP" else rng.choice(Level.values[1:5]),
        form=rng.choice(Form.values) if kind == Kind.CHAIR else "",
        **_life(rng, years),
    )


def _headcounts(rng, structure, years):
    for year in years:
        if structure.counts_from <= year <= (structure.counts_until or year):
            known = rng.random() > 0.03
            members = rng.randrange(5, 30) if known else None
            reason = "" if known else "—"
            yield Headcount(structure=structure, year=year, members=members, unknown_because=reason)


def _associations(rng, units, years):
    houses = save(
        House(name=f"Достық үйі № {n}", region_id=units[n % len(units)], **_life(rng, years))
        for n in range(42)
    )
    associations = save(_association(rng, n, units, years) for n in range(1100))
    outlets = save(_outlet(rng, n, units, years) for n in range(120))
    languages = list(Language.objects.all())
    through = MediaOutlet.languages.through
    save(
        through(mediaoutlet_id=outlet.pk, language_id=language.pk)
        for outlet in outlets
        for language in rng.sample(languages[:18], 2)
    )
    save(_memorandum(rng, n, units, years) for n in range(60))
    save(_programme(rng, "social", n, units[n % len(units)], years, houses) for n in range(900))
    return associations


def _association(rng, number, units, years):
    life = _life(rng, years)
    return Association(
        name=f"Этномәдени бірлестік № {number}",
        region_id=units[number % len(units)],
        ethnic_group=f"№ {number % 60}",
        registered_on=life["opened_on"] if rng.random() < 0.7 else None,
        accredited_on=_day(rng, 2016, years[-1] + 1) if rng.random() < 0.4 else None,
        **life,
    )


def _outlet(rng, number, units, years):
    return MediaOutlet(
        name=f"Газет № {number}",
        region_id=units[number % len(units)],
        form=rng.choice(MediaOutlet.Form.values),
        **_life(rng, years),
    )


def _memorandum(rng, number, units, years):
    name = f"Меморандум № {number}"
    unit = units[number % len(units)]
    return Memorandum(name=name, parties=name, region_id=unit, **_life(rng, years))


def _programme(rng, kind, number, unit, years, houses=()):
    started = _day(rng, years[0], years[-1])
    return Programme(
        name=f"Жоба № {number}",
        kind=kind,
        region_id=unit,
        house=houses[number % len(houses)] if houses else None,
        started_on=started,
        finished_on=started + timedelta(rng.randrange(900)) if rng.random() < 0.8 else None,
    )


def _mediation(rng, units, years):
    save(
        Mediator(
            register_number=f"M-{n}",
            full_name=f"Медиатор № {n}",
            kind=rng.choice(Mediator.Kind.values),
            region_id=rng.choice(units),
            **_life(rng, years),
        )
        for n in range(2000)
    )
    save(
        Agreement(
            concluded_on=_day(rng, years[0], years[-1]),
            category=rng.choice(Agreement.Category.values),
            region_id=rng.choice(units),
        )
        for _n in range(30_000)
    )
    save(
        Training(
            held_on=_day(rng, years[0], years[-1]),
            title=f"Семинар № {n}",
            trainees=rng.randrange(10, 60),
            region_id=rng.choice(units),
        )
        for n in range(1000)
    )


def _research(rng, units, years):
    for kind, count in (("scientific", 30), ("grant", 60), ("study", 60), ("national", 6)):
        save(_programme(rng, kind, n, "REP", years) for n in range(count))
    trips = [(_day(rng, years[0], years[-1]), rng.choice(units)) for _n in range(200)]
    save(MonitoringTrip(region_id="REP", held_on=day, visited_id=unit) for day, unit in trips)


def _honours(rng, years):
    names = [f"Аталым № {n}" for n in range(8)]
    nominations = save(Nomination(name_kk=n, name_ru=n, name_en=n) for n in names)
    for kind, choices in (("order", [None]), ("prize", nominations)):
        save(
            Award(
                kind=kind,
                laureate=f"Лауреат № {n}",
                awarded_on=_day(rng, years[0], years[-1]),
                nomination=rng.choice(choices),
                region_id="REP",
            )
            for n in range(100)
        )
    save(
        Ambassador(name=f"Елші № {n}", country="—", region_id="REP", **_life(rng, years))
        for n in range(30)
    )
