"""The words of titles on SQLite: a table of their letters, three at a time, for searches.

PostgreSQL has an index for that (migration 0011).  On SQLite triggers keep the table; a migrate
that makes the events anew loses them, so each migrate looks whether they stand, and fills the table
again if not.  Without them, or where SQLite was made without FTS5, a search reads every title.
"""

import sqlite3
from contextlib import closing
from functools import cache

from django.db import connections, transaction
from django.db.models.expressions import RawSQL

from registry.text import plain_column, plain_key

EVENTS, WORDS = "registry_event", "registry_event_words"
LETTERS = 3  # a shorter word has no place in the table
ASKED = 3  # words of a search that the table is asked for
MANY = 10_000  # titles with a word; more are found sooner by reading, in the order of the list
FOUND = f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s"
MAKE = f"CREATE VIRTUAL TABLE {WORDS} USING fts5(title, content='', tokenize='trigram')"


def install(connection):
    """Make the table, fill it and put its triggers in place, where SQLite can and they are not.

    Where it cannot, triggers of another machine go: with them no event could be saved.
    """
    tables = connection.introspection.table_names() if connection.vendor == "sqlite" else ()
    if EVENTS not in tables or is_ready(connection):
        return
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in _statements() if _can() else _removal():
            cursor.execute(statement)


def is_ready(connection):
    """Whether the words of all titles are in the table (bool): it and its triggers stand, as this
    code makes them.
    """
    if connection.vendor != "sqlite" or not _can():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return dict(cursor.fetchall()).items() >= (_triggers() | {WORDS: MAKE}).items()


def narrowed(events, asked):
    """The events (queryset) that a search for folded words (text) finds, fewer to read: if one of
    the words is rare, those without it are left out by the table.
    """
    connection, words = connections[events.db], _words(asked)
    if not words or events.model._meta.db_table != EVENTS or not is_ready(connection):
        return events
    rare = next((word for word in words if _is_rare(connection, word)), None)
    return events.filter(pk__in=RawSQL(FOUND, [rare])) if rare else events


def _words(asked):
    """The longest words that the table can find, as it is asked for them: three at most."""
    words = [plain_key(word.strip("\"'")) for word in asked.split()]
    known = [w for w in words if len(w) >= LETTERS and not set(w) & set("\"'\\")]
    return [f'"{word}"' for word in sorted(set(known), key=len, reverse=True)[:ASKED]]


def _is_rare(connection, word):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({FOUND} LIMIT {MANY + 1})", [word])
        return cursor.fetchone()[0] <= MANY


@cache
def _can():
    """Whether this SQLite has FTS5 with three letters at a time: 3.34, made with it."""
    with closing(sqlite3.connect(":memory:")) as probe:
        try:
            probe.execute(MAKE)
        except sqlite3.Error:
            return False
    return True


def _removal():
    return [f"DROP TRIGGER IF EXISTS {name}" for name in _triggers()]


def _statements():
    yield from _removal()
    yield f"DROP TABLE IF EXISTS {WORDS}"
    yield MAKE
    titles = f"SELECT id, {plain_column('title_key')} FROM {EVENTS}"
    yield f"INSERT INTO {WORDS} (rowid, title) {titles}"
    yield from _triggers().values()


def _triggers():
    """{name: statement} of each trigger that keeps the table."""
    put = f"INSERT INTO {WORDS} (rowid, title) VALUES (NEW.id, {plain_column('NEW.title_key')});"
    take = (
        f"INSERT INTO {WORDS} ({WORDS}, rowid, title)"
        f" VALUES ('delete', OLD.id, {plain_column('OLD.title_key')});"
    )
    acts = {
        "words_insert": ("INSERT", put),
        "words_update": ("UPDATE OF id, title_key", take + put),
        "words_delete": ("DELETE", take),
    }
    return {
        name: f"CREATE TRIGGER {name} AFTER {verb} ON {EVENTS} BEGIN {act} END"
        for name, (verb, act) in acts.items()
    }
