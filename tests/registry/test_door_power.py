"""The doors are worth knocking at: with the access switched off they find what they look for."""

import sys
from inspect import isfunction

import pytest

from registry import access
from registry import models as m
from tests.registry import reading, sheet_doors, writing
from tests.registry.test_doors import clerk, world  # noqa: F401

pytestmark = pytest.mark.django_db
LEAST = 33
MODELS = [m.Association, m.EldersCouncil, m.Event, m.House, m.MediaOutlet, m.Submission]
OPEN = {
    access.regions_of: lambda user: m.Region.objects.all(),
    access.places_of: lambda user: m.Region.objects.all(),
    access.visible_to: lambda user, records: records,
    access.may_see: lambda user, record: True,
    access.is_listed_for: lambda user, record: True,
}
# Closed by other means than the access: these find nothing.
OTHERWISE = {"guessing", "odd_addresses", "the_list_as_a_form", "sheets"}
ALL = [*reading.DOORS, *writing.DOORS, *sheet_doors.DOORS]
SEEING = [door for door in ALL if door.__name__ not in OTHERWISE]


@pytest.fixture
def no_access(monkeypatch):
    """Everybody sees everything, wherever the decision was imported to."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("registry", "reports", "assembly")):
            for word, value in list(vars(module).items()):
                if isfunction(value) and value in OPEN:
                    monkeypatch.setattr(module, word, OPEN[value])


def test_without_the_access_the_doors_find_at_least_33_holes(clerk, no_access):  # noqa: F811
    for model in MODELS:
        for door in SEEING:
            clerk.knock(door, model)

    holes = {fault.split(":")[0] for fault in clerk.faults if "control" not in fault}
    assert len(holes) >= LEAST, sorted(holes)
    assert {hole.split()[0] for hole in holes} >= {door.__name__ for door in SEEING}
