"""Who comes: readers of public pages, coordinators with a file each, officials who export."""

import itertools
import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.load.visitor import FIELD, Failed, Visitor

PAGES = (
    "",
    "2023/",
    "2022/",
    "indicators/",
    "indicators/elders.events/",
    "indicators/elders.events/2022/",
    "regions/",
    "regions/kz-71/",
    "regions/kz-10/2022/",
    "press/",
    "2023/r1/",
    "changes/",
)
PUBLIC = [f"/{language}/{page}" for page in PAGES for language in ("kk", "ru", "en")]
LIST, REPORT = "/admin/registry/event/export/?year=2023", "/admin/reports-centre/2023/year.xlsx"
READERS = 200  # who wait at the same time


class Notes:
    """What was measured: {kind: seconds (list of float)}, and what went wrong."""

    def __init__(self):
        self.seconds, self.wrong, self._lock = {}, [], threading.Lock()

    def note(self, kind, seconds):
        with self._lock:
            self.seconds.setdefault(kind, []).append(seconds)

    def fail(self, kind, problem):
        with self._lock:
            self.wrong.append(f"{kind}: {problem!r}")


def warm(port):
    """Open every public page three times: a worker that has just begun reads all its code first."""
    with ThreadPoolExecutor(12) as readers:
        list(readers.map(Visitor(port).get, PUBLIC * 3))


def read(port, a_second, known, is_over, notes):
    """Ask for `a_second` public pages each second, whatever the server does, until it is over.

    A part of them (`known`, 0 to 1) has the page already.  Seconds count from the moment at which
    the reader came, so one who has to wait for a place is not forgotten.
    """
    draw, etags = random.Random(1), {}

    def one(address, due, has_it):
        try:
            heads = {"If_None_Match": etags[address]} if has_it and address in etags else {}
            answer = Visitor(port).get(address, **heads)
            etags[address] = answer.heads["ETag"]
            notes.note("known page" if answer.status == 304 else "page", time.monotonic() - due)
        except Exception as problem:
            notes.fail("page", problem)

    start = time.monotonic()
    with ThreadPoolExecutor(READERS) as readers:
        for number in itertools.count():
            due = start + number / a_second
            if is_over.wait(max(due - time.monotonic(), 0)):
                return
            readers.submit(one, draw.choice(PUBLIC), due, draw.random() < known)


def take_in(port, unit, password, data, notes):
    """A coordinator signs in, uploads a file, looks at the check, confirms, reads the receipt."""
    visitor, start = Visitor(port), time.monotonic()
    try:
        visitor.sign_in(f"coordinator-{unit.lower()}", password)
        path = f"/admin/import/{unit}/2024/events/"
        token, _page = visitor.form(path)
        page = visitor.upload(path, token, "events.xlsx", data).heads["Location"]
        token, checked = visitor.form(page)
        notes.note("check of a file", checked.seconds)
        fields = {"csrfmiddlewaretoken": token, "token": FIELD.search(checked.text)[1]}
        confirmed = visitor.post(page, fields | {"what": "whole"})
        notes.note("confirm", confirmed.seconds)
        if "/receipts/" not in confirmed.heads["Location"]:
            raise Failed(f"{unit} was not taken in: {_said(visitor.get(page).text)}")
        visitor.get(confirmed.heads["Location"])
        notes.note("import, all steps", time.monotonic() - start)
    except Exception as problem:
        notes.fail("import", problem)


def _said(page):
    """What stands against a file (list of str), as its page tells it."""
    return [
        re.sub(r"<[^>]+>|\\s+", " ", one)
        for one in re.findall(
            r"<li class=\"(?:error|warning).*?</li>|<legend>.*?</legend>", page, re.S
        )
    ]


def export(port, name, password, pause, is_over, notes):
    """Somebody takes lists and reports away, one after the other, with a pause (seconds)."""
    visitor = Visitor(port)
    try:
        visitor.sign_in(name, password)
        for take in itertools.cycle((_list, _report)):
            if is_over.wait(pause * random.uniform(0.5, 1.5)):
                return
            start = time.monotonic()
            take(visitor)
            notes.note("export", time.monotonic() - start)
    except Exception as problem:
        notes.fail("export", problem)


def _list(visitor):
    token, _page = visitor.form(LIST)
    _has_book(visitor.post(LIST, {"csrfmiddlewaretoken": token, "form": "xlsx"}))


def _report(visitor):
    _has_book(visitor.get(REPORT))


def _has_book(answer):
    if not answer.body.startswith(b"PK"):
        raise Failed("no workbook came")
