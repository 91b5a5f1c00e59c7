"""The test database goes back to where it was, also after commits and behind triggers."""

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection

from tests import snapshots

KEEP_EACH_USER = {
    "sqlite": [
        "CREATE TRIGGER keep BEFORE DELETE ON registry_user BEGIN SELECT RAISE(ABORT, 'kept'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION 'kept'; END $$",
        "CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON registry_user EXECUTE FUNCTION keep()",
    ],
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_behind(time):
    assert not get_user_model().objects.exists()

    get_user_model().objects.create(username="somebody")


@pytest.mark.django_db(transaction=True)
def test_a_copy_comes_back_as_it_was(django_db_setup):
    get_user_model().objects.create(username="kept")
    snapshots.save("copy")
    get_user_model().objects.create(username="not kept")

    snapshots.load("copy")

    assert [user.username for user in get_user_model().objects.all()] == ["kept"]
    snapshots.forget("copy")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_table_that_lets_nothing_go_is_emptied(time):
    with connection.cursor() as cursor:
        for statement in KEEP_EACH_USER[connection.vendor]:
            cursor.execute(statement)
    user = get_user_model().objects.create(username="kept")

    with pytest.raises(DatabaseError, match="kept"):
        user.delete()
