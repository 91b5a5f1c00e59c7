"""S13: everybody at once on PostgreSQL: `python -m tests.load`, whose goals these are.

It has a registry of its own, the demo, so it is measured beside the smallest one only.
The promise is of ten minutes: in fewer the same files come closer together, which is another load.
"""

import json
import subprocess
import sys

from tests.bench.rows import TOP, at, unmet

NAME = "S13 under load"
FEW = 15_000
SECONDS = 600
WHO = "20 coordinators import 2,000 rows each, 10 people export, 50 public pages a second"


def measure(place):
    """A row for each goal of the load."""
    if place.database != "postgresql" or place.size > FEW:
        return
    command = [sys.executable, "-m", "tests.load", "--json", "--seconds", str(SECONDS)]
    done = subprocess.run(command, cwd=TOP, stdout=subprocess.PIPE, text=True)
    if not done.stdout.startswith("["):
        yield unmet(NAME, "the load did not end; see above", place)
        return
    for goal in json.loads(done.stdout):
        yield _row(place, goal, f"{WHO}; {SECONDS} s")


def _row(place, goal, note):
    row = at(
        place, f"{NAME}: {goal['name']}", goal["measured"], against="what it may be",
        against_value=goal["most"] or None, bound="at most", target=1, unit=goal["unit"], note=note,
    )  # fmt: skip
    row.met = goal["measured"] <= goal["most"]
    return row
