"""A release is published while people read: each page is of one release or of the other.

`make soak` does it again and again, and in front of a gunicorn with several processes.
"""

import threading
import time
from functools import partial
from itertools import cycle

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client

from reports.models import Figure, Release
from reports.publishing import build_candidate, publish
from tests import snapshots
from tests.load import serving
from tests.load.visitor import Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]

LANGUAGES = ("kk", "ru", "en")
PAGES = ("2023/", "indicators/elders.events/2023/")
MORE_PAGES = (*PAGES, "", "regions/kz-71/", "press/", "changes/", "compare/?i=elders.events")
READERS = 4
TURNS = 20  # in `make soak`


def addresses(pages):
    return [f"/{language}/{page}" for page in pages for language in LANGUAGES]


def here():
    """What asks the portal in this process; gives (ETag, bytes) of an address."""
    client = Client()

    def ask(address):
        answer = client.get(address)
        return answer["ETag"], answer.content

    return ask


def at(port):
    """The same at a server, as a browser asks: what it has is confirmed, or comes anew."""
    visitor, has = Visitor(port), {}

    def ask(address):
        known = {"If_None_Match": has[address][0]} if address in has else {}
        answer = visitor.get(address, **known)
        if answer.status != 304:
            has[address] = answer.heads["ETag"], answer.body
        assert answer.heads["ETag"] == has[address][0]
        return has[address]

    return ask


class Reader(threading.Thread):
    """Reads page after page; notes when it asked and when it had the answer."""

    def __init__(self, ask, pages, is_over):
        super().__init__()
        self.ask, self.pages, self.is_over = ask, pages, is_over
        self.read, self.problem, self.first = [], None, threading.Event()

    def run(self):
        left = len(self.pages)  # to read when the act is over
        try:
            for address in cycle(self.pages):
                if left == 0:
                    return
                left -= self.is_over.is_set()
                asked = time.monotonic()
                known = self.ask(address)
                self.read.append((address, asked, time.monotonic(), known))
                self.first.set()
        except Exception as problem:
            self.problem = problem
        finally:
            connection.close()


def corrected():
    """A candidate in which every figure is another one."""
    release = build_candidate(2023)
    note = f"corrected {release.number}"
    Release.objects.filter(pk=release.pk).update(note_kk=note, note_ru=note, note_en=note)
    Figure.objects.filter(release=release).update(value=F("value") + 1)
    return release


def read_while(act, asker, pages):
    """What the readers have read (list) while `act` was done and after."""
    is_over, step = threading.Event(), len(pages) // READERS
    turned = [pages[n * step :] + pages[: n * step] for n in range(READERS)]
    readers = [Reader(asker(), own, is_over) for own in turned]
    try:
        for reader in readers:
            reader.start()
        assert all(reader.first.wait(30) for reader in readers)
        act()
    finally:
        is_over.set()
        for reader in readers:
            reader.join(60)
    assert [reader.problem for reader in readers] == [None] * READERS
    return [one for reader in readers for one in reader.read]


def switch(asker, pages):
    """Publish the next release of 2023 before readers; gives how many pages they read."""
    release = corrected()
    old = {address: asker()(address) for address in pages}
    read = read_while(lambda: publish(release), asker, pages)
    new = {address: asker()(address) for address in pages}

    assert [address for address in pages if old[address] == new[address]] == []
    assert [a for a, _, _, known in read if known not in (old[a], new[a])] == []
    is_new = [(asked, had, address) for address, asked, had, known in read if known == new[address]]
    is_old = [(asked, had, address) for address, asked, had, known in read if known == old[address]]
    assert is_old and is_new
    first_seen = min(had for _, had, _ in is_new)
    assert [address for asked, _, address in is_old if asked > first_seen] == []
    return len(read)


@pytest.mark.parametrize(
    "turns", [1, pytest.param(TURNS, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_every_page_is_of_one_release_and_all_languages_change_at_once(turns):
    read = [switch(here, addresses(PAGES)) for _turn in range(turns)]
    print(f"{turns} releases, {sum(read)} pages read")


@pytest.mark.soak
def test_the_same_of_a_server_with_several_processes(tmp_path):
    url, log, pages = snapshots.address(), tmp_path / "log", addresses(MORE_PAGES)
    serving.manage(url, "collectstatic", "--noinput", "--verbosity", "0")
    connection.close()
    with serving.gunicorn(url, log, WEB_CONCURRENCY="3") as server:
        read = [switch(partial(at, server.port), pages) for _turn in range(TURNS // 2)]
        assert len(server.workers()) == 3
    print(f"{len(read)} releases, {sum(read)} pages read")
