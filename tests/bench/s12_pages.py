"""S12: the pages that a coordinator opens most: how many queries they ask, how long they take."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.people import client_of
from tests.bench.rows import YEAR, at
from tests.bench.timing import race

PAGES = (
    ("S12 my region", f"/admin/my-region/?year={YEAR}", 15),
    ("S12 my region, a new year", f"/admin/my-region/?year={YEAR + 1}", 15),
    ("S12 the list of events", f"/admin/registry/event/?year={YEAR}", 10),
)


def measure(place):
    """A row a page: its milliseconds, its queries as the ratio."""
    client = client_of("coordinators")
    for name, page, most in PAGES:
        queries = _queries(client, page)
        [time] = race(lambda page=page: client.get(page))
        row = at(place, name, time, against="queries", bound="at most", target=most)
        row.ratio, row.met = queries, queries <= most
        yield row


def _queries(client, page):
    """How many queries (int) the second visit asks: what is kept for good is kept by then."""
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(page)
    assert answer.status_code == 200, f"{page} answers {answer.status_code}"
    return len(asked)
