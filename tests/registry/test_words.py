"""A search in the titles of events finds what reading them would, and on SQLite reads few."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry import words
from registry.models import Event
from registry.text import plain_key, search_key
from tests import build

pytestmark = pytest.mark.django_db
EVENTS = reverse("admin:registry_event_changelist")
SQLITE = connection.vendor == "sqlite"
on_sqlite = pytest.mark.skipif(not SQLITE, reason="PostgreSQL has an index")
WORDS = ["Достық", "күні", "Наурыз", "мейрамы", "«Шаңырақ»", "№ 7", "100%", "it's", "а_б", "ән"]
ASKED = ["достык", "ДОСТЫҚ", "кун", "науры", "рыз мей", "шаңырақ»", "№ 7", "0%", "t's", "_б", "ән"]
ASKED += ["қостық", "ос", '"наурыз мейрамы"', "'", '"', "\\", "мейрамы достық", "%", "а*"]


def found(client, asked):
    answer = client.get(EVENTS, {"q": asked, "year": "all"})
    return sorted(event.title for event in answer.context["cl"].queryset)


def by_reading(asked):
    """The titles that hold each of the words, or all between quotes, looked through one by one."""
    asked = plain_key(search_key(asked))
    parts = [asked[1:-1]] if asked[0] == asked[-1] and asked[0] in "\"'" else asked.split()
    titles = Event.objects.values_list("title", flat=True)
    return sorted(t for t in titles if all(p in plain_key(search_key(t)) for p in parts))


@pytest.fixture
def many():
    draw = random.Random(7)
    for number in range(60):
        title = " ".join(draw.sample(WORDS, 3)) + f" {number}"
        build.event("KZ-10", title=title, held_on=f"2023-05-{1 + number % 28:02}")


@pytest.mark.parametrize("asked", ASKED)
def test_it_finds_what_reading_finds(admin_client, many, asked):
    assert found(admin_client, asked) == by_reading(asked)


def test_it_finds_what_was_changed_and_nothing_that_is_gone(admin_client, many):
    changed, gone, *_others = Event.objects.order_by("pk")
    Event.objects.filter(pk=changed.pk).update(title="Алқа", title_key=search_key("Алқа"))
    gone.delete()
    Event.objects.bulk_create(
        [Event(pk=gone.pk, region_id="KZ-10", title="Жыл басы", held_on="2023-01-01", attendance=1)]
    )

    assert found(admin_client, "алқа") == ["Алқа"]
    assert found(admin_client, "жыл бас") == ["Жыл басы"]
    assert found(admin_client, gone.title) == found(admin_client, changed.title) == []


def reads_few(client, asked):
    with CaptureQueriesContext(connection) as queries:
        found(client, asked)
    return any(f"IN (SELECT rowid FROM {words.WORDS}" in q["sql"] for q in queries)


@on_sqlite
def test_a_rare_word_is_looked_up_and_a_common_one_read_in_the_order_of_the_list(
    admin_client, many, monkeypatch
):
    build.event("KZ-10", title="Достық алаңы")
    monkeypatch.setattr(words, "MANY", 3)

    assert reads_few(admin_client, "алаңы") and reads_few(admin_client, "достық алаңы")
    assert not reads_few(admin_client, "достық") and not reads_few(admin_client, "ән")


@on_sqlite
def test_a_migrate_that_makes_the_events_anew_fills_the_table_again(admin_client, many):
    lose_the_triggers()
    build.event("KZ-10", title="Алқа")
    assert found(admin_client, "алқа") == ["Алқа"] and not reads_few(admin_client, "алқа")

    words.install(connection)

    assert found(admin_client, "алқа") == ["Алқа"] and reads_few(admin_client, "алқа")


@on_sqlite
def test_triggers_of_another_version_are_made_anew(admin_client, many):
    lose_the_triggers()
    with connection.cursor() as cursor:
        for statement in words._triggers().values():
            cursor.execute(statement.replace("NEW.title_key", "'old' || NEW.title_key"))
    build.event("KZ-10", title="Алқа")
    assert found(admin_client, "алқа") == ["Алқа"] and not reads_few(admin_client, "алқа")

    words.install(connection)

    assert found(admin_client, "алқа") == ["Алқа"] and reads_few(admin_client, "алқа")


@on_sqlite
def test_where_sqlite_cannot_records_are_saved_and_a_search_reads_every_title(
    admin_client, many, monkeypatch
):
    """A file that another machine made brings triggers along that this one cannot obey."""
    monkeypatch.setattr(words, "_can", lambda: False)
    words.install(connection)
    build.event("KZ-10", title="Достық алқасы")

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM sqlite_master WHERE name LIKE 'words_%'")
        assert cursor.fetchone() == (0,)
    assert found(admin_client, "алқа") == ["Достық алқасы"]
    assert not reads_few(admin_client, "алқа")


@on_sqlite
def test_it_knows_whether_sqlite_can(monkeypatch):
    assert words._can()
    monkeypatch.setattr(words, "MAKE", "CREATE VIRTUAL TABLE x USING nobody(title)")

    assert not words._can.__wrapped__()


def lose_the_triggers():
    """As SQLite does when it makes the table of events anew."""
    with connection.cursor() as cursor:
        for statement in words._removal():
            cursor.execute(statement)
