"""S10: the list of events, the table that grows, as headquarters and as a coordinator."""

from django.urls import reverse

from registry.models import Event
from tests.bench.list_pages import PAGES, PEOPLE, YEARS, name_of
from tests.bench.people import UNIT, client_of
from tests.bench.rows import YEAR, at
from tests.bench.timing import once, race

SLOW = 1_000  # milliseconds
NOWHERE = "жоқатау"  # stands in no title


def measure(place):
    """A row a page and person; the goal sets it beside the same page of the smallest size."""
    clients = {group: client_of(group) for group in PEOPLE}
    for group, years, kind in PAGES:
        client = clients[group]
        address = _address(client, YEARS[years], kind)
        yield at(place, name_of(group, years, kind), _time(client, address))


def _time(client, address):
    """The best milliseconds of a page; of a slow one those of its first visit."""
    first, _answer = once(lambda: _open(client, address))
    return first if first > SLOW else race(lambda: _open(client, address), rounds=3)[0]


def _address(client, is_all, kind):
    """The address (str) of a page of the list."""
    page = f"{reverse('admin:registry_event_changelist')}?year={'all' if is_all else YEAR}"
    if kind == "last page":
        return f"{page}&p={_open(client, page).context_data['cl'].paginator.num_pages}"
    asked = {"filter": "topic__exact=sport", "no match": f"q={NOWHERE}"}
    if kind == "rare search":
        asked[kind] = f"q={_rare()}"
    return f"{page}&{asked[kind]}" if kind in asked else page


def _rare():
    """A number that stands in the title of one event alone, one of the unit and the year."""
    found = Event.objects.filter(region=UNIT, year=YEAR).order_by("pk")
    return found.values_list("pk", flat=True)[found.count() // 2]


def _open(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    return answer
