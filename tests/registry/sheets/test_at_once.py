"""Several people, or one person with a nervous finger, send the same file at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from registry.models import Event, ImportBatch, Participation
from registry.sheets import importing, undoing
from registry.sheets.importing import Refusal, confirm
from tests import build, cast
from tests.registry.doors import sit
from tests.registry.sheets.files import EVENT, file
from tests.registry.sheets.test_importing import sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("today")]
ROWS = [EVENT | {"title": f"Іс-шара {n}", "role_elders": "қатысушы"} for n in range(20)]
AT_ONCE = 4


def at_once(*works):
    """What comes of works (callables) that start together: results, or refusals."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.fixture
def people():
    build.reporting_year(2026)
    names = [f"person{n}" for n in range(AT_ONCE - 1)]
    return [cast.bolat(), *(build.person(name, "coordinators", ["KZ-71"]) for name in names)]


def test_one_file_of_several_people_gives_no_twins(people):
    data = file("events", *ROWS)
    tokens = [(sent(user, "events", data)[1], user) for user in people]

    found = at_once(*(lambda t=token, u=user: confirm(t, u) for token, user in tokens))

    taken = [batch for batch in found if isinstance(batch, ImportBatch)]
    assert Event.objects.count() == Participation.objects.count() == len(ROWS)
    assert sum(batch.added for batch in taken) == len(ROWS)
    assert set(found) - set(taken) <= {"changed"} and ImportBatch.objects.count() == len(taken)


def test_a_check_gives_no_number_away_twice(people):
    """Numbers that an import took and has not committed yet look like those of a deleted row."""
    taken = build.event("KZ-71")
    Event.objects.filter(pk=taken.pk).delete()

    sent(people[0], "events", file("events", *ROWS))

    assert build.event("KZ-71").pk > taken.pk


def test_one_confirm_sent_by_several_clicks_is_one_import(people):
    _upload, token = sent(people[0], "events", file("events", *ROWS))

    found = at_once(*[lambda: confirm(token, people[0])] * AT_ONCE)

    assert {batch.pk for batch in found} == {ImportBatch.objects.get().pk}
    assert Event.objects.count() == len(ROWS)


def test_an_undo_of_several_clicks_is_one_undo(people):
    _upload, token = sent(people[0], "events", file("events", *ROWS))
    batch = importing.confirm(token, people[0])

    at_once(*[lambda: undoing.undo(batch, people[0])] * AT_ONCE)

    assert not Event.objects.exists()
    assert Event.history.filter(history_type="-").count() == len(ROWS)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="there the second waits for its turn")
def test_a_person_takes_in_one_file_at_a_time(people):
    bolat, client = people[0], Client()
    sit(client, bolat)
    (first, _token), (second, token) = (
        sent(bolat, "events", file("events", ROWS[n])) for n in (0, 1)
    )
    page = f"/admin/import/KZ-71/2026/events/{second.pk}/"
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM registry_upload WHERE id = %s FOR UPDATE", [first.pk])
        told = client.post(page, {"token": token, "what": "whole"}, follow=True).content.decode()
    other.close()

    assert "another file of yours is being taken in" in told and not Event.objects.exists()
    assert client.post(page, {"token": token, "what": "whole"}).status_code == 302
    assert Event.objects.count() == 1
