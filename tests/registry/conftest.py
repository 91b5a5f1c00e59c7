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


@pytest.fixture(scope="module")
def both(django_db_setup, django_db_blocker):
    """A row of each model of unit B and of unit A, for every test of a module."""
    marks = {B: MARK, A: "Өз"}
    yield from rows.kept(
        django_db_setup,
        django_db_blocker,
        lambda: {unit: rows.of_each(OWN, unit, mark) for unit, mark in marks.items()},
    )


@pytest.fixture
def foreign(both, db):
    """A row of each model of unit B."""
    return rows.copies(both[B])


@pytest.fixture
def own(both, db):
    """A row of each model of unit A, beside those of B."""
    return rows.copies(both[A])


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """A row of each model, and a return, for every test of a module."""

    def fill():
        rows.lock(A, "houses", 2021)
        rows.year()
        return rows.of_each(OWN, A)

    yield from rows.kept(django_db_setup, django_db_blocker, fill)


@pytest.fixture
def some(filled, db):
    return rows.copies(filled)


@pytest.fixture
def aigul(db):
    return cast.aigul()


@pytest.fixture
def marat(db):
    return cast.marat()
