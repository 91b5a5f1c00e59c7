"""S11: twenty people save an event at once, as their forms do: the lock is asked, then both kept.

On SQLite the same is done with Django's own settings beside the portal's, each on a copy of the
registry in a process of its own.  What is lost is a save that ended in an error.
"""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from tests.bench import databases
from tests.bench.rows import at

NAME = "S11 a save, twenty people at once"
OURS, PLAIN = "portal", "plain"
TARGET = 5


def measure(place):
    """One row: milliseconds a save, and on SQLite how many times Django's own settings take."""
    if place.database == "postgresql":
        ours = _written(os.environ["DATABASE_URL"], OURS)
        yield _row(place, ours)
        return
    with TemporaryDirectory(prefix="portal-bench-") as folder:
        ours, plain = (_written(_copy(Path(folder), kind), kind) for kind in (OURS, PLAIN))
    more = {"against": "Django's own settings", "against_value": plain["ms"]}
    yield _row(place, ours, plain, bound="at least", target=TARGET, **more)


def _row(place, ours, plain=None, **more):
    note = f"{ours['saved']} saves by {ours['people']} people, {ours['lost']} lost"
    if plain:
        note += f"; Django's own settings lose {plain['lost']} of them"
    row = at(place, NAME, ours["ms"], note=note, **more)
    row.met = row.met is not False and not ours["lost"]
    return row


def _copy(folder, kind):
    """The address of a copy of the registry whose journal is that of the settings."""
    path = folder / f"{kind}.sqlite3"
    source = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)
        new.execute(f"PRAGMA journal_mode = {'WAL' if kind == OURS else 'DELETE'}")
    return f"sqlite:///{path}"


def _written(url, kind):
    """What came of the saves in a process that has this database: milliseconds, saved, lost."""
    return json.loads(databases.child(url, "write", kind))
