"""How the tests ask the write gate: would this addition, change or deletion be refused?"""

import copy

from registry.locks import Locked, check
from tests.build import as_day


def stored(record):
    return type(record)._base_manager.get(pk=record.pk)


def change(record, **values):
    """Ask the gate for a change of a stored record; gives the record as it would be."""
    after = copy.copy(stored(record))
    for name, value in values.items():
        setattr(after, name, as_day(value) if name.endswith("_on") else value)
    check(stored(record), after)
    return after


def is_refused(ask, *args, **kwargs):
    try:
        ask(*args, **kwargs)
    except Locked:
        return True
    return False


def delete(record):
    check(stored(record), None)


def add(record):
    check(None, record)
