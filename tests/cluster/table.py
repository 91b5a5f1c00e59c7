"""What came of it: two tables, and whether it is as it should be."""

import os

HEAD = ("killed", "pages", "failed", "old copy", "longest wait ms", "writes", "lost")
HEAD += ("longest pause of writes s", "whole again s")
SEEN = ("published", "ms", "at once", "in every copy after ms")
PAUSE = 60  # seconds without a write that are borne
KEPT = 2.5  # seconds that a copy of nginx may be old: two, and the time of asking


class Table:
    """The kills, the releases, what people met, the titles (set) that are there in the end.

    Further: transactions on the replica, sessions in Redis, what is wrong with a backup (str).
    """

    read, sessions, backup = 0, 0, ""

    def __init__(self, kills, seen, people, there):
        self.kills, self.seen, self.people, self.there = kills, seen, people, there
        self.load = os.getloadavg()

    @property
    def failed(self):
        """The problems of all pages, also of those between two kills."""
        return [page.problem for page in self.people.pages if page.problem]

    def goals(self):
        """(goal, what was measured, whether it was met) of each."""
        failed, pages = len(self.failed), len(self.people.pages)
        writes = [write.title for write in self.people.writes if not write.problem]
        lost = sum(title not in self.there for title in writes)
        pause = max(kill.pause for kill in self.kills)
        yield "every public page answers", f"{failed} of {pages} failed", pages and not failed
        yield "no acknowledged write is lost", f"{lost} of {len(writes)} lost", writes and not lost
        yield f"writes go on within {PAUSE} s", f"{pause:.1f} s", pause < PAUSE
        signed_out = self.people.signed_out
        yield "nobody is signed out", f"{signed_out} times", not signed_out
        yield "public pages read the replica", f"{self.read} transactions there", self.read
        yield "sessions have their copies", f"{self.sessions} in Redis", self.sessions
        yield "a backup can be restored", self.backup or "yes", not self.backup
        late = sum(not one.at_once for one in self.seen)
        yield "a release is visible at once", f"{late} of {len(self.seen)} late", not late
        kept = max(one.kept for one in self.seen) / 1000
        yield f"every copy shows it within {KEPT} s", f"{kept:.1f} s", kept < KEPT

    def is_met(self):
        return all(met for _goal, _measured, met in self.goals())

    def text(self):
        """The tables for the terminal (str)."""
        lines = [*_aligned([HEAD, *map(_kill, self.kills)]), ""]
        lines += [*_aligned([SEEN, *map(_seen, self.seen)]), ""]
        lines += [f"load of the machine: {', '.join(f'{one:.1f}' for one in self.load)}", ""]
        lines += [f"{'yes' if met else 'NO ':4} {goal}: {said}" for goal, said, met in self.goals()]
        return "\n".join([*lines, *self.failed[:20]])


def _kill(kill):
    numbers = (len(kill.pages), len(kill.failed), kill.stale, round(kill.longest_wait))
    numbers += (len(kill.acknowledged), kill.lost)
    whole = f"{kill.whole:.1f}" if kill.whole else ""
    return (kill.what, *(f"{number:,}" for number in numbers), f"{kill.pause:.1f}", whole)


def _seen(one):
    at_once = "yes" if one.at_once else "NO"
    return (one.what, f"{one.publishing:,.0f}", at_once, f"{one.kept:,.0f}")


def _aligned(rows):
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows]
