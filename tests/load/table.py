"""What came of it: a table, and whether the goals were met."""

import math
import os
import statistics
from dataclasses import dataclass

import psycopg

P95, MEMORY, IMPORT = 300, 512, 60  # milliseconds, MB, seconds
HEAD = ("what", "times", "p50 ms", "p95 ms", "p99 ms", "most ms")


def events_of(url):
    """How many events a registry (its URL) holds."""
    with psycopg.connect(url) as link:
        return link.execute("SELECT count(*) FROM registry_event").fetchone()[0]


@dataclass(frozen=True)
class Goal:
    """What was measured, and the most that it may be, both in `unit`."""

    name: str
    measured: float
    most: float
    unit: str = ""

    @property
    def is_met(self):
        return self.measured <= self.most

    def __str__(self):
        told = f"{self.name}: {self.measured} {self.unit}".rstrip()
        return f"{'yes' if self.is_met else 'NO ':4} {told} (at most {self.most})"


class Table:
    """The answers (Notes), the servers with their memory, events that are missing, dead workers."""

    def __init__(self, notes, servers, missing, beaten):
        self.notes, self.missing, self.beaten = notes, missing, beaten
        self.memory = [round(mb) for server in servers for mb in server.most.values()]
        self.load = os.getloadavg()

    def goals(self):
        """A Goal for each thing that was promised."""
        pages = self._public()
        p95 = _part(pages, 95) if pages else math.inf
        imports = self.notes.seconds.get("import, all steps", [0])
        wrong = len(self.notes.wrong) + len(self.beaten)
        yield Goal("public pages, p95", p95, P95, "ms")
        yield Goal("errors, and workers beaten", wrong, 0)
        yield Goal("memory of a worker at most", max(self.memory), MEMORY, "MB")
        yield Goal("rows lost or doubled", abs(self.missing), 0)
        yield Goal("an import at most", round(max(imports), 1), IMPORT, "s")

    def is_met(self):
        return all(goal.is_met for goal in self.goals())

    def text(self):
        """The table for the terminal (str)."""
        rows = [HEAD, *(_row(kind, found) for kind, found in sorted(self._kinds().items()))]
        widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
        lines = ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)) for r in rows]
        lines += ["", f"memory of the workers at most, MB: {self.memory}"]
        lines += [f"load of the machine: {', '.join(f'{one:.1f}' for one in self.load)}", ""]
        lines += map(str, self.goals())
        return "\n".join([*lines, *self.notes.wrong[:10], *self.beaten[:10]])

    def _public(self):
        return [s for kind in ("page", "known page") for s in self.notes.seconds.get(kind, ())]

    def _kinds(self):
        return self.notes.seconds | {"page, known or not": self._public()}


def _row(kind, seconds):
    if not seconds:
        return (kind, "0", "", "", "", "")
    parts = [f"{_part(seconds, part):,}" for part in (50, 95, 99)]
    return (kind, f"{len(seconds):,}", *parts, f"{max(seconds) * 1000:,.0f}")


def _part(seconds, percent):
    """The milliseconds (int) that so many percent of the answers did not need longer than."""
    several = seconds if len(seconds) > 1 else seconds * 2
    return round(statistics.quantiles(several, n=100, method="inclusive")[percent - 1] * 1000)
