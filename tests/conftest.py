"""What every test finds: an empty registry, or the demo for those that ask for it.

`demo` gives the demo registry to all tests of a module (docs/decisions/0003-demo-in-tests.md):
    pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
"""

import fcntl
import hashlib
import os

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests import snapshots

DEMO_PASSWORD = "demo-password-of-the-tests"


@pytest.fixture(autouse=True)
def kazakh():
    """A page leaves its language behind in the process; the next test begins in Kazakh."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, and its way back after a test that commits (gives a Snapshot).

    Django would flush it, which published releases refuse: their tables let nothing go.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        state = snapshots.Snapshot(f"empty_{os.getpid()}")
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: state.restore())
        yield state
        snapshots.forget(state.empty)


@pytest.fixture(scope="session")
def demo_snapshot(django_db_setup, django_db_blocker, testrun_uid):
    """The demo, built by the first process that needs it; SQLite keeps it for later runs."""
    made_of = _digest_of_the_code() if connection.vendor == "sqlite" else testrun_uid
    with (
        open(settings.SCRATCH / f"demo-{connection.vendor}.made-of", "a+") as mark,
        django_db_blocker.unblock(),
    ):
        fcntl.flock(mark, fcntl.LOCK_EX)
        mark.seek(0)
        if mark.read() != made_of:
            mark.truncate(0)
            _build_demo(django_db_setup)
            mark.write(made_of)
    return "demo"


@pytest.fixture(scope="module")
def demo(django_db_setup, demo_snapshot, django_db_blocker):
    """The demo registry for every test of this module."""
    with django_db_blocker.unblock():
        django_db_setup.load(demo_snapshot)
    yield
    with django_db_blocker.unblock():
        django_db_setup.load(django_db_setup.empty)


def _build_demo(state):
    try:
        call_command("load_demo", password=DEMO_PASSWORD, untouched=True, verbosity=0)
        snapshots.save("demo")
    finally:
        state.restore()


def _digest_of_the_code():
    """One text for everything that the demo is made of."""
    digest = hashlib.sha256()
    for folder in ("assembly", "registry", "reports"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()
