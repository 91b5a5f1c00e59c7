"""Putting many rows into a table at the speed of the database."""

from itertools import islice

from django.core.management.color import no_style
from django.db import connection, transaction

from registry import words

CHUNK = 20_000
TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"


def load(model, columns, rows):
    """Insert rows (iterable of tuples) by COPY or, on SQLite, by executemany."""
    put = _copy if connection.vendor == "postgresql" else _insert_many
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        indexes = _indexes(cursor, table)
        for name in indexes:
            cursor.execute(f"DROP INDEX {name}")
        put(table, columns, rows)
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # checks the foreign keys now
        for statement in indexes.values():
            cursor.execute(statement)
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def _indexes(cursor, table):
    """{name: statement} of the indexes that are sooner built at the end; unique ones stay."""
    if connection.vendor == "postgresql":
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s"
    cursor.execute(query, [table])
    return {name: made for name, made in cursor.fetchall() if made and "UNIQUE" not in made}


def _copy(table, columns, rows):
    with connection.cursor() as cursor:
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)


def _insert_many(table, columns, rows):
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        connection.connection.executemany(statement, chunk)


def hurry():
    """Let SQLite trust the machine while the registry is made: a broken file is made anew."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode = OFF")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -1000000")
            cursor.execute(TRIGGERS, [words.EVENTS])  # all titles at once are sooner indexed
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


def settle():
    """What a database in use has long done: statistics and, on PostgreSQL, the visibility map."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
        else:
            words.install(connection)
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA journal_mode = WAL")
