"""Where the generated registries live, and whether one that is there can be used again."""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg
from psycopg import sql

from tests import machine
from tests.bench.rows import TOP
from tests.bench.timing import say

BUILD = TOP / "build"
MARK = "bench_mark"  # a table of one row: by what the registry was made
MAKERS = ("registry/migrations", "reports/migrations", "tests/bench")
MADE_BY = ("generate.py", "records.py", "returns.py", "loading.py")
NO_SERVER = (
    "No PostgreSQL answers. Name a server on which databases can be created: "
    "TEST_DATABASE_URL=postgres://user@host/postgres"
)


class Missing(Exception):
    """Why a database cannot be had: one sentence."""


@contextmanager
def server():
    """The address of a PostgreSQL where databases can be created, or None.

    Named by TEST_DATABASE_URL or DATABASE_URL; else a cluster for the time being, as the tests
    start it.
    """
    named = (os.environ.get(name, "") for name in ("TEST_DATABASE_URL", "DATABASE_URL"))
    url = next((url for url in named if url.startswith("postgres")), "")
    with nullcontext(url) if url else _cluster() as found:
        yield found if found and _answers(found) else None


def _cluster():
    return machine.postgres() if machine.initdb() else nullcontext(None)


def _answers(url):
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def address(place, server_url):
    """The DATABASE_URL of a place (Place)."""
    if place.database == "sqlite":
        return f"sqlite:///{_file(place)}"
    if not server_url:
        raise Missing(NO_SERVER)
    address, _slash, query = server_url.partition("?")
    head, _slash, _name = address.rpartition("/")
    return f"{head}/bench_{place.size}" + (f"?{query}" if query else "")


def ready(place, url):
    """See that the registry of a place is there and was made by the present code."""
    BUILD.mkdir(exist_ok=True)
    wanted = fingerprint(place)
    if _mark(place, url) == wanted:
        say(f"{place.database} {place.size:,}: there already")
        return
    say(f"{place.database} {place.size:,}: being made")
    _create(place, url)
    child(url, "make", str(place.size))
    _write_mark(place, url, wanted)


def fingerprint(place):
    """What a registry depends on: its size, the tables, the code that fills them."""
    digest = hashlib.sha256(str(place.size).encode())
    for folder in MAKERS:
        for path in sorted((TOP / folder).glob("*.py")):
            if folder.endswith("migrations") or path.name in MADE_BY:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def child(url, *arguments):
    """Run tests.bench.child with another default database; gives what it prints."""
    quiet = {"DATABASE_URL": url, "DEBUG": "1"}
    command = [sys.executable, "-m", "tests.bench.child", *arguments]
    done = subprocess.run(
        command, cwd=TOP, env=os.environ | quiet, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise Missing(f"`{' '.join(command[1:])}` failed; see above.")
    return done.stdout


def _file(place):
    return BUILD / f"bench-{place.size}.sqlite3"


def _create(place, url):
    if place.database == "sqlite":
        for suffix in ("", "-wal", "-shm"):
            Path(f"{_file(place)}{suffix}").unlink(missing_ok=True)
        return
    name = sql.Identifier(f"bench_{place.size}")
    with psycopg.connect(url.replace(f"/bench_{place.size}", "/postgres"), autocommit=True) as link:
        link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        link.execute(sql.SQL("CREATE DATABASE {}").format(name))


def _connect(place, url):
    if place.database == "sqlite":
        import sqlite3

        return sqlite3.connect(_file(place))
    return psycopg.connect(url)


def _mark(place, url):
    """The fingerprint of the registry that is there (str), or None."""
    if place.database == "sqlite" and not _file(place).exists():
        return None
    try:
        link = _connect(place, url)
    except psycopg.OperationalError:
        return None
    try:
        return link.execute(f"SELECT fingerprint FROM {MARK}").fetchone()[0]
    except Exception as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            return None
        raise
    finally:
        link.close()


def _write_mark(place, url, value):
    link = _connect(place, url)
    link.execute(f"CREATE TABLE {MARK} AS SELECT '{value}' AS fingerprint")
    link.commit()
    link.close()


def about(url):
    """The version of a PostgreSQL server with the settings that matter, in one line."""
    with psycopg.connect(url) as link:
        names = ("server_version", "shared_buffers", "work_mem", "jit", "fsync")
        values = [link.execute(f"SHOW {name}").fetchone()[0] for name in names]
    facts = [f"{name} {value}" for name, value in zip(names[1:], values[1:], strict=True)]
    return f"{values[0].split()[0]} ({', '.join(facts)})"
