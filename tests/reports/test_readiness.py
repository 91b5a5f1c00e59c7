"""What watches over the portal: `/healthz` says that it lives, `/readyz` what it lacks."""

from datetime import UTC, timedelta, timezone

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from reports import immutable, readiness

READY = {"ready": True, "missing": []}


def is_bare(answer):
    """Nothing that a cache, a browser or a language would keep or choose."""
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    return True


def lacks(client, name):
    answer = client.get("/readyz")
    assert is_bare(answer)
    return (answer.status_code, answer.json()) == (503, {"ready": False, "missing": [name]})


def test_it_lives_without_a_database(client):
    """This test may not touch the database: pytest-django refuses it."""
    answer = client.get("/healthz", headers={"accept-language": "ru"})

    assert is_bare(answer)
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert answer.headers["Content-Type"].startswith("text/plain")


@pytest.mark.django_db
def test_it_is_ready_when_nothing_is_missing(client):
    answer = client.get("/readyz")

    assert is_bare(answer)
    assert (answer.status_code, answer.json()) == (200, READY)
    assert client.head("/readyz").status_code == 200
    assert client.post("/readyz").status_code == 405


def test_it_says_that_the_database_does_not_answer_and_nothing_else(client, monkeypatch):
    def fail(self):
        raise OperationalError("password authentication failed for user “portal” at 10.0.0.7")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", fail)

    assert lacks(client, "database")
    assert b"10.0.0.7" not in client.get("/readyz").content


@pytest.mark.django_db
def test_it_misses_the_files_that_every_page_links_to(client, settings, tmp_path):
    storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}

    assert lacks(client, "static files")


@pytest.mark.django_db
def test_it_misses_a_migration(client):
    MigrationRecorder(connection).record_unapplied("reports", "0001_releases")

    assert lacks(client, "migrations")


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["registry", "reports"])
def test_it_misses_the_code_of_a_newer_database(client, app):
    MigrationRecorder(connection).record_applied(app, "9999_of_tomorrow")

    assert lacks(client, "code")


@pytest.mark.django_db
def test_what_a_package_of_yesterday_left_is_no_newer_database(client):
    MigrationRecorder(connection).record_applied("given_up", "0001_initial")

    assert client.get("/readyz").json() == READY


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["keep_reports_release_update", "keep_reports_figure_delete"])
def test_it_misses_a_trigger(client, name):
    table = name.removeprefix("keep_").rsplit("_", 1)[0]
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")

    assert lacks(client, "triggers")
    immutable.install(connection)
    assert client.get("/readyz").json() == READY


@pytest.mark.django_db
def test_it_sees_the_offset_of_before_march_2024(client, monkeypatch):
    monkeypatch.setattr(readiness, "ZoneInfo", lambda name: timezone(timedelta(hours=6)))

    assert lacks(client, "time zone")


@pytest.mark.django_db
def test_it_asks_postgresql_for_its_own_offset(client, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no time zones of its own")
    assert readiness._offset_of_postgresql() == timedelta(hours=5)
    summer_2023 = readiness.NOON.replace(year=2023)
    monkeypatch.setattr(readiness, "NOON", summer_2023)
    monkeypatch.setattr(readiness, "ZoneInfo", lambda name: timezone(timedelta(hours=5)))

    assert summer_2023.tzinfo is UTC
    assert lacks(client, "time zone")
