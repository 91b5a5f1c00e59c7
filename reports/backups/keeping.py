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


def make(folder, step=lambda done, total: None, keep=None):
    """Write a backup into a folder; gives its path.  `step(done, total)` is called meanwhile.

    `keep` (int) leaves only so many of the newest.  Raises Trouble.
    """
    path = folder / f"portal-{localtime():%Y%m%d-%H%M%S-%f}{engine().SUFFIX}"
    with files.alone(folder):
        with files.writing(path) as (part, found):
            found |= engine().dump(part, step)
            if not found["rows"]:
                raise Trouble("The database has no tables. Is DATABASE_URL the right one?")
        if keep:
            files.thin(folder, keep)
    return path


def restore(path, replace=False, step=lambda done, total: None):
    """Make this database what it was in a backup; gives what is there now (facts, dict).

    Raises Trouble where a file is damaged, of the other engine or of a newer portal, or where the
    database is in use and `replace` is not given; then nothing is changed.
    """
    kept = _readable(path)
    if engine().is_damaged():
        _put_aside(replace)
    elif not replace and _is_in_use():
        raise Trouble("This database is in use. --replace puts the backup in its place.")
    engine().load(path, connection, step)
    return _compared(kept, connection)


def rehearse(path, step=lambda done, total: None):
    """Restore a backup into a database of its own and compare; gives its facts.  Raises Trouble."""
    kept = _readable(path)
    with engine().scratch() as name, _connected(name) as scratch:
        engine().load(path, scratch, step)
        return _compared(kept, scratch)


def _readable(path):
    """The facts of a backup that this portal can restore.  Raises Trouble."""
    if not path.is_file():
        raise Trouble(f"There is no file {path}.")
    if path.suffix != engine().SUFFIX:
        raise Trouble(f"{path.name} is no backup of {connection.display_name}.")
    kept = files.checked(path)
    if newer := facts.newer(kept):
        raise Trouble(f"{path.name} was made by a newer portal: {', '.join(newer)}.")
    return kept


def _put_aside(replace):
    """Make room for a backup where there is no database any more, but a damaged file."""
    if not replace:
        raise Trouble(
            "The file of the database is damaged. --replace keeps it under another name and puts "
            "the backup in its place."
        )
    engine().put_aside()


def _is_in_use():
    """Whether there are accounts, or tables that are not the portal's."""
    tables, users = connection.introspection.table_names(), get_user_model()
    there = users._meta.db_table in tables
    return users.objects.exists() if there else bool(tables)


def _compared(kept, target):
    """The facts of what was restored.  Raises Trouble where they are not those of the backup."""
    engine().check(target)
    wrong = facts.differences(kept, found := facts.of(target))
    if found["counted"] is not None:  # older tables get their triggers with `migrate`
        wrong += [f"the trigger {name} is missing" for name in immutable.missing(target)]
    if wrong:
        raise Trouble(f"What was restored differs from the backup: {'; '.join(wrong)}")
    return found


@contextmanager
def _connected(name):
    """A connection of its own to another database of the same engine."""
    scratch = connection.copy()
    scratch.settings_dict["NAME"] = name
    try:
        yield scratch
    finally:
        scratch.close()
