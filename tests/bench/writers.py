"""Twenty people who save at once: threads with a connection each, in the process of child.py."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.db import Error, connection, connections, transaction

from registry import locks
from registry.models import Event, Region
from tests.bench.rows import YEAR
from tests.bench.timing import say

PEOPLE, SAVES = 20, 15
OPEN = YEAR + 1  # the year that the units are filling
TITLE = "Bench"


def write(kind):
    """Let them write; gives {ms a save, people, saved, lost}."""
    if kind == "plain":
        connections.settings["default"]["OPTIONS"] = {}  # before the first connection
    units = [unit.code for unit in Region.objects.units_of(OPEN)]
    ready = Barrier(PEOPLE + 1)
    with ThreadPoolExecutor(PEOPLE) as people:
        work = [people.submit(_save, units[n % len(units)], n, ready) for n in range(PEOPLE)]
        ready.wait()
        start = time.perf_counter()
        results = [one.result() for one in work]
        seconds = time.perf_counter() - start
    saved = sum(number for number, _said in results)
    for text in set().union(*(said for _number, said in results)):
        say(f"  {kind}: {text}")
    kept = Event.objects.filter(year=OPEN, title__startswith=TITLE).count()
    _forget()
    return {
        "ms": 1000 * seconds / max(saved, 1),
        "people": PEOPLE,
        "saved": saved,
        "lost": PEOPLE * SAVES - min(saved, kept),
    }


def _save(unit, person, ready):
    """The saves of one person, one after the other; gives how many succeeded, and the errors."""
    Event.objects.filter(region=unit).exists()  # the connection is there before the start
    ready.wait()
    saved, said = 0, set()
    for number in range(SAVES):
        try:
            _save_one(unit, f"{TITLE} {person}-{number}")
            saved += 1
        except Error as error:  # lost: a page of errors for the person
            said.add(str(error))
    connection.close()
    return saved, said


@transaction.atomic
def _save_one(unit, title):
    event = Event(
        region_id=unit,
        title=title,
        held_on=date(OPEN, 5, 17),
        place="—",
        topic="culture",
        scope="regional",
        attendance=30,
    )
    locks.check(None, event)
    event.save()


def _forget():
    """Take the events away again: on PostgreSQL others measure the same registry."""
    Event.objects.filter(year=OPEN, title__startswith=TITLE).delete()
    Event.history.filter(title__startswith=TITLE).delete()
