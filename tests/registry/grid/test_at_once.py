"""Two people save the same table at the same moment: neither loses a number in silence."""

import pytest
from django.http import QueryDict

from registry.admin.grid import saving
from registry.admin.grid.table import state_of
from registry.models import Headcount
from tests import build, cast
from tests.registry.acts import open_return
from tests.registry.grid.pages import UNIT, YEAR, members, number_of
from tests.registry.sheets.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def typed(numbers):
    """What a browser sends (QueryDict) of numbers ({council: str}) on a page that showed none."""
    data = QueryDict(mutable=True)
    data.update({"seen": "{}"} | {number_of(one): number for one, number in numbers.items()})
    return data


def test_of_two_numbers_in_one_field_one_is_kept_and_the_other_person_is_told():
    open_return(YEAR, UNIT)
    shared, own, other = (build.council(UNIT) for _n in range(3))
    aigul, second = cast.aigul(), build.person("second", "coordinators", [UNIT], is_staff=True)
    state = state_of(UNIT, YEAR, "elders")

    found = at_once(
        lambda: saving.save(aigul, state, 1, typed({shared: "11", own: "7"})),
        lambda: saving.save(second, state, 1, typed({shared: "22", other: "8"})),
    )

    told = [len(outcome.refused) for outcome in found]
    assert sorted(told) == [0, 1]
    assert members(shared) == ((11, "") if told[0] == 0 else (22, ""))
    assert members(own) == (7, "") and members(other) == (8, "")
    assert Headcount.history.count() == 3
