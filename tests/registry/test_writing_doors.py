"""Whose records are changed: every admin, every door, by people of another unit or of none."""

import pytest

from tests.registry import addresses, writing
from tests.registry.doors import person
from tests.registry.test_doors import MODELS, by_name, clerk, strangers, world  # noqa: F401
from tests.registry.visitor import FOREIGN, Visitor, browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("door", writing.DOORS, ids=by_name)
def test_a_coordinator_changes_own_records_only(clerk, door):  # noqa: F811
    for model in MODELS:
        clerk.knock(door, model)

    assert not clerk.faults


@pytest.mark.parametrize("door", writing.DOORS, ids=by_name)
def test_others_change_nothing(world, door):  # noqa: F811
    official = Visitor(world, browser(person("official", "officials")), hidden=[])
    for visitor in (official, *strangers(world, hidden=[FOREIGN])):
        for model in MODELS:
            visitor.knock(door, model)

        assert not visitor.faults


@pytest.mark.parametrize(("name", "names"), addresses.unclaimed(), ids=str)
def test_every_other_address_is_closed_too(world, clerk, name, names):  # noqa: F811
    for visitor in (clerk, *strangers(world)):
        addresses.knock_at(visitor, name, names)

        assert not visitor.faults
