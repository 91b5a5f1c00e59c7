"""A published release never changes, whoever asks the database and however."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from registry.models import DemoMark
from reports import immutable
from reports.checks import check_triggers
from reports.models import Definition, Figure, LevelFigure, Release
from tests.build import NOON
from tests.reports import next_migrations

VENDOR = connection.vendor
on_sqlite = pytest.mark.skipif(VENDOR != "sqlite", reason="SQLite's own words")
on_postgresql = pytest.mark.skipif(VENDOR != "postgresql", reason="PostgreSQL's own words")
TABLES = {
    "reports_release": "note_en",
    "reports_definition": "theme",
    "reports_figure": "indicator",
    "reports_levelfigure": "indicator",
}


def release(year=2023, state="published", number=1):
    """A release with one definition and two figures, published as its last change."""
    made = Release.objects.create(year=year, number=number)
    Definition.objects.create(
        release=made,
        indicator="events.total",
        position=0,
        theme="events",
        nature="flow",
        is_additive=True,
        is_key=True,
        unit_code="event",
        words={},
    )
    for region in ("KZ-10", None):
        Figure.objects.create(
            release=made, indicator="events.total", region_id=region, value=7, status="final"
        )
        LevelFigure.objects.create(
            release=made, indicator="events.total", region_id=region, level="city", value=7
        )
    made.state, made.published_at = state, NOON
    made.save()
    connection.check_constraints()  # PostgreSQL empties no table while a check is still due
    return made


def everything():
    """All rows of the four tables."""
    tables = Release, Definition, Figure, LevelFigure
    return [list(table.objects.order_by("pk").values()) for table in tables]


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql, match="never changes"):
    """Whether the database refuses a statement and nothing has changed."""
    before = everything()
    with pytest.raises(DatabaseError, match=match):
        run(sql)
    return everything() == before


def copy_of(table, verb="INSERT", **changes):
    """SQL that writes each row of a table once more, some columns changed."""
    columns = [c.name for c in connection.introspection.get_table_description(cursor(), table)]
    values = [str(changes.get(name, name)) for name in columns]
    return f"{verb} INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table}"


def cursor():
    return connection.cursor()


@pytest.fixture
def published(db):
    return release()


@pytest.mark.parametrize("table", TABLES)
class TestPublished:
    pytestmark = pytest.mark.usefixtures("published")

    def test_it_refuses_an_update(self, table):
        assert refused(f"UPDATE {table} SET {TABLES[table]} = 'x'")

    def test_it_refuses_an_update_that_changes_nothing(self, table):
        assert refused(f"UPDATE {table} SET id = id")

    def test_it_refuses_a_deletion(self, table):
        assert refused(f"DELETE FROM {table}")

    def test_it_refuses_one_more_row(self, table):
        changes = {"indicator": "'events.other'", "number": 2}
        assert refused(copy_of(table, id=900, **changes))

    @on_sqlite
    def test_it_refuses_insert_or_replace(self, table):
        assert refused(copy_of(table, "INSERT OR REPLACE"))
        assert refused(copy_of(table, "REPLACE"))
        assert refused(copy_of(table, "INSERT OR REPLACE", id=900, state="'candidate'"))

    @on_sqlite
    def test_it_refuses_insert_or_ignore(self, table):
        assert refused(copy_of(table, "INSERT OR IGNORE", id=900, indicator="'x'", number=3))

    @on_sqlite
    def test_it_refuses_update_or_replace(self, table):
        assert refused(f"UPDATE OR REPLACE {table} SET {TABLES[table]} = 'x'")

    def test_it_refuses_insert_on_conflict(self, table):
        insert = f"{copy_of(table)} WHERE 1 = 1 ON CONFLICT (id)"
        assert refused(f"{insert} DO UPDATE SET {TABLES[table]} = 'x'")

    @on_postgresql
    def test_it_refuses_truncate(self, table):
        assert refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
class TestFromACandidate:
    """A candidate's rows are free, but not to take the place of published ones."""

    def test_its_rows_do_not_move_into_a_published_release(self):
        kept, draft = release(2022), release(2023, "candidate")

        for table in ("reports_definition", "reports_figure"):
            sql = f"UPDATE {table} SET release_id = {kept.pk} WHERE release_id = {draft.pk}"
            assert refused(sql)

    @on_sqlite
    def test_its_rows_do_not_replace_published_ones_by_number(self):
        kept, draft = release(2022), release(2023, "candidate")

        for part in (Definition, Figure):
            old, new = (part.objects.filter(release=r).first() for r in (kept, draft))
            table = part._meta.db_table
            assert refused(f"UPDATE OR REPLACE {table} SET id = {old.pk} WHERE id = {new.pk}")

    @on_sqlite
    def test_it_does_not_replace_a_published_one(self):
        kept, draft = release(2022), release(2023, "candidate")

        update = "UPDATE OR REPLACE reports_release SET"
        assert refused(f"{update} year = 2022 WHERE id = {draft.pk}")
        assert refused(f"{update} id = {kept.pk} WHERE id = {draft.pk}")

    def test_a_release_is_not_born_published(self):
        release(2022, "candidate")

        assert refused(copy_of("reports_release", id=900, year=2021, state="'published'"))

    def test_a_published_one_does_not_become_a_candidate_again(self):
        release(2022)

        assert refused("UPDATE reports_release SET state = 'candidate', published_at = NULL")


