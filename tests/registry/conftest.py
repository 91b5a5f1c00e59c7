"""Who sits at the browser, and the records of two units."""

import pytest

from registry import models as m
from tests import cast
from tests.registry import rows
from tests.registry.doors import MARK, OWN, A, B, person, sit


@pytest.fixture
def boss(client):
    return sit(client, m.User.objects.create_superuser("boss"))


@pytest.fixture
def ana(client):
    """The coordinator of A."""
    return sit(client, person("ana", "coordinators", A))


@pytest.fixture
def manager(client):
    return sit(client, person("manager", "managers"))


@pytest.fixture
def foreign(db, monkeypatch):
    """A row of each model of unit B."""
    monkeypatch.setattr(rows, "name", lambda: f"{MARK} {next(rows.NUMBERS)}")
    return {model: rows.make(model, B) for model in OWN}


@pytest.fixture
def own(foreign, monkeypatch):
    """A row of each model of unit A, beside those of B."""
    monkeypatch.setattr(rows, "name", lambda: f"Өз {next(rows.NUMBERS)}")
    return {model: rows.make(model, A) for model in OWN}


@pytest.fixture
def some(db):
    """A row of each model, and a return."""
    rows.lock(A, "houses", 2021)
    rows.year()
    return {model: rows.make(model, A) for model in OWN}


@pytest.fixture
def aigul(db):
    return cast.aigul()


@pytest.fixture
def marat(db):
    return cast.marat()
