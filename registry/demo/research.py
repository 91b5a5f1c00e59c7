"""Programmes, grants, studies and the monitoring trips of the republican level."""

from datetime import date

from registry.demo import programmes, targets
from registry.demo.days import Calendar
from registry.models import REPUBLIC, MonitoringTrip, Programme


def load_research(book):
    """The programmes in their years, then the trips that belong to the studies."""
    book.save([_programme(*row) for row in programmes.RESEARCH], "programme")
    rng = book.rng("trips")
    trips = [t for place, year in enumerate(targets.YEARS) for t in _trips(book, rng, place, year)]
    book.save(trips)


def _programme(kind, name, lead, first, last):
    return Programme(
        region_id=REPUBLIC,
        kind=kind,
        name=name,
        lead=lead,
        started_on=date.fromisoformat(first),
        finished_on=last and date.fromisoformat(last),
    )


def _trips(book, rng, place, year):
    """Trips of a year: so many regions, some of them twice."""
    existing = [c for c in book.codes if book.owner(c, date(year, 1, 1)) == c]
    codes = rng.sample(existing, targets.VISITED[place])
    again = rng.sample(codes, targets.TRIPS[place] - len(codes))
    calendar = Calendar(year, office=True)
    studies = [p for p in book.kept["programme", REPUBLIC] if p.kind == "study"]
    study = next((p for p in studies if p.started_on.year == year), None)
    for code in codes + again:
        day = calendar.draw(rng)
        yield MonitoringTrip(region_id=REPUBLIC, visited_id=code, held_on=day, programme=study)
