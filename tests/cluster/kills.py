"""What is killed while people read and write, one after the other, and what they met."""

import time
from dataclasses import dataclass, field

from tests.cluster.people import TITLE
from tests.cluster.programs import until

AFTER = 3  # seconds that belong to a kill after all is whole again


@dataclass
class Kill:
    """One thing that died: seconds, and the pages and writes of its time."""

    what: str
    pages: list = field(default_factory=list)
    writes: list = field(default_factory=list)
    pause: float = 0  # seconds at most in which nobody's write was acknowledged
    whole: float = 0  # seconds from its start until it had everything again
    lost: int = 0

    @property
    def failed(self):
        return [page.problem for page in self.pages if page.problem]

    @property
    def acknowledged(self):
        return [write for write in self.writes if not write.problem]

    @property
    def longest_wait(self):
        """Milliseconds that a reader waited for a page at most."""
        return 1000 * max((page.answered - page.asked for page in self.pages), default=0)

    @property
    def stale(self):
        return sum(page.kept == "STALE" for page in self.pages)


def kill_all(stand, people, hold, say):
    """Kill each in turn, `hold` seconds long, and start it again; yields a Kill each."""
    until(lambda: _has_written(people, 0), "a write is acknowledged")
    for what, choose in (
        ("nothing", None),
        ("an application process", lambda: stand.applications[0]),
        ("Redis", lambda: stand.redis),
        ("the replica", lambda: stand.pair.node("sync_standby")),
        ("the primary", lambda: stand.pair.node("leader")),
    ):
        say(f"{what} is killed" if choose else f"{hold:.0f} s without a kill")
        yield _kill(what, choose and choose(), stand, people, hold)


def _kill(what, victim, stand, people, hold):
    start, found = time.monotonic(), Kill(what)
    if victim:
        victim.kill()
    time.sleep(hold)
    until(lambda: _has_written(people, start), "a write is acknowledged")
    if victim:
        back = time.monotonic()
        victim.start()
        (victim if hasattr(victim, "wait") else stand.pair).wait()
        found.whole = time.monotonic() - back
        time.sleep(AFTER)
    end = time.monotonic()
    found.pages = [page for page in [*people.pages] if start <= page.answered < end]
    found.writes = [write for write in [*people.writes] if start <= write.answered < end]
    found.pause = _pause(found, start, end)
    return found


def _has_written(people, start):
    """Whether a write that was asked for after a moment was acknowledged."""
    return any(not write.problem and write.asked > start for write in [*people.writes])


def _pause(found, start, end):
    """The longest time (seconds) in which nobody's write was acknowledged."""
    moments = [start, *sorted(write.answered for write in found.acknowledged), end]
    return max(after - before for before, after in zip(moments, moments[1:], strict=False))


def count_lost(stand, kills):
    """Look for every acknowledged write in the primary that there is now."""
    with stand.pair.node("leader").connect() as link:
        rows = link.execute("SELECT title FROM registry_event WHERE title LIKE %s", [f"{TITLE} %"])
        there = {title for (title,) in rows}
    for kill in kills:
        kill.lost = sum(write.title not in there for write in kill.acknowledged)
