"""A release is published while people read: each page is of one release or of the other.

`make soak` does it nine times more.
"""

import threading
import time
from itertools import cycle, islice

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client

from reports.models import Figure, Release
from reports.publishing import build_candidate, publish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]

PAGES = ("2023/", "indicators/elders.events/2023/")
ADDRESSES = [f"/{language}/{page}" for page in PAGES for language in ("kk", "ru", "en")]
READERS = 4
AFTER = len(ADDRESSES)  # pages that each reads when the act is over
MORE = [pytest.param(turn, marks=pytest.mark.soak) for turn in range(1, 10)]


class Reader(threading.Thread):
    """Reads page after page; notes when it asked and when it had the answer."""

    def __init__(self, number, is_over, first):
        super().__init__()
        self.number, self.is_over, self.first = number, is_over, first
        self.read, self.problem, self.left = [], None, AFTER

    def run(self):
        client = Client()
        try:
            for address in islice(cycle(ADDRESSES), self.number, None):
                if self.left == 0:
                    return
                self.left -= self.is_over.is_set()
                asked = time.monotonic()
                response = client.get(address)
                known = response["ETag"], response.content
                self.read.append((address, asked, time.monotonic(), known))
                self.first.set()
        except Exception as problem:
            self.problem = problem
        finally:
            connection.close()


def every_page():
    """{address: (its ETag, its bytes)} with nobody else about."""
    answers = {address: Client().get(address) for address in ADDRESSES}
    return {address: (answer["ETag"], answer.content) for address, answer in answers.items()}


def corrected():
    """A candidate in which every figure is another one."""
    release = build_candidate(2023)
    note = "corrected"
    Release.objects.filter(pk=release.pk).update(note_kk=note, note_ru=note, note_en=note)
    Figure.objects.filter(release=release).update(value=F("value") + 1)
    return release


def read_while(act):
    """What the readers have read (list) while `act` was done and after."""
    is_over, first = threading.Event(), [threading.Event() for _number in range(READERS)]
    readers = [Reader(number, is_over, first[number]) for number in range(READERS)]
    try:
        for reader in readers:
            reader.start()
        assert all(began.wait(30) for began in first)
        act()
    finally:
        is_over.set()
        for reader in readers:
            reader.join(30)
    assert [reader.problem for reader in readers] == [None] * READERS
    return [one for reader in readers for one in reader.read]


@pytest.mark.parametrize("turn", [0, *MORE])
def test_every_page_is_of_one_release_and_all_languages_change_at_once(turn):
    release, old = corrected(), every_page()
    read = read_while(lambda: publish(release))
    new = every_page()

    assert all(old[address] != new[address] for address in ADDRESSES)
    assert [a for a, _, _, known in read if known not in (old[a], new[a])] == []
    is_new = [(asked, had, address) for address, asked, had, known in read if known == new[address]]
    is_old = [(asked, had, address) for address, asked, had, known in read if known == old[address]]
    assert is_old and is_new
    first_seen = min(had for _, had, _ in is_new)
    assert [address for asked, _, address in is_old if asked > first_seen] == []
