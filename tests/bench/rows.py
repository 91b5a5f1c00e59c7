"""What a measurement says: the place where it was taken, and the row that it becomes."""

import subprocess
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
YEAR = 2023  # the year whose figures are measured: the last one of the generated records


@dataclass(frozen=True)
class Place:
    """A generated registry: how many events, on which database (sqlite, postgresql)."""

    size: int
    database: str


@dataclass
class Row:
    """One line of the table.  `value` and `against_value` are milliseconds, or of another `unit`.

    `bound` says how to read `ratio`: "at least" is how many times faster, "at most" how many
    times slower than `against`.  A row without a target tells a number and promises nothing.
    """

    name: str
    size: int | None = None
    database: str = ""
    value: float | None = None
    against: str = ""
    against_value: float | None = None
    ratio: float | None = None
    bound: str = ""
    target: float | None = None
    met: bool | None = None
    unit: str = ""
    note: str = ""
    reason: str = ""
    command: str = ""
    commit: str = ""

    def judge(self):
        """Fill in the ratio and whether the target is met; returns the row."""
        if self.value is None or self.against_value is None:
            return self
        pair = self.value, self.against_value
        slow, fast = pair if self.bound == "at most" else reversed(pair)
        self.ratio = round(slow / fast, 2)
        if self.target is not None:
            held = self.ratio <= self.target if self.bound == "at most" else None
            self.met = self.ratio >= self.target if held is None else held
        return self

    def is_like(self, other):
        """Whether this is the same measurement at another size."""
        same = (self.name, self.database) == (other.name, other.database)
        return same and self.value is not None

    def grow_from(self, least, target):
        """Judge the row by the same one of a smaller size (Row)."""
        self.against, self.against_value = f"{least.size:,} events", least.value
        self.bound, self.target = "at most", target
        self.command = self.command.replace("--sizes ", f"--sizes {least.size},")
        self.judge()

    def as_dict(self):
        return asdict(self)


def at(place, name, value, **more):
    """A judged Row of one place (Place)."""
    code = name.split()[0]
    command = (
        f"python -m tests.bench --only {code} --sizes {place.size} --database {place.database}"
    )
    row = Row(name, place.size, place.database, round(value, 2), command=command, **more)
    row.against_value = row.against_value and round(row.against_value, 2)
    return row.judge()


def unmet(name, reason, place=None):
    """A Row of a goal that was not measured, with the reason why."""
    size, database = (place.size, place.database) if place else (None, "")
    command = f"python -m tests.bench --only {name.split()[0]}"
    return Row(name, size, database, met=False, reason=reason, command=command)


@cache
def commit():
    """The short hash of the code that was measured; with + when files differ from it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip()
