"""Public pages read the replica where there is one; the back office reads what it writes."""

import runpy
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from registry.models import Event, User
from reports import replica
from tests.conftest import DEMO_PASSWORD
from tests.pages import ERROR, NORMAL, SUPERSEDED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
PAGES = [f"/{language}{path}" for path in (*NORMAL, *ERROR) for language in ("kk", "ru", "en")]
PAGES += [f"/kk{path}" for path in SUPERSEDED] + ["/sitemap.xml", "/robots.txt"]
PAGES += ["/data/2023/r1/summary.csv", "/data/2023/r1/summary.kk.xlsx", "/data/catalogue.json"]
OFFICE = ["/admin/", "/admin/registry/event/", "/admin/registry/event/add/?region=KZ-10&year=2024"]
HOSTS = "host=10.0.0.11,10.0.0.12&port=5432,5433"
URLS = {
    "DATABASE_URL": f"postgres://portal:word@/portal?{HOSTS}&target_session_attrs=read-write",
    "REPLICA_URL": f"postgres://portal:word@/portal?{HOSTS}&target_session_attrs=prefer-standby",
}


@pytest.fixture
def told(monkeypatch, settings):
    """What assembly/settings.py makes of some variables."""

    def settings_of(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        path = settings.BASE_DIR / "assembly" / "settings.py"
        return SimpleNamespace(**runpy.run_path(str(path)))

    return settings_of


@pytest.fixture
def copy(told, settings, monkeypatch):
    """The same rows through a connection of their own, and the settings that lead there."""
    found = told(**URLS)
    monkeypatch.setenv("DATABASE_URL", "")
    settings.DATABASE_ROUTERS, settings.MIDDLEWARE = found.DATABASE_ROUTERS, found.MIDDLEWARE
    monkeypatch.setattr(replica, "_chosen", replica.Chosen())
    monkeypatch.setattr(replica, "follows", lambda: True)
    connections[replica.ALIAS] = other = connection.copy(alias=replica.ALIAS)
    yield other
    other.close()
    del connections[replica.ALIAS]


@contextmanager
def gone(database):
    """A database that answers nothing any more."""

    def refuse(*_asked):
        raise OperationalError("it is gone")

    with database.execute_wrapper(refuse):
        yield


def test_public_pages_need_the_replica_alone(copy, client):
    with gone(connection), CaptureQueriesContext(copy) as asked:
        answers = {page: client.get(page).status_code for page in PAGES}

    assert {page for page, status in answers.items() if status >= 500} == set()
    assert answers["/kk/2023/"] == answers["/data/2023/r1/summary.csv"] == 200
    assert len(asked) >= len(PAGES)


def test_a_text_is_checked_against_the_replica_too(copy, client):
    with gone(connection):
        answer = client.post("/kk/check/", {"text": "2023 жылы 12 кеңес", "year": "2023"})

    assert answer.status_code == 200


@pytest.mark.parametrize("office", OFFICE)
def test_the_back_office_needs_the_primary_alone(copy, client, office):
    client.force_login(User.objects.get(username="coordinator-kz-10"))

    with gone(copy):
        assert client.get(office).status_code == 200


def test_what_was_read_from_the_replica_is_written_to_the_primary(copy):
    event = Event.objects.using(replica.ALIAS).first()
    with gone(copy):
        event.title = "Changed"
        event.save(update_fields=["title"])

    assert Event.objects.using("default").get(pk=event.pk).title == "Changed"


class TestAReplicaThatDoesNotFollow:
    def test_its_pages_come_from_the_primary(self, copy, client, monkeypatch):
        monkeypatch.setattr(replica, "follows", lambda: False)

        with gone(copy):
            assert client.get("/kk/2023/").status_code == 200

    def test_without_a_primary_its_pages_are_better_than_none(self, copy, client, monkeypatch):
        monkeypatch.setattr(replica, "follows", lambda: False)

        with gone(connection):
            assert client.get("/kk/2023/").status_code == 200

    def test_a_page_that_has_begun_is_read_to_its_end_in_one_place(self, copy, client, monkeypatch):
        monkeypatch.setattr(replica, "EVERY", 0)
        monkeypatch.setattr(replica, "follows", iter([True, False, False]).__next__)

        with CaptureQueriesContext(copy) as there, CaptureQueriesContext(connection) as here:
            client.get("/kk/2023/")
        assert (len(there) > 1, len(here)) == (True, 0)

        with gone(copy):
            assert client.get("/kk/2023/").status_code == 200

    def test_it_is_asked_once_a_second_not_for_each_page(self, copy, client, monkeypatch):
        asked = []
        monkeypatch.setattr(replica, "follows", lambda: asked.append(1) or True)

        for _time in range(5):
            client.get("/kk/2023/")

        assert len(asked) < 5

    def test_a_database_says_itself_whether_it_follows(self, monkeypatch):
        if connection.vendor != "postgresql":
            pytest.skip("PostgreSQL alone has replicas")
        monkeypatch.setattr(replica, "ALIAS", "default")

        assert replica.follows() is True  # it is a primary
        with gone(connection):
            assert replica.follows() is None


class TestTheSettings:
    def test_without_them_nothing_is_different(self, told):
        found = told(DATABASE_URL="postgres://portal@/portal?host=/var/run/postgresql")

        assert list(found.DATABASES) == ["default"]
        assert not hasattr(found, "DATABASE_ROUTERS") and not hasattr(found, "SESSION_ENGINE")
        assert not any("Redis" in cache["BACKEND"] for cache in found.CACHES.values())
        assert not any("replica" in name for name in found.MIDDLEWARE)

    def test_every_host_reaches_the_library_of_the_database(self, told):
        found = told(**URLS).DATABASES

        for name, kind in (("default", "read-write"), ("replica", "prefer-standby")):
            options = found[name]["OPTIONS"]
            assert options["host"] == "10.0.0.11,10.0.0.12" and options["port"] == "5432,5433"
            assert options["target_session_attrs"] == kind
            assert "statement_timeout" in options["options"]
            assert found[name]["CONN_HEALTH_CHECKS"]

    def test_a_limit_of_the_address_wins(self, told):
        options = told(DATABASE_URL=f"{URLS['DATABASE_URL']}&connect_timeout=2").DATABASES

        assert options["default"]["OPTIONS"]["connect_timeout"] == 2

    def test_sqlite_has_no_replica(self, told):
        found = told(DATABASE_URL="sqlite:///x.sqlite3", REPLICA_URL=URLS["REPLICA_URL"])

        assert list(found.DATABASES) == ["default"]


def test_a_redis_that_is_dead_signs_nobody_out_and_breaks_no_page(told, settings, client):
    found = told(CACHE_URL="redis://:word@127.0.0.1:1/0")  # nobody listens there
    settings.CACHES, settings.SESSION_ENGINE = found.CACHES, found.SESSION_ENGINE
    account = {"username": "coordinator-kz-10", "password": DEMO_PASSWORD}

    assert client.post("/admin/login/?next=/admin/", account).status_code == 302
    for page in OFFICE:
        assert client.get(page).status_code == 200
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302
