"""How often an act is killed, and what a test leaves behind."""

import os

import pytest

from tests import snapshots
from tests.crash.killing import NAME

TIMES = int(os.environ.get("KILLS", "100"))  # in `make soak`
long = pytest.param(TIMES, marks=pytest.mark.soak)
times = pytest.mark.parametrize("times", [3, long], ids=["short", "long"])
once = pytest.mark.parametrize("times", [1, long], ids=["short", "long"])


@pytest.fixture(autouse=True)
def put_away(django_db_setup):
    yield
    snapshots.forget(NAME)
