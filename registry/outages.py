"""What a database says that is no fault of the statement: another's lock, or that it is away."""

import sqlite3

from django.db import InterfaceError, OperationalError

HELD = {"55P03", "40P01"}  # PostgreSQL: lock_not_available, deadlock_detected
# PostgreSQL when it ends or begins; None where it says nothing, for it is not there.
AWAY = {None, "57P01", "57P02", "57P03"}


def is_held(error):
    """Whether it is another's lock, not a fault, that ended this statement."""
    cause = _cause(error)
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without what SQLite adds to it
    return code == sqlite3.SQLITE_BUSY or getattr(cause, "sqlstate", "") in HELD


def is_away(error):
    """Whether there was no database to ask, which passes."""
    return getattr(_cause(error), "sqlstate", "") in AWAY


def _cause(error):
    """What the driver raised; nothing for an error that is none of the database's state."""
    return error.__cause__ if isinstance(error, InterfaceError | OperationalError) else None
