"""Random registries: small ones, with everything in them that makes counting difficult.

Records gather in a few units around two years, those of the splits of 2018 and 2022 first, so
that most cells have something to count.
"""

from datetime import date, timedelta
from itertools import product

from registry.models import (
    Agreement,
    Ambassador,
    Association,
    Award,
    BodyKind,
    Event,
    Headcount,
    House,
    Kind,
    Language,
    MaterialCount,
    MediaOutlet,
    Mediator,
    Memorandum,
    MonitoringTrip,
    Nomination,
    Participation,
    Programme,
    Region,
    ReportingYear,
    SectionState,
    Structure,
    Submission,
    Training,
)
from registry.sections import SECTIONS
from reports.catalogue import INDICATORS
from reports.models import ReportedValue
from tests.build import NOON

CHANGED = ["KZ-10", "KZ-33", "KZ-61", "KZ-62", "KZ-79", "KZ-YUZ"]
PARENTS = ["KZ-19", "KZ-35", "KZ-63"]
STEADY = ["KZ-11", "KZ-55", "KZ-71", "KZ-75"]
FORMS = ["chair", "centre", "representation"]


class RandomRegistry:
    """Fills the database with the records of one seed (random.Random)."""

    def __init__(self, rng, years=None):
        self.rng = rng
        self.years = years or sorted(rng.sample(range(2017, 2025), 2))
        self.units = [
            *rng.sample(CHANGED, 3),
            *rng.sample(PARENTS, 2),
            *rng.sample(STEADY, 2),
            "REP",
        ]
        self.number = 0

    def fill(self):
        self._returns()
        self._structures()
        self.add_events()
        self.add_stocks()
        self._flows()
        self._programmes()
        self._reported_values()

    # Values

    def next(self):
        self.number += 1
        return f"{self.number}"

    def unit(self):
        return self.rng.choice(self.units)

    def year(self):
        return self.rng.choice([*self.years, *self.years, self.rng.randint(2015, 2025)])

    def day(self, year=None):
        """A day of a year; often one at the edge of it, or of a split."""
        year = year or self.year()
        edges = [(1, 1), (12, 31), (12, 30), (6, 7), (6, 8), (6, 18), (6, 19)]
        if self.rng.random() < 0.4:
            return date(year, *self.rng.choice(edges))
        return date(year, 1, 1) + timedelta(days=self.rng.randrange(365))

    def maybe(self, value, chance=0.5):
        return value if self.rng.random() < chance else None

    def life(self):
        """The dates of a stock, and the years that it counts in: some were found or closed late."""
        opened, closed = self.day(self.rng.randint(2014, 2024)), self.maybe(self.day(), 0.5)
        if closed and closed < opened:
            opened, closed = closed, opened
        first, until = opened.year, closed and closed.year - 1
        if self.rng.random() < 0.2:
            first += self.rng.randint(1, 3)
        if closed and self.rng.random() < 0.2:
            until += self.rng.randint(1, 3)
        return {
            "opened_on": opened,
            "closed_on": closed,
            "counts_from": first,
            "counts_until": until,
        }

    def many(self, model, how_many, fields):
        rows = [model(region_id=self.unit(), **fields()) for _n in range(how_many)]
        return model.objects.bulk_create(rows)

    # Records

    def _returns(self):
        """Every unit, those that do not exist in the year too, in every state of a return."""
        dates = {"opens_on": date(2017, 1, 1), "due_on": date(2017, 1, 1)}
        ReportingYear.objects.bulk_create(ReportingYear(year=y, **dates) for y in self.years)
        self.unheard = self.rng.sample([s.key for s in SECTIONS], 4)  # nobody is accepted there
        codes = Region.objects.values_list("code", flat=True)
        returns = [self._return(*key) for key in product(codes, self.years)]
        Submission.objects.bulk_create([r for r in returns if r])
        sections = [s for r in returns if r for s in self._sections(r)]
        SectionState.objects.bulk_create(sections)

    def _return(self, code, year):
        states = ["accepted"] * 8 + ["draft", "submitted", "in_review", "returned", None]
        state = self.rng.choice(states)
        return state and Submission(
            region_id=code,
            year_id=year,
            state=state,
            accepted_at=NOON if state == "accepted" else None,
            reason="?" if state == "returned" else "",
        )

    def _sections(self, submission):
        for section in SECTIONS:
            state = self.rng.choice(["done", "done", "done", "nil", "open", None])
            if section.key in self.unheard:
                state = "open"
            if state:
                yield SectionState(
                    submission=submission, section=section.key, state=state, reason="?"
                )

    def _structures(self):
        made = self.many(Structure, 0, dict)
        for kind in Kind.values:
            made += [self._structure(kind, self.unit()) for _n in range(7)]
        Structure.objects.bulk_create(made)
        self.structures = made
        Headcount.objects.bulk_create(
            self._headcount(structure, year)
            for structure, year in product(made, self.years)
            if self.rng.random() < 0.7
        )
        clubs = [s for s in made if s.kind == Kind.JOURNALISTS]
        months = self.rng.sample(list(product(clubs, self.years, (1, 6, 12))), 15)
        MaterialCount.objects.bulk_create(
            MaterialCount(club_id=c.pk, year=y, month=m, materials=self.rng.randint(0, 9))
            for c, y, m in months
        )

    def _structure(self, kind, unit):
        level = self.rng.choice(["regional", "city", "district", "rural"])
        return Structure(
            kind=kind,
            region_id=unit,
            name=self.next(),
            level="republican" if unit == "REP" else level,
            form=self.rng.choice(FORMS) if kind == Kind.CHAIR else "",
            **self.life(),
        )

    def _headcount(self, structure, year):
        members = self.maybe(self.rng.randint(0, 20), 0.8)
        reason = "?" if members is None else ""
        return Headcount(structure=structure, year=year, members=members, unknown_because=reason)

    def add_events(self):
        events = self.many(
            Event,
            30,
            lambda: {
                "title": self.next(),
                "held_on": self.day(),
                "place": "A",
                "topic": "sport",
                "scope": self.rng.choice(["republican", "regional", "rural"]),
                "attendance": self.rng.randint(0, 50),
            },
        )
        kinds = {e.pk: self.rng.sample(BodyKind.values, self.rng.randint(0, 4)) for e in events}
        made = Participation.objects.bulk_create(
            Participation(event_id=pk, kind=kind, role=self.rng.choice(["organised", "took_part"]))
            for pk, of_event in kinds.items()
            for kind in of_event
        )
        link = Participation.structures.through
        link.objects.bulk_create(
            link(participation=p, structure=s)
            for p in made[:10]
            for s in self.rng.sample(self.structures, 2)
        )

    def add_stocks(self):
        self.many(House, 8, lambda: {"name": self.next(), **self.life()})
        self.many(
            Association,
            12,
            lambda: {
                "name": self.next(),
                "ethnic_group": "?",
                "registered_on": self.maybe(self.day()),
                "accredited_on": self.maybe(self.day()),
                **self.life(),
            },
        )
        self.many(Memorandum, 6, lambda: {"name": self.next(), "parties": "?", **self.life()})
        self.many(
            Mediator,
            8,
            lambda: {
                "full_name": "?",
                "kind": "public",
                "register_number": self.next(),
                **self.life(),
            },
        )
        self.many(Ambassador, 6, lambda: {"name": self.next(), "country": "?", **self.life()})
        self._outlets()

    def _outlets(self):
        form = {"form": "newspaper"}
        outlets = self.many(MediaOutlet, 10, lambda: {"name": self.next(), **form, **self.life()})
        codes = list(Language.objects.values_list("code", flat=True))[:6]
        link = MediaOutlet.languages.through
        link.objects.bulk_create(
            link(mediaoutlet=outlet, language_id=code)
            for outlet in outlets
            for code in self.rng.sample(codes, self.rng.randint(0, 3))
        )

    def _flows(self):
        self.many(Agreement, 10, lambda: {"concluded_on": self.day(), "category": "family"})
        self.many(
            Training,
            8,
            lambda: {"held_on": self.day(), "title": "?", "trainees": self.rng.randint(0, 30)},
        )
        self.many(MonitoringTrip, 10, lambda: {"held_on": self.day(), "visited_id": self.unit()})
        names = {"name_kk": "?", "name_ru": "?", "name_en": "?"}
        nominations = Nomination.objects.bulk_create([Nomination(**names) for _n in range(4)])
        choices = [None, *nominations]
        awards = [self._award(self.rng.choice(choices)) for _n in range(12)]
        Award.objects.bulk_create(awards)

    def _award(self, nomination):
        return Award(
            region_id=self.rng.choice(["REP", "REP", self.unit()]),
            kind="prize" if nomination else "order",
            nomination=nomination,
            laureate="?",
            awarded_on=self.day(),
        )

    def _programmes(self):
        made = []
        for kind in [*Programme.Kind.values, *Programme.Kind.values, "social", "scientific"] * 2:
            start, end = self.day(self.rng.randint(2010, 2024)), self.maybe(self.day(), 0.8)
            if end and end < start:
                start, end = end, start
            unit = self.unit() if kind == "social" else self.rng.choice(["REP", "REP", "KZ-71"])
            made.append(
                Programme(
                    name=self.next(), kind=kind, region_id=unit, started_on=start, finished_on=end
                )
            )
        Programme.objects.bulk_create(made)

    def _reported_values(self):
        """Numbers for the country, for units that count and for those that do not."""
        places = [None, *self.units]
        cells = product([i.code for i in INDICATORS], places, self.years)
        ReportedValue.objects.bulk_create(
            ReportedValue(indicator=code, region_id=place, year=year, value=self.rng.randint(0, 40))
            for code, place, year in cells
            if self.rng.random() < (0.2 if place else 0.5)
        )
