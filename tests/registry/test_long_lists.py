"""A list of the back office that is longer than it counts: what its reader sees and can reach."""

from datetime import date

import pytest
from django.urls import reverse

from registry.admin import paging
from registry.models import Event
from tests import build

pytestmark = pytest.mark.django_db
EVENTS = reverse("admin:registry_event_changelist")


@pytest.fixture
def many(monkeypatch):
    """Fifty events of one unit where a list counts forty; the newest is No. 49."""
    monkeypatch.setattr(paging, "MOST", 40)
    for number in range(50):
        build.event("KZ-10", title=f"Той {number:02}", held_on=date(2023, 1, 1 + number % 28))


def shown(answer):
    return [event.title for event in answer.context["cl"].result_list]


def test_it_says_that_there_are_more_and_ends_where_it_counts(admin_client, many):
    first, last = admin_client.get(EVENTS), admin_client.get(f"{EVENTS}?p=2")
    assert "Жазбалар саны: 40 және одан да көп" in first.content.decode()
    assert len(set(shown(first) + shown(last))) == 40
    assert admin_client.get(f"{EVENTS}?p=3").status_code == 302


def test_a_filter_reaches_the_others_and_counts_them(admin_client, many):
    oldest = Event.objects.order_by("held_on", "pk")[0]
    answer = admin_client.get(f"{EVENTS}?q={oldest.title}")
    assert shown(answer) == [oldest.title]
    assert "Жазбалар саны: 1\n" in answer.content.decode()
    assert shown(admin_client.get(f"{EVENTS}?q=жоқ")) == []


def test_a_list_of_just_so_many_is_whole(admin_client, many, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 50)
    assert "Жазбалар саны: 50\n" in admin_client.get(EVENTS).content.decode()
    assert len(shown(admin_client.get(f"{EVENTS}?p=3"))) == 10


def test_the_file_of_a_list_holds_all_of_it(admin_client, many):
    page = admin_client.get(reverse("admin:registry_event_export"))
    assert "50" in page.content.decode()
    file = admin_client.post(reverse("admin:registry_event_export"), {"form": "csv"})
    assert b"".join(file.streaming_content).count("Той".encode()) == 50


@pytest.mark.parametrize("word", ["ҚАЗАҚ", "казак", "Қазак", "қаз"])
def test_a_search_takes_letters_for_their_twins(admin_client, many, word):
    build.event("KZ-10", title="Қазақ күні")
    assert shown(admin_client.get(f"{EVENTS}?q={word}")) == ["Қазақ күні"]
