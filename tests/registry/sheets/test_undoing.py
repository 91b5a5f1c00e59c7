"""An import is taken back whole, or not at all."""

import pytest

from registry.models import EldersCouncil, Event, Headcount, MediaOutlet, Mediator, Participation
from registry.sheets.undoing import CannotUndo, undo
from tests import build
from tests.registry.sheets.files import COUNCIL, EVENT, checked, file
from tests.registry.sheets.test_importing import PLAIN, confirm, history, sent, taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def kept(batch, user):
    """(row, reason) of the rows that stand in the way; nothing may change meanwhile."""
    before = list(Event.objects.values_list()), list(Participation.objects.values_list())
    with pytest.raises(CannotUndo) as problem:
        undo(batch, user)
    assert before == (list(Event.objects.values_list()), list(Participation.objects.values_list()))
    batch.refresh_from_db()
    assert not batch.undone_at
    return [(row.row, row.reason) for row in problem.value.rows]


def test_what_was_added_goes_with_its_parts(bolat):
    batch = taken(bolat, {"role_elders": "қатысушы"}, {"title": "Екінші"})

    undo(batch, bolat)

    assert not Event.objects.exists() and not Participation.objects.exists()
    assert history(Event)[-1] == ("-", f"undo {batch}", "bolat")
    batch.refresh_from_db()
    assert batch.undone_at


def test_what_was_updated_is_as_before(bolat):
    event = build.event("KZ-71", "2026-10-24", {"elders": "organised"}, **PLAIN)
    row = {"number": event.pk, "attendance": 7, "role_elders": None, "role_youth": "қатысушы"}
    batch = taken(bolat, row)
    assert Event.objects.get().attendance == 7

    undo(batch, bolat)

    assert Event.objects.get().attendance == 120
    assert list(Participation.objects.values_list("kind", "role")) == [("elders", "organised")]


def test_members_and_languages_come_back(bolat):
    council, outlet = (
        build.council(name="Бірлік"),
        build.outlet(languages=["kk", "ru"], name="Дидар"),
    )
    build.headcount(council, 2026, 40)
    rows = COUNCIL | {"number": council.pk, "members": 41}
    row = {"number": outlet.pk, "name": "Дидар", "form": "газет", "opened_on": "01.03.2015"}
    for section, data in (
        ("elders", file("elders", rows)),
        ("media", file("media", row | {"languages": "корей тілі"})),
    ):
        _upload, token = sent(bolat, section, data)
        undo(confirm(token, bolat), bolat)

    assert Headcount.objects.get().members == 40
    assert sorted(MediaOutlet.objects.get().languages.values_list("pk", flat=True)) == ["kk", "ru"]
    assert EldersCouncil.objects.count() == 1


class TestStructuresOfAnEvent:
    """A file does not know them, and empties the participation that names them."""

    @pytest.fixture
    def council(self):
        return build.council(name="Бірлік")

    @pytest.fixture
    def batch(self, bolat, council):
        event = build.event("KZ-71", "2026-10-24", {"elders": "organised"}, **PLAIN)
        event.participations.get().structures.add(council)
        return taken(bolat, {"number": event.pk, "role_elders": None, "role_youth": "қатысушы"})

    def named(self):
        return list(Participation.objects.values_list("kind", "structures__name"))

    def test_the_check_says_that_they_go(self, bolat, batch):
        undo(batch, bolat)
        row = EVENT | PLAIN | {"number": Event.objects.get().pk, "held_on": "24.10.2026"}

        result = checked(bolat, "events", file("events", row))

        [change] = result.changed[0].changes(result.intake)
        assert change[1:] == ("ұйымдастырушы (Бірлік)", "")

    def test_they_come_back(self, bolat, batch):
        assert self.named() == [("youth", None)]

        undo(batch, bolat)

        assert self.named() == [("elders", "Бірлік")]
        assert [str(s.structure) for s in version_of("elders").structures.all()] == ["Бірлік"]

    def test_one_that_is_gone_stays_away(self, bolat, batch, council):
        council.delete()

        undo(batch, bolat)

        assert self.named() == [("elders", None)]

    def test_one_that_is_gone_is_no_change_of_the_event(self, bolat, council):
        event = build.event("KZ-71", "2026-10-24", {"elders": "took_part"}, **PLAIN)
        event.participations.get().structures.add(council, build.council())
        row = {"number": event.pk, "attendance": 7, "role_elders": "қатысушы"}
        batch = taken(bolat, row)
        council.delete()

        undo(batch, bolat)

        assert Event.objects.get().attendance == 120
        assert Participation.objects.get().structures.count() == 1

    def test_one_that_an_import_added_and_an_event_names_stays(self, bolat):
        _upload, token = sent(bolat, "elders", file("elders", COUNCIL))
        batch = confirm(token, bolat)
        event = build.event("KZ-71", "2026-10-24", {"elders": "organised"}, **PLAIN)
        event.participations.get().structures.add(EldersCouncil.objects.get())

        assert kept(batch, bolat) == [(2, "Оған басқа жазбалар байланған.")]

    def test_one_that_was_named_since_keeps_all(self, bolat, batch, council):
        Participation.objects.get().structures.add(council)

        assert kept(batch, bolat) == [(2, "Содан бері өзгертілген.")]

    def test_an_import_that_kept_none_is_taken_back(self, bolat, batch):
        for row in batch.rows.all():
            del row.before["links"], row.after["links"]
            row.save()

        undo(batch, bolat)

        assert self.named() == [("elders", None)]


def version_of(kind):
    return Participation.objects.get(kind=kind).history.latest()


def test_twice_is_once(bolat):
    batch = taken(bolat, {})
    undo(batch, bolat)
    taken(bolat, {})

    undo(batch, bolat)

    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda event: Event.objects.filter(pk=event.pk).update(attendance=5),
        lambda event: build.participation(event, "youth"),
    ],
)
def test_one_record_that_changed_since_keeps_all(bolat, change):
    batch = taken(bolat, {}, {"title": "Екінші"})
    change(Event.objects.get(title="Екінші"))

    assert kept(batch, bolat) == [(3, "Содан бері өзгертілген.")]


def test_one_record_that_was_deleted_since_keeps_all(bolat):
    batch = taken(bolat, {}, {"title": "Екінші"})
    Event.objects.get(title="Екінші").delete()

    assert kept(batch, bolat) == [(3, "Содан бері жойылған.")]


def test_a_locked_section_keeps_all(bolat):
    batch = taken(bolat, {"role_elders": "қатысушы"})
    build.hand_in("KZ-71", 2026, "submitted", ["events"])

    ((row, reason),) = kept(batch, bolat)

    assert row == 2 and "2026" in reason


def test_a_record_that_others_lead_to_stays(bolat):
    row = {"register_number": "М-1", "full_name": "Ахметов А.", "kind": "кәсіби"}
    _upload, token = sent(bolat, "mediation", file("mediators", row | {"opened_on": "01.02.2020"}))
    batch = confirm(token, bolat)
    build.agreement(mediator=Mediator.objects.get())

    assert kept(batch, bolat) == [(2, "Оған басқа жазбалар байланған.")]


def test_an_import_of_many_rows_is_taken_back_whole(bolat):
    batch = taken(bolat, *({"title": f"Іс-шара {n}", "role_youth": "қатысушы"} for n in range(4)))

    undo(batch, bolat)

    assert not Event.objects.exists()
