"""The second factor is on, as on a server; two people who know their passwords."""

import pytest

from registry import models as m
from registry.accounts.groups import COORDINATORS
from tests.registry.accounts.second_factor.phone import with_password
from tests.registry.doors import A, person


@pytest.fixture(autouse=True)
def is_on(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def chief(db):
    return with_password(m.User.objects.create_superuser("chief", language="en"))


@pytest.fixture
def clerk(db):
    return with_password(person("clerk", COORDINATORS, A))


@pytest.fixture
def events(caplog):
    """What was written down about it: (event, facts)."""
    caplog.set_level("INFO", logger="portal")
    return lambda: [
        (record.getMessage(), {k: v for k, v in record.facts.items() if k != "request"})
        for record in caplog.records
        if record.getMessage().startswith("second factor")
    ]
