"""Kill an act at a seeded moment, and look at every row of the database before and after."""

import multiprocessing
import os
import random
import re
import time
from contextlib import closing
from datetime import datetime

from django.db import connection

from tests import snapshots
from tests.crash import acts

LONG = 600  # seconds: no act takes so long
SQLITE_ALL_KEPT = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"  # as in production
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.crash.acts"])
PAUSES = (None, None, None, 0, 0.001, 0.005, 0.02)  # seconds; None: the act stands still
NAME = f"killed_{os.getpid()}"  # of the prepared database
SALTED = "md5$"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")


class Killing:
    """An act (function of acts.py, its arguments) over a prepared database, done and killed.

    `nothing` and `all` are the database before and after it (see `picture`).  `by` is the function
    of acts.py that tells one moment of the act from the next.
    """

    def __init__(self, act, *arguments, by=acts.run):
        self.act, self.arguments, self.by = act, arguments, by
        snapshots.save(NAME)
        self.nothing = picture()

    def finish(self):
        """Do the act undisturbed: its moments are known then, and what it leaves."""
        self.moments = self._run()
        self.all = picture()
        assert self.all != self.nothing

    def again(self):
        """The act once more, in this process."""
        self.act(*self.arguments)

    def kill(self, rng):
        """Begin the act on the prepared database and kill it from its first write on."""
        first = next(n for n, (is_write, _at) in enumerate(self.moments) if is_write)
        return self.kill_at(rng.randint(max(first, 1), len(self.moments)), rng)

    def kill_some_time(self, rng):
        """The same at any second alike, for an act whose statements are many near its end."""
        second = rng.uniform(0, self.moments[-1][1])
        return self.kill_at(sum(at <= second for _is_write, at in self.moments), rng)

    def kill_at(self, statement, rng):
        """Kill it at its statement no. (int) or a little later.  Gives the picture afterwards."""
        snapshots.load(NAME)
        self._run(statement, pause=rng.choice(PAUSES))
        return picture()

    def _run(self, stop=0, pause=None):
        return killed(self.by, self.act, self.arguments, stop, pause)


def killed(by, act, arguments, stop=0, pause=None):
    """Start an act in a process; kill it when it is at its moment no. `stop`, after a pause.

    Gives what it told: its moments where it came to its end.
    """
    here, there = PROCESSES.Pipe()
    settings = _settings()
    connection.close()
    given = act, arguments, settings, stop, pause is None, there
    process = PROCESSES.Process(target=by, args=given)
    with closing(here):
        process.start()
        there.close()
        told = here.recv() if here.poll(LONG) else None
        if stop:
            time.sleep(pause or 0)
            process.kill()
    process.join(LONG)
    process.close()
    _wait_for_the_server()
    return told


def _settings():
    """What a process needs to open the database of this test as the portal does."""
    settings = dict(connection.settings_dict)
    if connection.vendor == "sqlite":
        settings["OPTIONS"] = settings["OPTIONS"] | {"init_command": SQLITE_ALL_KEPT}
    return settings


def _wait_for_the_server():
    """PostgreSQL ends the work of a dead client soon, not at once."""
    if connection.vendor != "postgresql":
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    with connection.cursor() as cursor:
        for _turn in range(1000):
            cursor.execute(others)
            if cursor.fetchone()[0] == 0:
                return
            time.sleep(0.01)
    raise AssertionError("the server still works for a process that is dead")


def picture():
    """{table: rows} of every table of the portal; a moment and a salt are only told to be there."""
    tables = connection.introspection.django_table_names(only_existing=True)
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in sorted(tables)}


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    return sorted(repr([_plain(value) for value in row]) for row in cursor.fetchall())


def _plain(value):
    if isinstance(value, str) and value.startswith(SALTED):
        return "a password"
    if isinstance(value, datetime) or (isinstance(value, str) and MOMENT.match(value)):
        return "a moment"
    if isinstance(value, str) and '"kk.xlsx":' in value:
        return "sizes of files, which hold a moment"
    return bytes(value) if isinstance(value, memoryview) else value


def counts(picture):
    """{table: how many rows} of a picture."""
    return {table: len(rows) for table, rows in picture.items()}


def is_sound():
    """Whether SQLite finds its file whole; PostgreSQL has no such question."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        whole = cursor.execute("PRAGMA integrity_check").fetchall()
        orphans = cursor.execute("PRAGMA foreign_key_check").fetchall()
    return (whole, orphans) == ([("ok",)], [])


def hold(killing, times):
    """Kill an act some times (int): the database is as before or as after, and the act works."""
    killing.finish()
    ends = {"nothing": 0, "all": 0}
    for seed in range(times):
        ends[end_of(killing, killing.kill, seed)] += 1
        killing.again()
        assert counts(picture()) == counts(killing.all), f"seed {seed}: not done again"
    assert ends["nothing"] or times == 1
    print(f"{killing.act.__name__}: {times} kills, {ends}")


def end_of(killing, kill, seed):
    """How much of an act is there ("nothing" or "all") that was killed at a seeded moment."""
    found = kill(random.Random(seed))
    assert is_sound(), f"seed {seed}: the file is broken"
    assert found in (killing.nothing, killing.all), f"seed {seed}: {unlike(killing, found)}"
    return "all" if found == killing.all else "nothing"


def unlike(killing, found):
    """{table: rows that are neither as before nor as after}, beside those before and after."""
    known = {table: set(killing.nothing[table] + killing.all[table]) for table in found}
    odd = {table: [row for row in rows if row not in known[table]] for table, rows in found.items()}
    return {table: rows for table, rows in odd.items() if rows} or counts(found)
