"""Copies of the test database: put one away, bring one back.  Faster than filling it again."""

import fcntl
import os
import sqlite3
from contextlib import closing

from django.conf import settings
from django.db import connection


class Snapshot:
    """Which copy the test database is at the moment."""

    def __init__(self, empty):
        self.empty = self.current = empty

    def want(self, name, made_of, build):
        """Go on with a copy that is there or made `once`."""
        if self.current == name:
            return
        try:
            once(name, made_of, build)
        except BaseException:
            self.restore()
            raise
        self.current = name

    def load(self, name):
        self.current = name
        load(name)

    def restore(self):
        load(self.current)


def once(name, made_of, build):
    """Load what was put away under a name; the first process to ask builds it, the others wait.

    It is built anew when it was made of something else (a text); `build` leaves it in the database.
    """
    with open(settings.SCRATCH / f"{name}-{connection.vendor}.made-of", "a+") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        mark.seek(0)
        if mark.read() == made_of:
            load(name)
            return
        mark.truncate(0)
        build()
        save(name)
        mark.write(made_of)


def save(name):
    """Put the test database away under a name."""
    if connection.vendor == "sqlite":
        forget(name)
        connection.ensure_connection()
        with closing(sqlite3.connect(_file(name))) as copy:
            connection.connection.backup(copy)
    else:
        _create(_database(name), _current())


def load(name):
    """Make the test database what was put away under a name."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(_file(name))) as copy:
            copy.backup(connection.connection)
    else:
        _create(_current(), _database(name))


def forget(name):
    """Delete what was put away under a name."""
    if connection.vendor == "sqlite":
        _file(name).unlink(missing_ok=True)
    else:
        _maintain(f'DROP DATABASE IF EXISTS "{_database(name)}" WITH (FORCE)')


def address():
    """The DATABASE_URL of the test database, for a process that is no test."""
    name = _current()
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server, _mark, more = os.environ["DATABASE_URL"].partition("?")
    return f"{server.rpartition('/')[0]}/{name}?{more}"


def _file(name):
    return settings.SCRATCH / f"{name}.sqlite3"


def _current():
    return connection.settings_dict["NAME"]


def _database(name):
    return f"test_{name}"


def _create(target, template):
    connection.close()
    _maintain(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
    _maintain(f'CREATE DATABASE "{target}" TEMPLATE "{template}"')


def _maintain(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
