"""What every test finds."""

import pytest
from django.db import connections
from django.test import TransactionTestCase

from reports import immutable


@pytest.fixture(scope="session", autouse=True)
def flush_of_releases():
    """A test that commits is flushed after it, which the triggers of a release refuse.

    They go just before the flush, and the migrate signal after it puts them back.
    """
    flush = TransactionTestCase._fixture_teardown

    def flush_unguarded(case):
        for alias in case._databases_names(include_mirrors=False):
            immutable.remove(connections[alias])
        flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_unguarded)
        yield
