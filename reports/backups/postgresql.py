"""pg_dump and pg_restore, with the access of the portal itself."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

from reports.backups import UNDER_WAY, Trouble, facts

SUFFIX = ".dump"
# What libpq understands of the parameters of a connection; the password goes another way.
LIBPQ = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")
LIBPQ += ("service", "passfile", "target_session_attrs")
EMPTY = "SET lock_timeout = '60s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
TABLE = "contents of table", "data for table"  # what the two programs say as they go on


def dump(target, step):
    """pg_dump of one moment; gives the facts of the same.  `step(done, total)` counts tables."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = f"--snapshot={cursor.fetchone()[0]}"
        found = facts.of(connection)
        command = [*_program("pg_dump", connection), "--format=custom", "--verbose", snapshot]
        # The file is opened here: where this process is killed, pg_dump makes none after it.
        with (
            open(target, "wb") as file,
            _started(command, connection, stdout=file, stderr=subprocess.PIPE, text=True) as said,
        ):
            _follow(said, step, len(found["rows"]))
    return found


def load(path, target, step):
    """Fill the database of a connection from a file: one transaction, all of it or nothing.

    The last word, COMMIT, is said only when pg_restore has told everything.
    """
    target.close()
    psql = [*_program("psql", target), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    tell = [_found("pg_restore"), "--no-owner", "--no-privileges", "--verbose", "--file=-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL}
    with (
        tempfile.TemporaryFile("w+") as said,
        _started(psql, target, stderr=said, **pipes) as database,
    ):
        database.stdin.write(f"BEGIN; {EMPTY}\n".encode())
        database.stdin.flush()
        told = {"stdout": database.stdin, "stderr": subprocess.PIPE, "text": True}
        try:
            with _started([*tell, str(path)], target, **told) as source:
                _follow(source, step)
            database.stdin.write(b"\nCOMMIT;\n")
            database.stdin.close()
        except (Trouble, BrokenPipeError) as problem:
            database.kill()
            raise Trouble(_last(said) or str(problem)) from None
        if database.wait():
            raise Trouble(_last(said))


def is_damaged():
    """Never: there is no file that a restore could be asked to replace."""
    return False


def check(target):
    """Nothing to add: PostgreSQL checked every row and key as it came in."""


@contextmanager
def scratch():
    """The name of a database that is thrown away.

    Raises Trouble where none may be made, or another rehearsal has it, on whichever machine.
    """
    name = f"{connection.settings_dict['NAME']}_rehearsal"
    with _alone(name):
        try:
            _maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
        except DatabaseError as error:
            why = f"No database to rehearse in (the role needs CREATEDB): {error}"
            raise Trouble(why) from None
        try:
            yield name
        finally:
            _maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def _alone(name):
    """A lock of this name, which goes with its connection, however that ends."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])
        if not cursor.fetchone()[0]:
            raise Trouble(UNDER_WAY)
        yield


def _maintain(*statements):
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _program(name, target):
    """A program and the database it is to open, as arguments (list of str)."""
    from psycopg.conninfo import make_conninfo

    given = target.get_connection_params()
    return [_found(name), f"--dbname={make_conninfo(**{k: given[k] for k in LIBPQ if k in given})}"]


def _found(name):
    path = shutil.which(name)
    if path is None:
        raise Trouble(f"{name} is missing: install postgresql-client.")
    return path


@contextmanager
def _started(command, target, **pipes):
    """A program that has the password in its environment, where nobody sees it; ended with us."""
    word = target.get_connection_params().get("password")
    env = os.environ | ({"PGPASSWORD": word} if word else {})
    with subprocess.Popen(command, env=env, **pipes) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _follow(process, step, total=None):
    """Count the tables that a program tells of until it ends.  Raises Trouble."""
    done, lines = 0, []
    for line in process.stderr:
        lines = [*lines[-5:], line]
        done += any(sign in line for sign in TABLE)
        step(done, total)
    if process.wait():
        raise Trouble("".join(lines).strip())


def _last(file):
    file.seek(0)
    return file.read()[-500:].strip()
