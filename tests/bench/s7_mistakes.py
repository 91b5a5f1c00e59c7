"""S7: every bad row of a sheet is named, by row, column and value, and nothing is saved.

Beside it: the worst files that the bounds let through, each read in a process of its own.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from import_export.results import Result
from tablib import Dataset

from registry.models import Event
from registry.sheets.checking import check
from tests.bench import sheets
from tests.bench.rows import Row, at
from tests.bench.s6_import import NAMES, Plain
from tests.bench.timing import once
from tests.bench.worst import FILES

NAME = "S7 every bad row named in an import"
ROWS = 2_000
MOST, MEMORY = 2_000, 256  # milliseconds and MB that one file may take
# What is wrong with every tenth row, in turn
WRONG = (
    {"attendance": "шамамен 50"},
    {"attendance": "252,5"},
    {"attendance": -3},
    {"held_on": "32.10.2030"},
    {"topic": "жоқ тақырып"},
    {"title": None},
    {"place": "ұ" * 201},
    {},  # the same as the row before
)


def measure(place):
    with sheets.coordinator() as intake:
        rows, wrong = _rows()
        before = Event.objects.count()
        ours, result = once(lambda: check("a.xlsx", sheets.workbook(rows), intake))
        named = {m.place.row for m in result.errors if m.place}
        assert named == wrong, f"ours leaves rows unnamed: {sorted(wrong - named)[:5]}"
        assert Event.objects.count() == before
        default, theirs = once(lambda: _default(rows))
    yield at(
        place,
        NAME,
        ours,
        against="import-export's default",
        against_value=default,
        bound="at least",
        target=1,
        note=f"ours names {len(wrong)} of {len(wrong)} bad rows, the default {theirs}",
    )
    yield from _worst(place)


def _rows():
    """The rows, and the numbers (set) that Excel shows for the bad ones."""
    rows, wrong = [], set()
    for number in range(ROWS):
        cells = sheets.row(number)
        if number % 10 == 9:
            bad = WRONG[number // 10 % len(WRONG)]
            cells = cells | bad if bad else rows[-1]
            wrong.add(number + 2)
        rows.append(cells)
    return rows, wrong


def _default(rows):
    """How many bad rows the package names (int)."""
    data = Dataset(headers=["region", *NAMES])
    for cells in rows:
        data.append([sheets.UNIT, *(cells[name] for name in NAMES)])
    result = Plain().import_data(data, dry_run=True)
    assert isinstance(result, Result)
    return len(result.error_rows) + len(result.invalid_rows)


def _worst(place):
    """The slowest of the worst files, and the one that takes most memory."""
    if place.database != "sqlite":  # no database is read
        return
    spent = {name: _in_a_child(name) for name in FILES}
    slowest = max(spent, key=lambda name: spent[name][0])
    largest = max(spent, key=lambda name: spent[name][1])
    yield at(
        place,
        "S7 worst file read",
        spent[slowest][0],
        against="two seconds",
        against_value=MOST,
        bound="at least",
        target=1,
        note=f"the worst of {len(spent)} files: {slowest}",
    )
    memory = spent[largest][1]
    yield Row(
        "S7 worst file, MB of its process",
        place.size,
        place.database,
        memory,
        against="MB",
        against_value=MEMORY,
        ratio=round(MEMORY / memory, 2),
        bound="at least",
        target=1,
        met=memory <= MEMORY,
        note=f"most memory: {largest}",
    )


def _in_a_child(name):
    """(milliseconds of its processor, MB) of reading one of the worst files."""
    file_name, data = FILES[name]()
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        path.write_bytes(data)
        command = [sys.executable, "-m", "tests.bench.worst", path]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    spent, memory = done.stdout.split()
    return float(spent), float(memory)
