"""A process makes a public page once for what it shows, and never shows an old one for it."""

import gzip

import pytest
from django.core.cache import caches
from django.test import Client

from registry.models import ReportingYear
from reports.views import fresh
from tests.reports.test_views import LANGUAGES, PAGES, second_revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
PAGES = [f"/kk/{page}" for page in PAGES if "?" not in page]
FILE = "/data/2023/r1/summary.csv"
PACKED = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture(autouse=True)
def memory(settings):
    """The memory of a server's process: that of the tests keeps nothing."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": backend, "LOCATION": "test"}}
    yield caches["pages"]
    caches["pages"].clear()


def heads(answer):
    """All headers (dict) but the one that names the request."""
    return {name: text for name, text in answer.headers.items() if name != "X-Request-ID"}


def was_made(answer):
    return bool(answer.templates)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_made_once_and_sent_again_the_same(
    client, address, django_assert_max_num_queries
):
    first = client.get(address)
    with django_assert_max_num_queries(2):
        again = client.get(address)

    assert was_made(first) and not was_made(again)
    assert again.content == first.content
    assert heads(again) == heads(first)


def test_it_is_packed_once_too_and_says_the_same(client):
    plain = client.get("/kk/2023/")
    packed, again = (client.get("/kk/2023/", headers=PACKED) for _time in range(2))

    assert was_made(packed) and not was_made(again) and again.content == packed.content
    assert packed["Content-Encoding"] == "gzip" and len(packed.content) < len(plain.content) / 3
    assert gzip.decompress(packed.content) == plain.content
    assert {one["Vary"] for one in (plain, packed, again)} == {"Accept-Encoding"}
    assert packed["ETag"] == plain["ETag"] and packed["ETag"].startswith("W/")


def test_a_release_is_seen_at_once_in_every_language(client):
    pages = [f"/{language}/2023/" for language in LANGUAGES]
    for page in pages:
        client.get(page)
    second_revision()

    assert all("2023 r2" in client.get(page).content.decode() for page in pages)


def plan(year, release_on):
    days = {"opens_on": f"{year}-01-05", "due_on": f"{year + 1}-01-20", "release_on": release_on}
    ReportingYear.objects.update_or_create(pk=year, defaults=days)


@pytest.mark.parametrize("address", ["/kk/calendar/", "/kk/2024/", "/kk/2031/"])
def test_a_day_that_is_moved_is_seen_at_once(client, address):
    """That of a later year, which stands on no other page."""
    plan(2031, "2032-03-07")
    plan(2024, "2031-02-01")
    client.get(address)
    plan(2024 if "2024" in address else 2031, "2033-03-08")

    assert "2033" in client.get(address).content.decode()


def test_each_language_and_each_name_of_the_server_has_its_own(client, settings):
    settings.ALLOWED_HOSTS = ["a.test", "b.test"]
    for language in LANGUAGES:
        for host in ("a.test", "b.test", "a.test"):
            text = client.get(f"/{language}/2023/", headers={"host": host}).content.decode()
            assert f'<html lang="{language}"' in text and f"//{host}/{language}/2023/" in text


def test_what_readers_think_of_is_not_kept(client):
    for _time in range(2):
        assert was_made(client.get("/kk/indicators/?q=кеңес"))
        assert was_made(client.get("/kk/nowhere/"))


def test_a_head_takes_no_page_from_those_who_read(client):
    assert client.head("/kk/2023/").content == b""
    assert client.get("/kk/2023/").content


def test_what_is_long_is_made_each_time(client, monkeypatch):
    monkeypatch.setattr(fresh, "LARGEST", 1000)

    assert all(was_made(client.get("/kk/2023/")) for _time in range(2))


def test_a_file_keeps_its_name_and_kind(client):
    first, again = client.get(FILE), client.get(FILE)

    assert heads(again) == heads(first)
    assert first.getvalue() == again.getvalue()


def test_staff_and_strangers_read_the_same(admin_client):
    assert admin_client.get("/kk/2023/").content == Client().get("/kk/2023/").content
