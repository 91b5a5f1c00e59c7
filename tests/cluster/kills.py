"""What is killed while people read and write, one after the other, and what they met."""

import time
from dataclasses import dataclass, field

from tests.cluster.people import TITLE
from tests.cluster.programs import until

AFTER = 3  # seconds that belong to a kill after all is whole again


@dataclass
class Kill:
    """One thing that died: its time, and the pages and writes of it, which `sort` gives it."""

    what: str
    start: float  # of time.monotonic(), as the end
    end: float = 0
    whole: float = 0  # seconds from its start until it had everything again
    pages: list = field(default_factory=list)
    writes: list = field(default_factory=list)
    lost: int = 0

    @property
    def failed(self):
        return [page.problem for page in self.pages if page.problem]

    @property
    def acknowledged(self):
        return [write for write in self.writes if not write.problem]

    @property
    def pause(self):
        """The longest time (seconds) in which nobody's write was acknowledged."""
        answered = sorted(write.answered for write in self.acknowledged)
        moments = [self.start, *answered, self.end]
        return max(after - before for before, after in zip(moments, moments[1:], strict=False))

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
    found = Kill(what, time.monotonic())
    if victim:
        victim.kill()
    time.sleep(hold)
    until(lambda: _has_written(people, found.start), "a write is acknowledged")
    if victim:
        back = time.monotonic()
        victim.start()
        (victim if hasattr(victim, "wait") else stand.pair).wait()
        found.whole = time.monotonic() - back
        time.sleep(AFTER)
    found.end = time.monotonic()
    return found


def _has_written(people, start):
    """Whether a write that was asked for after a moment was acknowledged."""
    return any(not write.problem and write.asked > start for write in [*people.writes])


def sort(kills, people, there):
    """Give each kill what is of its time.  Only when everybody has left: some wait for long.

    `there`: the titles (set) that the primary has.  A page is of the time when somebody asked for
    it, a write of that when it was answered.
    """
    for kill in kills:
        kill.pages = [page for page in people.pages if kill.start <= page.asked < kill.end]
        kill.writes = [one for one in people.writes if kill.start <= one.answered < kill.end]
        kill.lost = sum(write.title not in there for write in kill.acknowledged)


def titles(stand):
    """What of the coordinators' events (set of titles) is in the primary that there is now."""
    with stand.pair.node("leader").connect() as link:
        rows = link.execute("SELECT title FROM registry_event WHERE title LIKE %s", [f"{TITLE} %"])
        return {title for (title,) in rows}
