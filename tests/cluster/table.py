"""What came of it: two tables, and whether it is as it should be."""

import os

HEAD = ("killed", "pages", "failed", "old copy", "longest wait ms", "writes", "lost")
HEAD += ("longest pause of writes s", "whole again s")
SEEN = ("published", "ms", "at once", "in every copy after ms")
PAUSE = 60  # seconds without a write that are borne


class Table:
    """The kills, the releases, how often somebody was signed out.

    Further: transactions on the replica, sessions in Redis, what is wrong with a backup (str).
    """

    read, sessions, backup = 0, 0, ""

    def __init__(self, kills, seen, signed_out):
        self.kills, self.seen, self.signed_out = kills, seen, signed_out
        self.load = os.getloadavg()

    def goals(self):
        """(goal, what was measured, whether it was met) of each."""
        failed = sum(len(kill.failed) for kill in self.kills)
        pages = sum(len(kill.pages) for kill in self.kills)
        lost = sum(kill.lost for kill in self.kills)
        writes = sum(len(kill.acknowledged) for kill in self.kills)
        pause = max(kill.pause for kill in self.kills)
        late = sum(not one.at_once for one in self.seen)
        yield "every public page answers", f"{failed} of {pages} failed", not failed
        yield "no acknowledged write is lost", f"{lost} of {writes} lost", writes and not lost
        yield f"writes go on within {PAUSE} s", f"{pause:.1f} s", pause < PAUSE
        yield "nobody is signed out", f"{self.signed_out} times", not self.signed_out
        yield "public pages read the replica", f"{self.read} transactions there", self.read
        yield "sessions have their copies", f"{self.sessions} in Redis", self.sessions
        yield "a backup can be restored", self.backup or "yes", not self.backup
        yield "a release is visible at once", f"{late} of {len(self.seen)} late", not late

    def is_met(self):
        return all(met for _goal, _measured, met in self.goals())

    def text(self):
        """The tables for the terminal (str)."""
        lines = [*_aligned([HEAD, *map(_kill, self.kills)]), ""]
        lines += [*_aligned([SEEN, *map(_seen, self.seen)]), ""]
        lines += [f"load of the machine: {', '.join(f'{one:.1f}' for one in self.load)}", ""]
        lines += [f"{'yes' if met else 'NO ':4} {goal}: {said}" for goal, said, met in self.goals()]
        problems = [problem for kill in self.kills for problem in kill.failed[:5]]
        return "\n".join([*lines, *problems])


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
