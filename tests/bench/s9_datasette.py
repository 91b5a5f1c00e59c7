"""S9: the public page of a year, against Datasette's HTML table of its rows: a process each."""

import os
import sqlite3
import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import translation

from reports.summary import country_summary
from tests import machine
from tests.bench import rivals, wrk
from tests.bench.rows import YEAR, at, unmet
from tests.bench.s4_growth import PAGE, released
from tests.load import serving
from tests.load.visitor import Visitor

NAME = "S9 a public page"
TARGET = 4
COLUMNS = "theme, label, value, unit, before, change, percent"


def measure(place):
    """One row; both servers have one process."""
    program = rivals.program("datasette")
    if program is None:
        yield rivals.missing(NAME, "Datasette", place)
    elif not machine.wrk():
        yield unmet(NAME, "wrk not on this machine", place)
    else:
        yield _row(place, program)


def _row(place, program):
    release, url = released(YEAR), os.environ["DATABASE_URL"]
    serving.manage(url, "collectstatic", "--noinput", "--verbosity", "0")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="bench-")))
        number = _write(folder / "figures.db", release)
        one = {"WEB_CONCURRENCY": "1"}
        ours = stack.enter_context(serving.gunicorn(url, folder / "ours.log", **one))
        port = stack.enter_context(_datasette(program, folder))
        table = f"/figures/year_{YEAR}"
        assert Visitor(port).get(table).text.count('<td class="col-label') == number
        took, theirs = wrk.race(
            lambda: wrk.a_request(ours.port, PAGE), lambda: wrk.a_request(port, table)
        )
    told = f"{number} rows; requests a second: {1e6 / took:,.0f} and {1e6 / theirs:,.0f}"
    return at(
        place,
        NAME,
        took,
        against="Datasette's HTML table",
        against_value=theirs,
        bound="at least",
        target=TARGET,
        unit="µs",
        note=told,
    )


def _write(file, release):
    """The rows of the page as a table of SQLite; gives how many they are."""
    with translation.override("kk"):
        rows = [
            (x.words["theme"], x.label, x.value, x.noun, x.value_before, x.change, x.percent)
            for x in country_summary(release).lines
        ]
    with sqlite3.connect(file) as link:
        link.execute(f"CREATE TABLE year_{YEAR} ({COLUMNS})")
        link.executemany(f"INSERT INTO year_{YEAR} VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    link.close()
    return len(rows)


@contextmanager
def _datasette(program, folder):
    """Datasette as it comes, over that file; gives its port."""
    (port,) = machine.free_ports(1)
    command = [program, "serve", folder / "figures.db", "--port", str(port)]
    with open(folder / "datasette.log", "w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            serving.wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(30)
