"""The by-hand oracle: every indicator counted again in plain Python, from lists of records.

It shares nothing with the counting of the portal: no query but "all rows", no rule of
`reports`, no table of the regions' past.  A new indicator is one line in LINES.
"""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass

from tests.reports.books import by, exists, goes_on, reporter, units_of

Cell = namedtuple("Cell", "value status origin expected reported known")

# Rows of a year: pairs of a region and a value


def stocks(name, more=lambda stock, year: True):
    return lambda books, year: [
        (s.region_id, 1) for s in getattr(books, name) if exists(s, year) and more(s, year)
    ]


def structures(kind, **wanted):
    def matches(structure, year):
        return structure.kind == kind and all(getattr(structure, f) == v for f, v in wanted.items())

    return stocks("structures", matches)


def members(kind):
    def rows(books, year):
        for headcount in books.headcounts:
            owner = books.structure[headcount.structure_id]
            if headcount.year == year and owner.kind == kind and exists(owner, year):
                yield owner.region_id, headcount.members

    return rows


def events(kind=None, role=None, people=False):
    """Events of the year; with a kind, those at which such a body was (in that role)."""

    def rows(books, year):
        for event in books.events:
            was = books.kinds.get(event.pk, {}).get(kind)
            if event.held_on.year == year and (kind is None or was in ([role] if role else ROLES)):
                yield event.region_id, event.attendance if people else 1

    return rows


ROLES = ["organised", "took_part"]


def other_events(books, year):
    for event in books.events:
        kinds = books.kinds.get(event.pk, {})
        told = "elders" in kinds or "youth" in kinds or kinds.get("mothers") == "organised"
        if event.held_on.year == year and not told:
            yield event.region_id, 1


def materials(books, year):
    return [
        (books.structure[m.club_id].region_id, m.materials)
        for m in books.materials
        if m.year == year
    ]


def languages(books, year):
    for spoken in books.spoken:
        outlet = books.outlet[spoken.mediaoutlet_id]
        if exists(outlet, year):
            yield outlet.region_id, spoken.language_id


def projects(books, year):
    return [
        (p.region_id, 1)
        for p in books.programmes
        if p.kind == "social" and p.finished_on and p.finished_on.year == year
    ]


def programmes(kind, years):
    return lambda books, year: [
        (p.region_id, 1)
        for p in books.programmes
        if p.kind == kind and goes_on(p, year - years + 1, year)
    ]


def flows(name, day, value=lambda row: 1, kind=None):
    return lambda books, year: [
        (row.region_id, value(row))
        for row in getattr(books, name)
        if getattr(row, day).year == year and (kind is None or row.kind == kind)
    ]


def nothing(books, year):
    return []


# The lines


@dataclass(frozen=True)
class Line:
    """How an indicator is counted: whose section, which rows, and what is made of them."""

    section: str
    rows: Callable
    way: str = "sum"  # or "different", or "presence"
    who: str = "all"  # or "regions", or "republic"
    years: tuple = (0, 9999)
    tells_known: bool = False

    def places(self, books, year):
        """The units that have this figure in a year."""
        if not self.section:
            return []
        only_rep = self.section in ("research", "honours") or self.who == "republic"
        units = [u for u in units_of(books, year) if u == "REP" or not only_rep]
        return [u for u in units if u != "REP" or self.who != "regions"]

    def value(self, values):
        """The number that the values of one unit's rows give."""
        known = [v for v in values if v is not None]
        if self.way == "different":
            return len(set(known))
        return min(sum(known), 1) if self.way == "presence" else sum(known)


def of_members(section, kind, **kwargs):
    return Line(section, members(kind), tells_known=True, **kwargs)


SINCE_2021 = {"years": (2021, 9999)}
SINCE_2023 = {"years": (2023, 9999)}
IN_REGIONS = {"way": "presence", "who": "regions"}

