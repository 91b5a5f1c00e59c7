"""A locked year at the doors that write many rows: one sentence, and nothing changes."""

from html import unescape

import pytest
from django.core.management import CommandError, call_command

from registry import locks
from registry import models as m
from registry.sheets.importing import Refusal, confirm
from registry.sheets.undoing import CannotUndo, undo
from tests import build
from tests.registry import rows
from tests.registry.doors import A, address, snapshot
from tests.registry.sheets.conftest import bolat, today  # noqa: F401
from tests.registry.sheets.files import EVENT, checked, file
from tests.registry.sheets.test_importing import PLAIN, sent, taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def year(bolat, client):  # noqa: F811
    """2026 with an import; `lock` closes it and gives the sentence of the lock."""
    client.force_login(bolat)
    batch = taken(bolat, {"role_elders": "қатысушы"})
    event = m.Event.objects.get()

    def lock():
        build.hand_in(A, 2026, "accepted", ["events"])
        return locks.of(A, 2026, "events"), snapshot()

    return batch, event, lock


def test_a_file_is_refused_on_the_page_and_in_the_command(bolat, year, tmp_path, capsys):  # noqa: F811
    _batch, event, lock = year
    row = EVENT | {"number": event.pk, "attendance": 7}
    _upload, token = sent(bolat, "events", file("events", row))
    sentence, before = lock()

    (message,) = checked(bolat, "events", file("events", row)).errors
    assert message.reason == sentence
    with pytest.raises(Refusal):  # it was checked before the lock
        confirm(token, bolat)
    path = tmp_path / "a.xlsx"
    path.write_bytes(file("events", row))
    with pytest.raises(CommandError):
        options = {"section": "events", "unit": A, "year": 2026, "user": "bolat"}
        call_command("import_sheet", str(path), **options)
    assert sentence in capsys.readouterr().err
    assert snapshot() == before


def test_an_import_is_not_taken_back(bolat, year):  # noqa: F811
    batch, _event, lock = year
    sentence, before = lock()

    with pytest.raises(CannotUndo) as problem:
        undo(batch, bolat)

    assert [row.reason for row in problem.value.rows] == [sentence]
    assert snapshot() == before


def test_no_body_of_an_event_is_added_changed_or_taken_out(client, year):
    _batch, event, lock = year
    page = address(m.Event, "change", event.pk)
    data = rows.posted(client.get(page))
    sentence, before = lock()

    for kind in m.BodyKind.values:
        role = "organised" if kind == "elders" else "took_part"
        answer = client.post(page, data | {f"body_{kind}": role})
        assert sentence in unescape(answer.content.decode()), kind
    assert sentence in unescape(client.post(page, data | {"body_elders": ""}).content.decode())
    assert snapshot() == before


def test_nothing_is_moved_in_or_out_by_a_file(bolat, year):  # noqa: F811
    _batch, event, lock = year
    other = build.event(A, "2025-10-24", **PLAIN | {"title": "Былтырғы"})
    build.reporting_year(2025)
    sentence, before = lock()

    row = EVENT | {"number": other.pk, "title": "Былтырғы", "held_on": "24.10.2026"}
    (message,) = checked(bolat, "events", file("events", row)).errors
    assert message.reason == sentence
    row = EVENT | {"number": event.pk, "held_on": "24.10.2025"}
    messages = checked(bolat, "events", file("events", row), year=2025).errors
    assert [message.reason for message in messages] == [sentence]
    assert snapshot() == before
