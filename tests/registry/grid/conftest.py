"""The coordinator at the grid, and the councils in it."""

import pytest

from tests import build, cast
from tests.registry.acts import open_return
from tests.registry.doors import sit
from tests.registry.grid.pages import UNIT, YEAR


@pytest.fixture
def submission(db):
    return open_return(YEAR, UNIT)


@pytest.fixture
def aigul(client, submission):
    """The browser of the coordinator of the unit."""
    return sit(client, cast.aigul())


@pytest.fixture
def councils(submission):
    """Three Councils of Elders, each with ten members last year."""
    made = [build.council(UNIT, name=f"Council {n}") for n in "ABC"]
    for one in made:
        build.headcount(one, YEAR - 1, 10)
    return made
