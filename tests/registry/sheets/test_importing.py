"""A file is taken in once, whole or by its good rows, and its receipt tells what was written."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from registry.models import Agreement, Event, Headcount, ImportBatch, MediaOutlet, Upload
from registry.sheets import answers, importing
from registry.sheets.importing import GOOD, Refusal, confirm
from registry.sheets.intake import Intake
from tests import build
from tests.registry.sheets.files import COUNCIL, EVENT, file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def sent(user, section, data, unit="KZ-71", year=2026):
    """An uploaded file, and the token of its check."""
    upload = importing.keep(user, Intake(user, unit, year, section), "а.xlsx", data)
    return upload, importing.token(upload, importing.checked(upload, user))


def events(user, *rows):
    return sent(user, "events", file("events", *(EVENT | row for row in rows)))


def taken(user, *rows):
    _upload, token = events(user, *rows)
    return confirm(token, user)


def refused(token, user, *what):
    with pytest.raises(Refusal) as refusal:
        confirm(token, user, *what)
    return refusal.value.code


def history(model):
    """(kind, what it came through, person) of each version of the records of a model."""
    rows = model.history.order_by("history_id")
    return list(rows.values_list("history_type", "history_through", "history_user__username"))


class TestConfirm:
    def test_it_writes_the_rows_and_says_how_many(self, bolat):
        old = build.event("KZ-71", "2026-10-24", title="Ескі", place="Зал", topic="sport")
        same = {"number": old.pk, "title": "Ескі", "place": "Зал", "attendance": 30}

        batch = taken(bolat, {"role_elders": "қатысушы"}, {"title": "Екінші"}, same)

        assert (batch.added, batch.updated, batch.unchanged) == (2, 0, 1)
        assert (batch.user, batch.region_id, batch.year_id) == (bolat, "KZ-71", 2026)
        event = Event.objects.get(title="Достық күні")
        assert [(p.kind, p.role) for p in event.participations.all()] == [("elders", "took_part")]

    def test_each_record_has_one_version_that_names_the_import_and_the_person(self, bolat):
        batch = taken(bolat, {"role_elders": "қатысушы"})
        event = Event.objects.get()
        kept = [("+", f"import {batch}", "bolat")]
        assert history(Event) == history(event.participations.model) == kept

        second = taken(bolat, {"number": event.pk, "attendance": 7, "role_elders": None})

        assert history(Event)[1:] == [("~", f"import {second}", "bolat")]
        assert [kind for kind, _r, _u in history(event.participations.model)] == ["+", "-"]

    def test_the_languages_of_an_outlet_are_one_version_with_it(self, bolat):
        row = {"name": "Дидар", "form": "газет", "opened_on": "01.02.2020"}
        _upload, token = sent(
            bolat, "media", file("media", row | {"languages": "қазақ тілі, корей тілі"})
        )

        confirm(token, bolat)

        outlet = MediaOutlet.objects.get()
        assert sorted(outlet.languages.values_list("pk", flat=True)) == ["kk", "ko"]
        assert [kind for kind, _r, _u in history(MediaOutlet)] == ["+"]
        assert outlet.history.get().languages.count() == 2

    def test_the_same_confirm_gives_the_same_import(self, bolat):
        _upload, token = events(bolat, {})

        assert confirm(token, bolat) == confirm(token, bolat)
        assert Event.objects.count() == ImportBatch.objects.count() == 1

    def test_the_same_file_sent_again_changes_nothing(self, bolat):
        taken(bolat, {}, {"title": "Екінші", "role_youth": "қатысушы"})

        again = taken(bolat, {}, {"title": "Екінші", "role_youth": "қатысушы"})

        assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
        assert len(history(Event)) == 2

    def test_a_part_that_the_file_empties_goes_and_others_stay(self, bolat):
        council = build.council(name="Бірлік")
        for year in (2025, 2026):
            build.headcount(council, year, 12)
        row = COUNCIL | {"number": council.pk, "members": None}

        _upload, token = sent(bolat, "elders", file("elders", row))
        confirm(token, bolat)

        assert [h.year for h in Headcount.objects.all()] == [2025]


class TestRefusals:
    def test_nothing_is_written_while_one_row_is_wrong(self, bolat):
        _upload, token = events(bolat, {}, {"attendance": "x"})

        assert refused(token, bolat) == "errors"
        assert not Event.objects.exists() and not ImportBatch.objects.exists()

    def test_the_good_rows_are_taken_when_asked(self, bolat):
        _upload, token = events(bolat, {}, {"attendance": "x"})

        assert confirm(token, bolat, GOOD).added == 1

    def test_only_bad_rows_leave_nothing_to_take(self, bolat):
        _upload, token = events(bolat, {"attendance": "x"})

        assert refused(token, bolat, GOOD) == "nothing"

    def test_a_warning_wants_its_tick_and_its_reason(self, bolat):
        build.event("KZ-71", "2026-05-01", attendance=10)
        upload, token = events(bolat, {"attendance": 900})
        assert refused(token, bolat) == "warnings"
        (doubt,) = answers.doubts(importing.checked(upload, bolat))

        upload.answers = {"ticks": [doubt.key], "reasons": {"W02": "Фестиваль"}}
        upload.save()

        (kept,) = confirm(token, bolat).reasons
        assert (kept["code"], kept["row"], kept["reason"]) == ("W02", 2, "Фестиваль")

    def test_answers_stand_in_the_corrected_file_too(self, bolat):
        first, _token = events(bolat, {"attendance": 900})
        Upload.objects.update(answers={"reasons": {"W02": "Фестиваль"}})

        second, _token = events(bolat, {}, {"attendance": 900})

        assert second.answers == {"reasons": {"W02": "Фестиваль"}}

    def test_a_record_that_changed_since_the_check_is_shown_again(self, bolat):
        event = build.event("KZ-71", "2026-10-24", **PLAIN)
        _upload, token = events(bolat, {"number": event.pk, "attendance": 7})

        event.place = "Басқа"
        event.save()

        assert refused(token, bolat) == "changed"

    def test_a_form_that_was_quicker_is_shown_again(self, bolat, monkeypatch):
        _upload, token = events(bolat, {})
        take_in = importing.take_in

        def overtaken(*arguments):
            build.event("KZ-71", "2026-10-24", **PLAIN)
            return take_in(*arguments)

        monkeypatch.setattr(importing, "take_in", overtaken)

        assert refused(token, bolat) == "changed"
        assert not ImportBatch.objects.exists()

    def test_a_section_that_was_sent_since_is_locked(self, bolat):
        _upload, token = events(bolat, {})
        build.hand_in("KZ-71", 2026, "submitted", ["events"])

        assert refused(token, bolat) == "changed"
        assert not Event.objects.exists()

    def test_a_token_is_of_one_person_and_of_these_bytes(self, bolat):
        upload, token = events(bolat, {})
        other = build.person("other", "coordinators", ["KZ-71"])

        assert refused(token, other) == refused(token + "x", bolat) == "token"
        Upload.objects.filter(pk=upload.pk).update(data=file("events", EVENT | {"attendance": 1}))
        assert refused(token, bolat) == "token"

    def test_a_person_who_lost_the_unit_confirms_nothing(self, bolat):
        _upload, token = events(bolat, {})
        bolat.units.set(["KZ-10"])

        with pytest.raises(PermissionDenied):
            confirm(token, bolat)
        assert not Event.objects.exists()


PLAIN = {"title": "Достық күні", "place": "Есіл ауданы", "topic": "sport", "attendance": 120}


class TestManyRows:
    def test_they_are_written_at_once_with_the_history_of_a_form(self, bolat):
        rows = [{"title": f"Іс-шара {n}", "role_elders": "қатысушы"} for n in range(5)]
        _upload, token = events(bolat, *rows)

        with CaptureQueriesContext(connection) as asked:
            batch = confirm(token, bolat)

        inserts = [one["sql"] for one in asked if 'INTO "registry_event"' in one["sql"]]
        assert len(inserts) == 1

        assert batch.added == Event.objects.count() == batch.rows.count() == 5
        assert set(history(Event)) == {("+", f"import {batch}", "bolat")}
        assert Event.objects.get(title="Іс-шара 3").participations.get().kind == "elders"
        assert Event.objects.filter(title_key="").count() == 0

    def test_new_councils_count_from_their_first_open_year(self, bolat):
        build.hand_in("KZ-71", 2025, "accepted", ["elders"])
        rows = [COUNCIL | {"name": f"Кеңес {n}"} for n in range(4)]

        _upload, token = sent(bolat, "elders", file("elders", *rows))
        confirm(token, bolat)

        councils = Headcount.objects.values_list("structure__counts_from", "members")
        assert list(councils) == [(2026, 12)] * 4

    def test_equal_agreements_stay_as_many(self, bolat):
        row = {"concluded_on": "24.10.2026", "category": "отбасылық даулар"}
        upload, token = sent(bolat, "mediation", file("agreements", row, row, row))
        keys = [doubt.key for doubt in answers.doubts(importing.checked(upload, bolat))]
        Upload.objects.update(answers={"ticks": keys, "reasons": {"W06": "Үш отбасы"}})

        assert confirm(token, bolat).added == Agreement.objects.count() == 3


def test_old_files_are_forgotten(bolat):
    upload, token = events(bolat, {})
    Upload.objects.update(created_at=build.NOON)

    events(bolat, {"title": "Екінші"})

    assert not Upload.objects.filter(pk=upload.pk).exists()
    assert refused(token, bolat) == "token"


def test_what_was_done_is_kept_with_its_letters_as_they_are(bolat):
    batch = taken(bolat, {"title": "Үздік ән"})

    [text] = batch.rows.annotate(text=Cast("after", TextField())).values_list("text", flat=True)

    assert "Үздік ән" in text


def test_a_file_name_is_never_a_path(bolat):
    assert importing.plain_name("../../etc/passwd") == "passwd"
    assert importing.plain_name("C:\\Жаңа\\а\r\n\x00.xlsx") == "а.xlsx"


def test_answers_that_come_after_the_import_change_nothing(bolat):
    upload, token = events(bolat, {}, {"title": "Екінші", "attendance": "x"})
    confirm(token, bolat, GOOD)
    left = Upload.objects.get(pk=upload.pk).answers["left"]

    importing.answer(upload, QueryDict("offered=W01"))

    assert Upload.objects.get(pk=upload.pk).answers["left"] == left
