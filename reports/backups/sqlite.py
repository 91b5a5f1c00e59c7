"""SQLite's own backup: a copy of one moment, while others write.

A plain copy of the file is torn in half of the cases; its backup interface never is.
"""

import fcntl
import sqlite3
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from django.db import connection, transaction

from reports.backups import UNDER_WAY, Trouble, facts

SUFFIX = ".sqlite3"
PAGES = 2000  # copied between two steps of the bar
ENOUGH = "ok"
COMPANIONS = ("", "-journal", "-wal", "-shm")  # what a database is, beside one another


def dump(target, step):
    """Copy the database into a file; gives its facts.  `step(done, total)` counts pages."""
    source = connection.copy()
    source.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"  # it reads: nobody waits
    with (
        _telling(),
        facts.standing_in(source),
        closing(source),
        transaction.atomic(durable=True),  # one moment for counts and copy
        closing(sqlite3.connect(target)) as copy,
    ):
        found = facts.of(source)
        _copy(source.connection, copy, step)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
    return found


def load(path, target, step):
    """Fill the database of a connection from a file: one transaction, all of it or nothing.

    A damaged file is found before anything is written.  Raises Trouble.
    """
    target.close()
    target.ensure_connection()
    address = f"{path.resolve().as_uri()}?mode=ro"
    with _telling(), closing(sqlite3.connect(address, uri=True)) as source:
        _refuse_damage(source)
        _copy(source, target.connection, step)
    target.close()


def is_damaged():
    """Whether the portal's own file is there and is no database."""
    address = f"{Path(connection.settings_dict['NAME']).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as file:
            file.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        return False  # there is none, or somebody holds it
    except sqlite3.DatabaseError:
        return True
    return False


def put_aside():
    """Give the portal's own file another name, free as yet: nothing of it is thrown away, nor of
    its log, which may hold the last that was written.
    """
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    names = (path.with_name(f"{path.name}.damaged{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    for companion in COMPANIONS:
        if (file := Path(f"{path}{companion}")).exists():
            file.rename(f"{aside}{companion}")


def check(target):
    """Raises Trouble where SQLite finds the restored database damaged."""
    target.ensure_connection()
    _refuse_damage(target.connection)


def _refuse_damage(database):
    try:
        said = database.execute("PRAGMA integrity_check").fetchall()
        orphans = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise Trouble(f"The database in the backup is damaged: {error}") from None
    if said != [(ENOUGH,)] or orphans:
        raise Trouble(f"The backup is damaged: {said[0][0]}, {len(orphans)} rows without parent.")


@contextmanager
def scratch():
    """The name of a database that is thrown away; what a killed rehearsal left goes first.

    Raises Trouble where another rehearsal has it.
    """
    name = f"{connection.settings_dict['NAME']}.rehearsal"
    with _alone(f"{name}-lock"):
        _forget(name)
        try:
            yield name
        finally:
            _forget(name)


def _forget(name):
    for companion in COMPANIONS:
        Path(f"{name}{companion}").unlink(missing_ok=True)


@contextmanager
def _alone(name):
    """A lock on an empty file, which goes with the process, however that ends; the file stays."""
    with open(name, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(UNDER_WAY) from None
        yield


@contextmanager
def _telling():
    """SQLite itself is spoken to, past Django: its errors (a full disk) are told as Trouble."""
    try:
        yield
    except sqlite3.Error as error:
        raise Trouble(f"SQLite says: {error}.") from None


def _copy(source, target, step):
    source.backup(
        target, pages=PAGES, progress=lambda _status, left, total: step(total - left, total)
    )