@pytest.mark.django_db
class TestCandidate:
    def test_it_can_be_changed(self):
        release(2022)
        draft = release(2023, "candidate")

        draft.figures.update(value=8)
        draft.definitions.update(theme="youth")
        Release.objects.filter(pk=draft.pk).update(note_en="A note.")
        assert set(draft.figures.values_list("value", flat=True)) == {8}

    def test_it_can_be_deleted(self):
        kept, draft = release(2022), release(2023, "proposed")

        draft.delete()

        assert list(Release.objects.all()) == [kept]
        assert set(Figure.objects.values_list("release", flat=True)) == {kept.pk}

    def test_the_orm_is_refused_like_everyone(self):
        kept = release(2022)

        for write in (kept.delete, kept.save, lambda: kept.figures.update(value=8)):
            with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
                write()


@pytest.mark.django_db
class TestDemoMark:
    def test_it_cannot_be_taken_away(self):
        DemoMark.objects.create(seed=1)

        for sql in ("DELETE FROM registry_demomark", "UPDATE registry_demomark SET seed = 2"):
            with pytest.raises(DatabaseError, match="never becomes a real one"):
                run(sql)
        assert DemoMark.objects.get().seed == 1

    @on_sqlite
    def test_it_cannot_be_replaced(self):
        DemoMark.objects.create(seed=1)

        with pytest.raises(DatabaseError, match="never becomes a real one"):
            run(copy_of("registry_demomark", "INSERT OR REPLACE", seed=2))

    @on_postgresql
    def test_it_cannot_be_truncated(self):
        DemoMark.objects.create(seed=1)

        with pytest.raises(DatabaseError, match="never changes"):
            run("TRUNCATE registry_demomark")


class TestMigrations:
    @pytest.fixture
    def next_migration(self, settings):
        """One more migration of the releases, which makes their tables anew on SQLite."""
        settings.MIGRATION_MODULES = {"reports": "tests.reports.next_migrations"}

    @pytest.mark.django_db(transaction=True)
    def test_a_release_is_guarded_after_one_that_makes_its_tables_anew(self, next_migration):
        release()
        before = everything()

        call_command("migrate", verbosity=0)
        assert immutable.missing(connection) == [] and everything() == before
        for table, column in TABLES.items():
            assert refused(f"UPDATE {table} SET {column} = 'x'")
            assert refused(f"DELETE FROM {table}")

        call_command("migrate", "reports", next_migrations.LAST, verbosity=0)
        assert immutable.missing(connection) == [] and everything() == before

    @pytest.mark.django_db
    def test_a_migrate_with_nothing_to_do_leaves_the_triggers_alone(self):
        immutable.make_way(connection, plan=[])

        assert immutable.missing(connection) == []


@pytest.mark.django_db
class TestMissing:
    def test_nothing_is_missing(self):
        assert immutable.missing(connection) == []
        assert check_triggers(databases=["default"]) == []

    @pytest.mark.parametrize("name", immutable.names())
    def test_it_misses_each_trigger_by_name(self, name):
        drop(name, next(t for t in (*TABLES, "registry_demomark") if t in name))

        assert immutable.missing(connection) == [name]

    @on_postgresql
    @pytest.mark.parametrize("table", [*TABLES, "registry_demomark"])
    def test_it_misses_the_trigger_of_truncate(self, table):
        drop(f"keep_{table}_truncate", table)

        assert immutable.missing(connection) == [f"keep_{table}_truncate"]

    @on_postgresql
    def test_it_misses_a_trigger_that_is_switched_off(self):
        run("ALTER TABLE reports_figure DISABLE TRIGGER keep_reports_figure_update")

        assert immutable.missing(connection) == ["keep_reports_figure_update"]

    def test_the_system_check_says_so_aloud(self):
        immutable.remove(connection)

        found = [e for e in run_checks(databases=["default"]) if e.id == "reports.E010"]

        assert "keep_reports_figure_update" in found[0].msg and found[0].is_serious()


def drop(name, table):
    run(f"DROP TRIGGER {name}" + (f" ON {table}" if VENDOR == "postgresql" else ""))
