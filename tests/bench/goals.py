"""The goals, as data: the module that measures each.

A module has `measure(place)`, which gives the rows of one place; it runs in a process whose
default database is that place.  `growth` names rows that are judged by the same row of the
smallest size, and how many times longer they may take.  To measure one more goal, write its
module and name it here.
"""

from dataclasses import dataclass, field
from importlib import import_module

from tests.bench.list_pages import GROWTH

COMPUTING, READING = "S4 computing a year", "S4 reading a published year"


@dataclass(frozen=True)
class Goal:
    code: str
    claim: str
    module: str
    growth: dict = field(default_factory=dict)

    @property
    def name(self):
        return f"{self.code} {self.claim}"

    def load(self):
        """The module that measures this goal."""
        return import_module(f"tests.bench.{self.module}")

    def compare(self, rows):
        """Judge the growing rows of each database by those of its smallest size."""
        for row in rows:
            if row.name in self.growth and row.value is not None:
                least = min((r for r in rows if r.is_like(row)), key=lambda r: r.size)
                if row is not least:
                    row.grow_from(least, self.growth[row.name])


GOALS = (
    Goal("S1", "figures of one year", module="s1_loop"),
    Goal("S2", "figures of one year against hand-written SQL", module="s2_hand"),
    Goal("S3", "figures of one year against DuckDB", module="s3_columns"),
    Goal(
        "S4",
        "growth with the number of events",
        module="s4_growth",
        growth={COMPUTING: 10, READING: 1.2},
    ),
    Goal("S5", "a long list to Excel", module="s5_lists"),
    Goal("S6", "ten thousand rows imported", module="s6_import"),
    Goal("S7", "every bad row named in an import", module="s7_mistakes"),
    Goal("S8", "a public page served", module="s8_served"),
    Goal("S9", "a public page against Datasette", module="s9_datasette"),
    Goal("S10", "lists of the back office", module="s10_lists", growth=GROWTH),
    Goal("S11", "twenty writers at once", module="s11_writers"),
    Goal("S12", "pages of the back office", module="s12_pages"),
    Goal("S13", "everybody at once", module="s13_load"),
)
BY_CODE = {goal.code: goal for goal in GOALS}
