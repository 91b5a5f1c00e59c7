"""S4: how the time grows with the number of events, for computing and for reading a year."""

from django.test import Client
from django.urls import Resolver404, resolve

from reports.catalogue import INDICATORS
from reports.compute import compute
from reports.models import PressTemplate, Release
from reports.publishing import build_candidate, publish
from tests.bench.goals import COMPUTING, READING
from tests.bench.rows import YEAR, at
from tests.bench.timing import race

PAGE = f"/kk/{YEAR}/"


def measure(place):
    """The times at this size; the goal sets them beside those of the smallest."""
    release = released(YEAR)
    read, how = reader(release)
    # One after the other: a computation in between would leave cold caches to the reader.
    [computing] = race(lambda: compute(YEAR), rounds=7)
    [reading] = race(read, rounds=30)
    yield at(place, COMPUTING, computing)
    yield at(place, READING, reading, note=how)


def released(year):
    """The release that readers see; a new one when the catalogue has changed since."""
    release = Release.objects.current().filter(year=year).first()
    known = release and set(release.definitions.values_list("indicator", flat=True))
    if known == {indicator.code for indicator in INDICATORS}:
        return release
    PressTemplate.objects.all().delete()  # it needs figures that nobody reports here
    return publish(build_candidate(year))


def reader(release):
    """(work, how): the page itself, or its figures alone while there is no page."""
    try:
        resolve(PAGE)
    except Resolver404:
        count = release.figures.count()
        return lambda: list(release.figures.order_by("pk")), f"its {count} figures, no page yet"
    return _open, f"GET {PAGE}, made each time"


def _open():
    answer = Client().get(f"{PAGE}?made")  # a page with a query is not kept
    assert answer.status_code == 200, f"{PAGE} answers {answer.status_code}"
