"""Readers of public pages and coordinators who save events, each with the time of each answer."""

import http.client
import itertools
import ssl
import threading
import time
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from random import Random

from tests.cluster.front import NAME
from tests.cluster.stand import PASSWORD
from tests.load.people import PUBLIC
from tests.load.visitor import Failed, Visitor

UNITS = ("KZ-10", "KZ-11", "KZ-19", "KZ-63")
ADD = "/admin/registry/event/add/?region={unit}&year=2024"
TITLE = "Cluster"
FIELDS = {"held_on": "2024-05-17", "place": "Hall", "attendance": "40", "topic": "sport"}
FIELDS |= {"body_elders": "took_part"}
READERS = 60  # who wait at the same time
PATIENCE = 60  # seconds

# asked and answered: seconds of time.monotonic(); problem: str, or "" for the page that was wanted;
# kept: what nginx says of its copy.
Page = namedtuple("Page", "asked answered problem kept")
Write = namedtuple("Write", "asked answered title problem")


class Guest(Visitor):
    """Comes by TLS, as a browser does."""

    def __init__(self, port, certificate):
        super().__init__(port)
        self.host = f"{NAME}:{port}"
        self.context = ssl.create_default_context(cafile=certificate)

    def _link(self):
        return http.client.HTTPSConnection(NAME, self.port, timeout=PATIENCE, context=self.context)

    def sign_in(self, name, password):
        self.cookies.clear()
        super().sign_in(name, password)


class Form(HTMLParser):
    """What a browser would send of the form of a record (dict `fields`)."""

    def __init__(self, text):
        super().__init__()
        self.fields, self._is_in, self._select = {}, False, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._is_in = given.get("id", "").endswith("_form")
        elif self._is_in and tag == "select":
            self._select = given.get("name")
        elif self._is_in and tag == "option" and self._select:
            if "selected" in given or self._select not in self.fields:
                self.fields[self._select] = given.get("value", "")
        elif self._is_in and tag == "input" and given.get("name"):
            self._note(given)

    def _note(self, given):
        kind = given.get("type", "text")
        is_sent = "checked" in given if kind in ("checkbox", "radio") else kind != "submit"
        if is_sent:
            self.fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._is_in = False
        elif tag == "select":
            self._select = None


class People:
    """Readers and writers who come until they are told to stop; what they met is kept."""

    def __init__(self, port, certificate, pages_a_second, pause):
        self.port, self.certificate = port, certificate
        self.rate, self.pause = pages_a_second, pause
        self.pages, self.writes, self.signed_out = [], [], 0
        self._is_over = threading.Event()
        writers = [threading.Thread(target=self._write, args=[unit]) for unit in UNITS]
        self._threads = [threading.Thread(target=self._read), *writers]

    def __enter__(self):
        self._warm()
        for thread in self._threads:
            thread.start()
        return self

    def _warm(self):
        """Both applications make every page twice: one that has begun reads all its code first."""
        with ThreadPoolExecutor(4) as readers:
            list(readers.map(lambda page: self.guest().get(page, Cookie="a=b"), PUBLIC * 4))

    def __exit__(self, *_problem):
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def guest(self):
        return Guest(self.port, self.certificate)

    def _read(self):
        draw, start = Random(1), time.monotonic()
        with ThreadPoolExecutor(READERS) as readers:
            for number in itertools.count():
                due = start + number / self.rate
                if self._is_over.wait(max(due - time.monotonic(), 0)):
                    return
                readers.submit(self._read_one, draw.choice(PUBLIC), due)

    def _read_one(self, address, due):
        problem, kept = "", ""
        try:
            answer = self.guest().get(address)
            kept = answer.heads.get("X-Cache", "")
            if answer.status != 200 or b"</html>" not in answer.body:
                problem = f"{answer.status} {address}"
        except Exception as error:
            problem = repr(error)
        self.pages.append(Page(due, time.monotonic(), problem, kept))

    def _write(self, unit):
        """A coordinator saves one event after the other, each with a title of its own."""
        guest = self.guest()
        for number in itertools.count():
            title, asked, problem = f"{TITLE} {unit} {number}", time.monotonic(), ""
            try:
                self._save(guest, unit, title)
            except Exception as error:
                problem = str(error) or repr(error)
            self.writes.append(Write(asked, time.monotonic(), title, problem))
            if self._is_over.wait(self.pause):
                return

    def _save(self, guest, unit, title):
        """Returns when the portal has said that it is saved; else raises."""
        page = guest.get(ADD.format(unit=unit)) if guest.cookies else None
        if page is None or page.status == 302:
            self.signed_out += page is not None
            guest.sign_in(f"coordinator-{unit.lower()}", PASSWORD)
            page = guest.get(ADD.format(unit=unit))
        fields = Form(page.text).fields | FIELDS | {"title": title}
        answer = guest.post(ADD.format(unit=unit), fields)
        if answer.status != 302 or "/login/" in answer.heads["Location"]:
            raise Failed(f"{answer.status}, not saved")
