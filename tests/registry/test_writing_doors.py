"""Whose records are changed: every admin, every door, by people of another unit or of none."""

import pytest

from registry import models as m
from tests.registry import addresses, sheet_doors, writing
from tests.registry.doors import person
from tests.registry.test_doors import MODELS, by_name, clerk, strangers, world  # noqa: F401
from tests.registry.visitor import FOREIGN, Visitor, browser

pytestmark = pytest.mark.django_db
CHANGING = [*writing.DOORS, *sheet_doors.DOORS]


@pytest.mark.parametrize("door", CHANGING, ids=by_name)
def test_a_coordinator_changes_own_records_only(clerk, door):  # noqa: F811
    for model in MODELS:
        clerk.knock(door, model)

    assert not clerk.faults


@pytest.mark.parametrize("door", CHANGING, ids=by_name)
def test_others_change_nothing(world, door):  # noqa: F811
    official = Visitor(world, browser(person("official", "officials")), hidden=[])
    for visitor in (official, *strangers(world, hidden=[FOREIGN])):
        for model in MODELS:
            visitor.knock(door, model)

        assert not visitor.faults


OTHERS = pytest.mark.parametrize(("name", "names"), addresses.unclaimed(), ids=str)


@OTHERS
def test_every_other_address_is_closed_too(world, clerk, name, names):  # noqa: F811
    official = Visitor(world, browser(person("official", "officials")), hidden=[])
    for visitor in (clerk, official, *strangers(world)):
        visitor.door = name
        addresses.knock_at(visitor, name, names)

        assert not visitor.faults


@OTHERS
def test_every_other_address_opens_for_those_who_work_there(world, clerk, name, names):  # noqa: F811
    boss = Visitor(world, browser(m.User.objects.create_superuser("boss")), hidden=[])
    is_for_headquarters = name in addresses.HEADQUARTERS
    answers = addresses.answers(boss if is_for_headquarters else clerk, name, names)

    assert answers & addresses.OPENS, f"Say in addresses.py what leads to admin:{name}, and whom."
    if is_for_headquarters:
        assert not addresses.answers(clerk, name, names) & {200, 302}


@OTHERS
def test_no_other_address_fails_on_odd_numbers_and_words(clerk, name, names):  # noqa: F811
    clerk.door = name
    addresses.knock_oddly(clerk, name, names)

    assert not clerk.faults
