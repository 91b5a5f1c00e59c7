"""Make a backup, restore it, and rehearse that it can be restored."""

from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils.timezone import localtime

from reports import immutable
from reports.backups import Trouble, facts, files, postgresql, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine():
    return ENGINES[connection.vendor]


def make(folder, step=lambda done, total: None):
    """Write a backup into a folder; gives its path.  `step(done, total)` is called meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"portal-{localtime():%Y%m%d-%H%M%S-%f}{engine().SUFFIX}"
    with files.writing(path) as (part, found):
        found |= engine().dump(part, step)
    return path


def restore(path, replace=False, step=lambda done, total: None):
    """Make this database what it was in a backup; gives its facts (dict).

    Raises Trouble where a file is damaged or of the other engine, or where the database has an
    account and `replace` is not given; then nothing is changed.
    """
    kept = _readable(path)
    if not replace and _is_in_use():
        raise Trouble("This database is in use. --replace puts the backup in its place.")
    engine().load(path, connection, step)
    _compare(kept, connection)
    return kept


def rehearse(path, step=lambda done, total: None):
    """Restore a backup into a database of its own and compare; gives its facts.  Raises Trouble."""
    kept = _readable(path)
    with engine().scratch() as name, _connected(name) as scratch:
        engine().load(path, scratch, step)
        _compare(kept, scratch)
    return kept


def _readable(path):
    if path.suffix != engine().SUFFIX:
        raise Trouble(f"{path.name} is no backup of {connection.display_name}.")
    return files.checked(path)


def _is_in_use():
    there = get_user_model()._meta.db_table in connection.introspection.table_names()
    return there and get_user_model().objects.exists()


def _compare(kept, target):
    """Raises Trouble where what was restored is not what was kept, or is not guarded."""
    engine().check(target)
    with target.cursor() as cursor:
        found = facts.of(cursor, target.vendor)
    wrong = facts.differences(kept, found)
    wrong += [f"the trigger {name} is missing" for name in immutable.missing(target)]
    if wrong:
        raise Trouble("\n".join(["What was restored differs from the backup:", *wrong]))


@contextmanager
def _connected(name):
    """A connection of its own to another database of the same engine."""
    scratch = connection.copy()
    scratch.settings_dict["NAME"] = name
    try:
        yield scratch
    finally:
        scratch.close()
