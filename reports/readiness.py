"""Whether this portal may answer visitors: what `/readyz` looks at."""

import logging
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.templatetags.static import static

from reports import immutable

ZONE = "Asia/Almaty"
# Kazakhstan has been at +5 h since this day; a machine with older tables still says +6 h, and
# puts what happens round midnight into another day.
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
OFFSET = timedelta(hours=5)
LINKED = "portal.css"
OURS = ("registry", "reports")  # of a package that was given up, rows may stay

logger = logging.getLogger(__name__)


def missing():
    """The names (list of str) of what the portal lacks to answer; none where it is ready.

    A name tells what kind of thing is missing and no more: anybody may read it.  The log tells
    which.  Raises nothing: a database that does not answer is what is missing.
    """
    try:
        return [name for name, lacks in CHECKS.items() if lacks()]
    except Error:
        logger.warning("Not ready: the database does not answer.", exc_info=True)
        return ["database"]


def unapplied():
    """The migrations (app and name) that this code knows and the database has not seen."""
    applied = MigrationRecorder(connection).applied_migrations()
    return _told("migrations", [".".join(key) for key in sorted(_migrations() - applied.keys())])


def unknown():
    """The migrations of our apps that the database has seen and this code does not know.

    A newer portal has been here: this one would write into tables that are no longer its own.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    newer = {key for key in applied.keys() - _migrations() if key[0] in OURS}
    return _told("code", [".".join(key) for key in sorted(newer)])


def known_migrations():
    """Every migration of this code by its name (set of str)."""
    return {".".join(key) for key in _migrations()}


@cache
def _migrations():
    """Every migration of this code: it does not change while a process runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def unguarded():
    """The triggers of published releases that are not in force."""
    return _told("triggers", immutable.missing(connection))


def uncollected():
    """What every page links to, where `collectstatic` was not run here: each page would fail."""
    try:
        static(LINKED)
    except ValueError:
        return _told("static files", [LINKED])
    return []


def zones_amiss():
    """Who of Python and the database has another offset than Kazakhstan's since March 2024."""
    wrong = [] if NOON.astimezone(ZoneInfo(ZONE)).utcoffset() == OFFSET else ["Python"]
    if connection.vendor == "postgresql" and _offset_of_postgresql() != OFFSET:
        wrong.append("PostgreSQL")
    return _told("time zone", wrong)


def _offset_of_postgresql():
    """How far its clock in Almaty is ahead of UTC (timedelta)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz AT TIME ZONE %s", [NOON, ZONE])
        return cursor.fetchone()[0] - NOON.replace(tzinfo=None)


def _told(what, names):
    if names:
        logger.warning("Not ready, %s: %s", what, ", ".join(names))
    return names


CHECKS = {
    "database": lambda: connection.ensure_connection(),
    "migrations": unapplied,
    "code": unknown,
    "triggers": unguarded,
    "static files": uncollected,
    "time zone": zones_amiss,
}
