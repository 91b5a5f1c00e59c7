"""The events of a year with the bodies behind them."""

from registry.demo import targets, titles
from registry.demo.bodies import ORGANISED, STRUCTURES, bodies_of
from registry.demo.book import BATCH, exists
from registry.demo.crowds import crowds
from registry.demo.days import Calendar, feast_of
from registry.models import REPUBLIC, Event, Participation, Scope

# Regions where titles are more often Russian
RUSSIAN = ("KZ-11", "KZ-35", "KZ-39", "KZ-55", "KZ-59", "KZ-63", "KZ-71", "KZ-75")
HOSTS = ("KZ-71", "KZ-71", "KZ-71", "KZ-75", "KZ-75", "KZ-79", "KZ-61", "KZ-35", "KZ-63")
LINKED = 0.12  # participations that name their structures
FEAST_TITLES = 0.6  # of the events near a feast
NATIONAL = 0.15  # events of mothers within the national project
LEVELS = {"regional": 25, "city": 25, "district": 25, "rural": 30}
SCOPES = {"regional": Scope.REGIONAL, "rural": Scope.RURAL}


class Writer:
    """Writes the events of one year, no two with one key."""

    def __init__(self, book, place):
        self.book, self.year = book, targets.YEARS[place]
        self.rng = book.rng(f"events {self.year}")
        self.calendar = Calendar(self.year)
        self.youth_calendar = Calendar(self.year, since=targets.YOUTH_FROM)
        self.spots = {code: _by_level(spots) for code, spots in book.spots.items()}
        self.project = next(
            p for p in book.kept["programme", REPUBLIC] if p.kind == p.Kind.NATIONAL
        )
        self.used = set()

    def write(self, group, code, attendance):
        """An unsaved event, its bodies and the structures {kind: [Structure]} that they name."""
        bodies = bodies_of(self.rng, group)
        while True:
            event, links = self._draw(group, code, bodies)
            key = event.region_id, event.held_on, event.title, event.place
            if key not in self.used:
                break
        self.used.add(key)
        event.attendance = attendance
        return event, self._present(code, event.held_on, bodies), links

    def _draw(self, group, code, bodies):
        calendar = self.youth_calendar if "youth" in group else self.calendar
        day = calendar.draw(self.rng)
        site = self.rng.choice(HOSTS) if code == REPUBLIC else code
        links = self._links(code, day, bodies)
        spot = self.book.spots[site][0] if code == REPUBLIC else self._spot(site, links)
        language = "ru" if self.rng.random() < (0.5 if site in RUSSIAN else 0.2) else "kk"
        topic, title = self._title(_subject(group, bodies), day, language)
        event = Event(
            region_id=code if code == REPUBLIC else self.book.owner(code, day),
            title=title,
            held_on=day,
            place=f"{spot.seat(language)}, {self._venue(spot, language)}",
            held_in_id=self.book.owner(site, day) if code == REPUBLIC else None,
            scope=self._scope(group, code, spot),
            topic=topic,
            programme=self.project if self._is_national(group, day) else None,
        )
        return event, links

    def _links(self, code, day, bodies):
        """Some of the structures that were there, for the bodies that name them."""
        links = {}
        for kind, _role in bodies:
            if kind in STRUCTURES and self.rng.random() < LINKED:
                pool = self.book.kept[kind, code]
                drawn = self.rng.sample(pool, min(len(pool), self.rng.choice((1, 1, 1, 2))))
                links[kind] = [s for s in drawn if exists(s, day)]
        return links

    def _spot(self, site, links):
        """The seat of the first structure named, or any place of the region."""
        named = [s for structures in links.values() for s in structures]
        if named:
            return self.book.spot_of[named[0].pk]
        level = self.rng.choices(list(LEVELS), LEVELS.values())[0]
        spots = self.spots[site].get(level) or self.spots[site]["district"]
        return self.rng.choice(spots)

    def _venue(self, spot, language):
        venues = titles.RURAL_VENUES if spot.level == "rural" else titles.VENUES
        return self.rng.choice(venues)[language == "ru"]

    def _title(self, kind, day, language):
        """Topic and title (str) in a language."""
        column, feast = 1 + (language == "ru"), feast_of(day)
        if feast and self.rng.random() < FEAST_TITLES:
            row = self.rng.choice(titles.FEASTS[feast])
            return row[0], row[column]
        whole, themes = titles.WHOLE[kind], titles.THEMES[kind]
        if self.rng.random() < 0.3:
            row = self.rng.choice(whole)
            return row[0], row[column]
        row, form = self.rng.choice(themes), self.rng.choice(titles.FORMS)
        return row[0], form[column - 1].format(row[column])

    def _scope(self, group, code, spot):
        if code == REPUBLIC or (group == ("youth",) and self.rng.random() < 0.85):
            return Scope.REPUBLICAN
        return SCOPES.get(spot.level, Scope.DISTRICT)

    def _is_national(self, group, day):
        mothers = "mothers" in group and day >= self.project.started_on
        return mothers and self.rng.random() < NATIONAL

    def _present(self, code, day, bodies):
        """The bodies, with an association for a House or a club that is not there yet."""
        present = {}
        for kind, role in bodies:
            absent = kind in ("house", "journalists") and not self.book.open(kind, code, day)
            present.setdefault("association" if absent else kind, role)
        return list(present.items())


def load_events(book, place):
    """The events of the year at a place of the targets."""
    writer = Writer(book, place)
    written = [
        writer.write(group, code, attendance)
        for (group, code), sizes in crowds(book, place).items()
        for attendance in sizes
    ]
    written.sort(key=lambda row: row[0].held_on)
    book.save([event for event, _bodies, _links in written])
    _load_bodies(book, written)


def _load_bodies(book, written):
    """The participations, then the structures that they name."""
    rows = [
        (Participation(event=event, kind=kind, role=role), links.get(kind, ()))
        for event, bodies, links in written
        for kind, role in bodies
    ]
    book.save([participation for participation, _structures in rows])
    through = Participation.structures.through
    links = [
        through(participation=participation, structure=structure)
        for participation, structures in rows
        for structure in structures
    ]
    through.objects.bulk_create(links, batch_size=BATCH)


def _subject(group, bodies):
    """The kind whose titles fit: of the kinds counted, the one that organises."""
    hosts = [kind for kind, role in bodies if role == ORGANISED and kind in group]
    return hosts[0] if hosts else group[0]


def _by_level(spots, most=45):
    levels = {}
    for spot in spots:
        levels.setdefault(spot.level, []).append(spot)
    return {level: found[:most] for level, found in levels.items()}
