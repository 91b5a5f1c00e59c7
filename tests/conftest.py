"""What every test finds: an empty registry, or the demo for those that ask for it.

`demo` gives the demo registry to all tests of a module (docs/decisions/0003-demo-in-tests.md):
    pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
"""

import gc
import hashlib

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests import snapshots

DEMO_PASSWORD = "demo-password-of-the-tests"


def pytest_collection_modifyitems(items):
    """The modules about the demo come last, one after the other: it is loaded once."""
    items.sort(key=is_about_the_demo)


def is_about_the_demo(item):
    return "demo" in item.fixturenames


def pytest_collection_finish():
    """What is loaded by now stays: the collector looks no more at it, and less often at the rest.

    It took a sixth of the time of the tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    item.session.keeps_demo = nextitem is not None and is_about_the_demo(nextitem)


@pytest.fixture(autouse=True)
def kazakh():
    """A page leaves its language behind in the process; the next test begins in Kazakh."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, made_of):
    """Lets the first process migrate, and each other copy what came of it."""
    patch = pytest.MonkeyPatch()

    def migrate_once(command, *args, **options):
        patch.undo()  # the tests that migrate mean it
        snapshots.once("migrated", made_of, lambda: command.handle(*args, **options))

    patch.setattr(migrate.Command, "handle", migrate_once)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The test database, and its way back after a test that commits (gives a Snapshot).

    Django would flush it, which published releases refuse: their tables let nothing go.
    """
    with pytest.MonkeyPatch.context() as patch:
        state = snapshots.Snapshot("migrated")
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: state.restore())
        yield state


@pytest.fixture(scope="session")
def made_of(testrun_uid):
    """What the copies are made of (text): SQLite keeps them for later runs, PostgreSQL does not."""
    return _digest_of_the_code() if connection.vendor == "sqlite" else testrun_uid


@pytest.fixture(scope="module")
def demo(request, django_db_setup, made_of, django_db_blocker):
    """The demo registry for every test of this module, and of the next that is about it."""
    with django_db_blocker.unblock():
        django_db_setup.want("demo", made_of, _load_demo)
    yield
    if not request.session.keeps_demo:
        with django_db_blocker.unblock():
            django_db_setup.load(django_db_setup.empty)


def _load_demo():
    call_command("load_demo", password=DEMO_PASSWORD, untouched=True, verbosity=0)


def _digest_of_the_code():
    """One text for everything that the demo is made of."""
    digest = hashlib.sha256()
    for folder in ("assembly", "registry", "reports"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    for path in ("requirements.txt", "tests/settings.py"):  # packages have tables, too
        digest.update((settings.BASE_DIR / path).read_bytes())
    return digest.hexdigest()
