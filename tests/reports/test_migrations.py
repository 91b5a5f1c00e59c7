"""Updates of the portal pass over a database in use, forward and back: no row is lost, and what is
published stays guarded."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from reports import first_words, immutable
from reports.models import Figure, Release
from reports.publishing import build_candidate, publish
from tests import build
from tests.registry import rows
from tests.reports.published import fill

pytestmark = pytest.mark.django_db(transaction=True)

# Of "Bring in regions and comparison", 23 November 2026: a record becomes a page and a file.
FIRST_RELEASE = {"registry": "0001_records", "reports": "0001_releases"}
SHORT = {"reports": "0001_releases"}
long = pytest.param(FIRST_RELEASE, 2, marks=pytest.mark.soak)


@pytest.fixture
def in_use():
    """Records of every kind, their histories, people, and releases of two years."""
    for model in rows.MAKERS:
        rows.make(model, "KZ-71")
    fill()
    build.person("bolat", "coordinators", ["KZ-71"])
    publish(build_candidate(2022))
    publish(build_candidate(2023))
    first_words.load("default")  # an update would put them where there are none


def go_back(migrations):
    """Undo what came after these ({app: name}); the guards that stand then are of that time."""
    for app, name in migrations.items():
        call_command("migrate", app, name, verbosity=0)
    with pytest.MonkeyPatch.context() as patch:
        first = (immutable.DEFINITION, immutable.FIGURE)
        patch.setattr(immutable, "PARTS", first)
        patch.setattr(immutable, "TRUNCATED", {"keep_reports_release_truncate": immutable.RELEASE})
        immutable.install(connection)
    assert_guarded()


def assert_guarded():
    for table in (immutable.RELEASE, immutable.FIGURE):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def content(columns=None):
    """{table: rows} of the columns ({table: names}) of the portal's tables, or of all there are."""
    columns = columns or _columns()
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table, names) for table, names in columns.items()}


def _columns():
    with connection.cursor() as cursor:
        return {
            table.name: _names(cursor, table.name)
            for table in connection.introspection.get_table_list(cursor)
            if table.type == "t" and table.name.startswith(("registry_", "reports_"))
        }


def _names(cursor, table):
    cursor.execute(f"SELECT * FROM {table} LIMIT 0")
    return [column[0] for column in cursor.description]


def _rows(cursor, table, names):
    cursor.execute(f"SELECT {', '.join(names)} FROM {table}")
    return sorted(map(repr, cursor.fetchall()))


@pytest.mark.parametrize("first, turns", [(SHORT, 1), long], ids=["short", "long"])
def test_a_database_of_the_first_release_goes_forward_and_back_and_loses_nothing(
    in_use, first, turns
):
    go_back(first)
    columns, before = _columns(), content()
    assert all(before[model._meta.db_table] for model in rows.MAKERS)
    assert len(before["reports_figure"]) > 1000

    for turn in range(turns):
        if turn:
            go_back(first)
            assert content() == before

        call_command("migrate", verbosity=0)

        assert content(columns) == before
        assert immutable.missing(connection) == []
        assert_guarded()
        assert set(Release.objects.values_list("state", flat=True)) == {"published"}
        assert Figure.objects.count() == len(before["reports_figure"])
