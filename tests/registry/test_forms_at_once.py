"""Two people, or two clicks, at one form in the same moment: one writes, the other is told."""

from functools import partial

import pytest
from django.test import Client

from registry import models as m
from registry import once
from registry.sheets.importing import confirm
from tests import build
from tests.registry import rows
from tests.registry.doors import A, address, as_new, person, sit
from tests.registry.sheets.conftest import bolat, today  # noqa: F401
from tests.registry.sheets.files import EVENT, file
from tests.registry.sheets.test_at_once import at_once
from tests.registry.sheets.test_importing import PLAIN, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("today")]
TURNS, PEOPLE = 5, 20
long = pytest.mark.soak


def opened(browser, event):
    """What sends the form of an event as it is shown to a browser now, with some changes."""
    page = address(m.Event, "change", event.pk)
    data = rows.posted(browser.get(page))
    return lambda **values: browser.post(page, data | values).status_code


@pytest.mark.parametrize("turns", [TURNS, pytest.param(1000, marks=long)], ids=["short", "long"])
def test_of_two_saves_one_is_written_and_the_other_told(bolat, turns):  # noqa: F811
    event = build.event(A, "2026-10-24", {"elders": "organised"}, **PLAIN)
    first, second = sit(Client(), bolat), sit(Client(), person("second", "coordinators", A))
    kept = [event.attendance]

    for turn in range(turns):
        one, other = opened(first, event), opened(second, event)
        found = at_once(
            partial(one, attendance=f"{100 + turn}", body_youth="took_part" if turn % 2 else ""),
            partial(other, attendance=f"{20_000 + turn}"),
        )
        assert sorted(found) == [200, 302], f"turn {turn}"
        event.refresh_from_db()
        kept.append((100 if found[0] == 302 else 20_000) + turn)
        assert event.attendance == kept[-1], f"turn {turn}: what was said to be saved is not there"

    history = event.history.order_by("history_id").values_list("attendance", flat=True)
    assert list(history) == kept


def test_of_a_save_and_an_import_of_one_record_none_is_lost_in_silence(bolat):  # noqa: F811
    event = build.event(A, "2026-10-24", **PLAIN)
    save = opened(sit(Client(), bolat), event)
    data = file("events", EVENT | {"number": event.pk, "attendance": 7})
    _upload, token = sent(bolat, "events", data)

    saved, imported = at_once(
        partial(save, attendance="8"), lambda: str(getattr(confirm(token, bolat), "pk", ""))
    )

    event.refresh_from_db()
    is_saved_first = imported == "changed"
    assert (saved, event.attendance) == ((302, 8) if is_saved_first else (200, 7))
    assert event.history.count() == 2


def test_of_several_clicks_on_one_form_one_saves_and_all_are_answered_alike(bolat):  # noqa: F811
    event = build.event(A, "2026-10-24", **PLAIN)
    browser = sit(Client(), bolat)
    data = as_new(rows.posted(browser.get(address(m.Event, "change", event.pk))))
    page = address(m.Event, "add")
    data |= {once.FIELD: once.new(), "title": "Жаңа", "body_elders": "organised", "_continue": "1"}

    def click():
        clicker = Client()
        clicker.cookies = browser.cookies
        return clicker.post(page, data).headers.get("Location")

    answers = at_once(*[click] * 4)

    new = m.Event.objects.get(title="Жаңа")
    assert set(answers) == {address(m.Event, "change", new.pk)}
    assert m.Participation.objects.filter(event=new).count() == 1
    assert new.history.count() == 1


@pytest.mark.parametrize("turns", [2, pytest.param(25, marks=long)], ids=["short", "long"])
def test_twenty_coordinators_save_at_once_and_nobody_reads_an_error(bolat, turns):  # noqa: F811
    """Each at a browser of their own: a new event of each unit, turn after turn."""
    units = [unit.code for unit in m.Region.objects.units_of(2026)][:PEOPLE]
    seats = [(sit(Client(), person(f"of-{u}", "coordinators", u)), u) for u in units]
    page = address(m.Event, "add")
    form = rows.posted(seats[0][0].get(page)) | PLAIN | {"body_elders": "organised"}

    def save(browser, unit, turn):
        new = {"region": unit, "title": f"Іс-шара {turn}", "held_on": "2026-10-24"}
        return browser.post(page, form | new | {once.FIELD: once.new()}).status_code

    for turn in range(turns):
        found = at_once(*[partial(save, *seat, turn) for seat in seats])
        assert found == [302] * PEOPLE, f"turn {turn}"

    kept = m.Event.objects.values_list("region", "title")
    assert sorted(kept) == sorted((u, f"Іс-шара {n}") for u in units for n in range(turns))
