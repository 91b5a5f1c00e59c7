"""All records as plain lists, and the rules of regions and years, for the by-hand oracle."""

from datetime import date

from registry.models import (
    Agreement,
    Ambassador,
    Association,
    Award,
    Event,
    Headcount,
    House,
    MaterialCount,
    MediaOutlet,
    Mediator,
    Memorandum,
    MonitoringTrip,
    Participation,
    Programme,
    Region,
    SectionState,
    Structure,
    Submission,
    Training,
)
from reports.models import ReportedValue

# New units: the first year that they report, and who reported their territory before.
BEFORE = {
    "KZ-10": (2022, "KZ-63"),
    "KZ-33": (2022, "KZ-19"),
    "KZ-62": (2022, "KZ-35"),
    "KZ-61": (2018, "KZ-YUZ"),
    "KZ-79": (2018, "KZ-YUZ"),
}


class Books:
    """All records, as plain lists."""

    def __init__(self):
        self.codes = [region.pk for region in Region.objects.all()]
        self.structures = list(Structure.objects.all())
        self.headcounts = list(Headcount.objects.all())
        self.materials = list(MaterialCount.objects.all())
        self.events = list(Event.objects.all())
        self.participations = list(Participation.objects.all())
        self.houses = list(House.objects.all())
        self.associations = list(Association.objects.all())
        self.outlets = list(MediaOutlet.objects.all())
        self.spoken = list(MediaOutlet.languages.through.objects.all())
        self.mediators = list(Mediator.objects.all())
        self.agreements = list(Agreement.objects.all())
        self.trainings = list(Training.objects.all())
        self.memoranda = list(Memorandum.objects.all())
        self.programmes = list(Programme.objects.all())
        self.trips = list(MonitoringTrip.objects.all())
        self.awards = list(Award.objects.all())
        self.ambassadors = list(Ambassador.objects.all())
        self.values = {
            (v.indicator, v.region_id, v.year): v.value for v in ReportedValue.objects.all()
        }
        returns = {s.pk: s for s in Submission.objects.all()}
        self.accepted = {
            (s.section, returns[s.submission_id].region_id, returns[s.submission_id].year_id)
            for s in SectionState.objects.all()
            if returns[s.submission_id].state == "accepted" and s.state in ("done", "nil")
        }
        self.structure = {s.pk: s for s in self.structures}
        self.outlet = {o.pk: o for o in self.outlets}
        self.kinds = {}
        for p in self.participations:
            self.kinds.setdefault(p.event_id, {})[p.kind] = p.role


# Regions


def reporter(code, year):
    """The unit in whose figures the records of a region count."""
    if code == "KZ-YUZ":
        return "KZ-YUZ" if year < 2018 else "KZ-61"
    first, older = BEFORE.get(code, (0, None))
    return older if year < first else code


def units_of(books, year):
    return [code for code in books.codes if reporter(code, year) == code]


# Years


def exists(stock, year):
    """Open on 31 December; what was found or closed late has its own years."""
    first, last = stock.counts_from, stock.counts_until
    if first > stock.opened_on.year or (last is not None and last >= stock.closed_on.year):
        return first <= year and (last is None or year <= last)
    night = date(year, 12, 31)
    return stock.opened_on <= night and (stock.closed_on is None or stock.closed_on > night)


def goes_on(programme, first, last):
    """Whether a programme overlaps the years from first to last."""
    ends = programme.finished_on.year if programme.finished_on else 9999
    return programme.started_on.year <= last and ends >= first


def by(day, year):
    return day is not None and day.year <= year
