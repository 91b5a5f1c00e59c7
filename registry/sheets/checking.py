"""A whole file checked at once: what it would do, and everything that is to be said about it."""

import hashlib
import json
from dataclasses import dataclass, field

from registry.models import Region
from registry.sheets import resources
from registry.sheets.bounds import PAGE
from registry.sheets.doubts import raise_doubts
from registry.sheets.entries import SAME, UPDATE
from registry.sheets.headings import tables
from registry.sheets.messages import Message, Refused
from registry.sheets.pace import uncollected
from registry.sheets.reader import read
from registry.sheets.state import state_of
from registry.sheets.version import VERSION

SHOWN = 50


@dataclass
class Check:
    """What came of checking a file.  `book` is None when it could not be read."""

    intake: object
    book: object = None
    tables: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    said: list = field(default_factory=list)  # of the file itself

    @property
    def messages(self):
        return [*self.said, *(m for entry in self.entries for m in entry.messages)]

    @property
    def errors(self):
        return [message for message in self.messages if message.stops]

    @property
    def warnings(self):
        return [m for entry in self.good for m in entry.warnings]

    @property
    def notes(self):
        return [m for m in self.messages if not m.stops and m.kind != "W"]

    @property
    def is_readable(self):
        """Whether rows were looked at: nothing is wrong with the file as a whole."""
        return not any(message.stops for message in self.said)

    @property
    def good(self):
        """The rows (Entry) that can be taken in; none of a file that is wrong as a whole."""
        return [entry for entry in self.entries if entry.is_good] if self.is_readable else []

    @property
    def bad(self):
        return [entry for entry in self.entries if not entry.is_good]

    def count(self, action):
        """How many good rows add, update or change nothing."""
        return sum(entry.action == action for entry in self.good)

    @property
    def changed(self):
        """The good rows that write, updates first: what people should look at."""
        rows = [entry for entry in self.good if entry.action != SAME]
        return sorted(rows, key=lambda entry: entry.action != UPDATE)

    @property
    def digest(self):
        """A text that differs when the file would do something else, or to other records."""
        rows = [
            [
                e.table.layout.key,
                e.row.number,
                e.action,
                e.before and state_of(e.before, e.table.layout),
            ]
            for e in self.good
        ]
        return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


@uncollected()
def check(name, data, intake, bounds=PAGE, progress=iter):
    """Read a file (its name, its bytes) and plan what it does.  Writes nothing, raises nothing."""
    result = Check(intake)
    try:
        result.book = read(name, data, bounds)
    except Refused as refused:
        result.said.append(refused.message)
        return result
    result.said += _of_another(result.book.stamp, intake)
    result.tables, said = tables(result.book, intake.layouts)
    result.said += [*said, *(m for table in result.tables for m in table.messages)]
    if not result.tables:
        result.said.append(Message("F17", {"section": intake.label}))
    elif not any(table.rows for table in result.tables):
        result.said.append(Message("F04"))
    if result.is_readable:
        _plan(result, progress)
    return result


def _plan(result, progress):
    for table in result.tables:
        entries = resources.plan(table, result.intake, progress)
        raise_doubts([entry for entry in entries if entry.is_good], result.intake)
        result.entries += entries
        if table.empty:
            result.said.append(Message("N02", {"n": table.empty}))


def _of_another(stamp, intake):
    """F06, F09 and F18: a template of another version, unit, section or year."""
    if not stamp:
        return
    if stamp.get("version") != VERSION:
        yield Message("F06", {"v": stamp.get("version"), "cur": VERSION})
    own = intake.stamp
    if stamp.get("unit") != own["unit"]:
        unit = Region.objects.filter(pk=str(stamp.get("unit"))).first()
        yield Message("F09", {"v": unit or stamp.get("unit")})
    if (stamp.get("section"), stamp.get("year")) != (own["section"], own["year"]):
        told = f"{intake.label_of(stamp.get('section'))}, {stamp.get('year')}"
        yield Message("F18", {"v": told, "cur": f"{intake.label}, {own['year']}"})