LINES = {
    "elders.councils": Line("elders", structures("elders")),
    "elders.members": of_members("elders", "elders"),
    "elders.regions": Line("elders", structures("elders"), **IN_REGIONS),
    "elders.events": Line("events", events("elders")),
    "elders.covered": Line("events", events("elders", people=True)),
    "mothers.councils": Line("mothers", structures("mothers")),
    "mothers.members": of_members("mothers", "mothers"),
    "mothers.events": Line("events", events("mothers", "organised")),
    "mothers.covered": Line("events", events("mothers", "organised", people=True)),
    "youth.branches": Line("youth", structures("youth"), **IN_REGIONS, **SINCE_2021),
    "youth.active": of_members("youth", "youth", **SINCE_2021),
    "youth.events": Line("events", events("youth"), **SINCE_2021),
    "youth.covered": Line("events", events("youth", people=True), **SINCE_2021),
    "ecas.active": Line("associations", stocks("associations")),
    "ecas.registered": Line(
        "associations", stocks("associations", lambda a, year: by(a.registered_on, year))
    ),
    "ecas.accredited": Line(
        "associations", stocks("associations", lambda a, year: by(a.accredited_on, year))
    ),
    "houses.total": Line("houses", stocks("houses")),
    "houses.projects": Line("houses", projects),
    "memoranda.in_force": Line("memoranda", stocks("memoranda")),
    "mediation.mediators": Line("mediation", stocks("mediators")),
    "mediation.agreements": Line("mediation", flows("agreements", "concluded_on"), years=(0, 2023)),
    "mediation.trainees": Line("mediation", flows("trainings", "held_on", lambda t: t.trainees)),
    "research.programmes": Line("research", programmes("scientific", 6)),
    "research.grants": Line("research", programmes("grant", 1)),
    "research.studies": Line("research", programmes("study", 1)),
    "research.regions_monitored": Line(
        "research", flows("trips", "held_on", lambda t: t.visited_id), "different"
    ),
    "experts.groups": Line("experts", structures("experts")),
    "experts.members": of_members("experts", "experts"),
    "chairs.total": Line("chairs", structures("chair")),
    "chairs.chairs": Line("chairs", structures("chair", form="chair")),
    "chairs.centres": Line("chairs", structures("chair", form="centre")),
    "chairs.representations": Line("chairs", structures("chair", form="representation")),
    "journalists.clubs": Line("clubs", structures("journalists")),
    "journalists.clubs_republican": Line(
        "clubs", structures("journalists", level="republican"), who="republic"
    ),
    "journalists.clubs_regional": Line("clubs", structures("journalists"), who="regions"),
    "journalists.members": of_members("clubs", "journalists", who="regions"),
    "journalists.regions": Line("clubs", structures("journalists"), **IN_REGIONS),
    "journalists.materials": Line("clubs", materials),
    "media.outlets": Line("media", stocks("outlets")),
    "media.languages": Line("media", languages, "different"),
    "media.regions": Line("media", stocks("outlets"), **IN_REGIONS),
    "ambassadors.total": Line("honours", stocks("ambassadors")),
    "awards.el_birligi": Line("honours", flows("awards", "awarded_on", kind="order"), **SINCE_2023),
    "prizes.nominations": Line(
        "honours",
        flows("awards", "awarded_on", lambda a: a.nomination_id, "prize"),
        "different",
        **SINCE_2023,
    ),
    "parliament.senators": Line("", nothing, years=(2022, 9999)),
    "parliament.group_deputies": Line("", nothing, **SINCE_2023),
    "parliament.group_senate": Line("", nothing, **SINCE_2023),
    "parliament.group_majilis": Line("", nothing, **SINCE_2023),
    "events.total": Line("events", events()),
    "events.covered": Line("events", events(people=True)),
    "events.other": Line("events", other_events),
}


# Whose number it is


def figures(books, year):
    """{(code, unit or None for the country): Cell} of every indicator."""
    cells = {}
    for code, line in LINES.items():
        cells |= {(code, place): cell for place, cell in _line(books, year, code, line)}
    return cells


def _line(books, year, code, line):
    places = line.places(books, year)
    if not line.years[0] <= year <= line.years[1]:
        return [
            *((place, Cell(None, "not_applicable", "", 1, 0, None)) for place in places),
            (None, Cell(None, "not_applicable", "", 0, 0, None)),
        ]
    found = {place: [] for place in places}
    for region, value in line.rows(books, year):
        found.get(reporter(region, year), []).append(value)
    cells = {place: _unit(books, year, code, line, place, found[place]) for place in places}
    return [*cells.items(), (None, _country(books, year, code, line, cells, found))]


def _unit(books, year, code, line, place, values):
    if (line.section, place, year) in books.accepted:
        known = sum(v is not None for v in values) if line.tells_known else None
        return Cell(line.value(values), "final", "counted", 1, 1, known)
    if (code, place, year) in books.values:
        return Cell(books.values[code, place, year], "final", "reported", 1, 1, None)
    return Cell(None, "not_reported", "", 1, 0, None)


def _country(books, year, code, line, cells, found):
    counted = [place for place, cell in cells.items() if cell.origin == "counted"]
    told = [cell for cell in cells.values() if cell.status == "final"]
    if not counted and (code, None, year) in books.values:
        whole = books.values[code, None, year]
        return Cell(whole, "final", "reported", len(cells), len(told), None)
    if line.way == "different":
        told = [cells[place] for place in counted]
        value = len({v for place in counted for v in found[place]})
    else:
        value = sum(cell.value for cell in told)
    if not told:
        return Cell(None, "not_reported", "", len(cells), 0, None)
    origins = {cell.origin for cell in told}
    origin = origins.pop() if len(origins) == 1 else "mixed"
    known = sum(cells[place].known for place in counted) if counted and line.tells_known else None
    return Cell(value, "final", origin, len(cells), len(told), known)
