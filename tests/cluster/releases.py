"""A release is published: when does which page show it?  The portal's own code publishes."""

import logging
import os
import signal
import time
from dataclasses import dataclass

from tests.bench import child
from tests.load.serving import environment

YEAR = 2023
PAGES = [f"/{language}/{YEAR}/" for language in ("kk", "ru", "en")]
FIXED = "/kk/{year}/r{number}/"
LATEST = 60  # seconds after which nobody waits any more


@dataclass
class Seen:
    """One release: milliseconds from its last word to the pages."""

    what: str
    publishing: float  # the act itself
    at_once: bool  # the first answer of an application shows it
    kept: float  # until the copies of nginx show it in three languages


def boot(stand):
    """The portal in this process, with the settings of the applications."""
    os.environ |= environment(**stand.variables)
    child.boot()
    logging.disable(logging.INFO)  # the tables are for reading


def publish_and_look(stand, people, times):
    """Publish the next revision of a year several times; yields a Seen each."""
    for _time in range(times):
        yield _publish("a release", people)
    yield _publish_cut_off(stand, people)


def _publish_cut_off(stand, people):
    """The replica hears nothing of the primary any more, and goes on answering."""
    receiver = stand.pair.node("sync_standby").receiver()
    try:
        return _publish(
            "a release, the replica cut off", people, lambda: os.kill(receiver, signal.SIGSTOP)
        )
    finally:
        os.kill(receiver, signal.SIGCONT)
        stand.pair.wait()


def _publish(what, people, before_it=lambda: None):
    from reports.publishing import publish

    before, candidate = _marks(people), _corrected()
    before_it()
    start = time.monotonic()
    release = publish(candidate)
    done = time.monotonic()
    # Whoever has a cookie is answered by an application, not from a copy of nginx.
    number = FIXED.format(year=YEAR, number=release.number)
    has_all = all(_mark(people, page, Cookie="a=b") != before[page] for page in PAGES)
    at_once = has_all and _mark(people, number, Cookie="a=b") is not None
    while any(_mark(people, page) == before[page] for page in PAGES):
        if time.monotonic() - done > LATEST:
            break
        time.sleep(0.02)
    return Seen(what, 1000 * (done - start), at_once, 1000 * (time.monotonic() - done))


def _corrected():
    """The next revision, ready to be published."""
    from reports.models import Release
    from reports.publishing import build_candidate

    candidate = build_candidate(YEAR)
    note = dict.fromkeys(("note_kk", "note_ru", "note_en"), "corrected")
    Release.objects.filter(pk=candidate.pk).update(**note)
    return candidate


def _marks(people):
    return {page: _mark(people, page) for page in PAGES}


def _mark(people, page, **heads):
    """What tells one version of a page from another: its ETag."""
    return people.guest().get(page, **heads).heads["ETag"]
