"""The command takes in a past year by the rules of the pages."""

import pytest
from django.core.management import CommandError, call_command

from registry.models import Event, ImportBatch
from tests import build
from tests.registry.sheets.files import EVENT, file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "bolat")]


def run(folder, *rows, **options):
    path = folder / "a.xlsx"
    path.write_bytes(file("events", *(EVENT | row for row in rows)))
    options = {"section": "events", "unit": "KZ-71", "year": 2026, "user": "bolat"} | options
    call_command("import_sheet", str(path), **options)


def test_it_writes_the_rows_and_says_how_many(tmp_path, capsys):
    run(tmp_path, {}, {"title": "Екінші", "role_elders": "қатысушы"})

    batch = ImportBatch.objects.get()
    assert f"import {batch}: added 2, updated 0, unchanged 0" in capsys.readouterr().out
    assert Event.history.values_list("history_user__username", flat=True)[0] == "bolat"


def test_it_only_looks_when_asked(tmp_path, capsys):
    run(tmp_path, {}, check=True)

    assert "rows 1, good 1" in capsys.readouterr().err
    assert not Event.objects.exists()


def test_a_bad_row_stops_it_with_the_message_of_the_page(tmp_path, capsys):
    with pytest.raises(CommandError, match="--good"):
        run(tmp_path, {}, {"attendance": "шамамен 50"})

    assert "R02 «Іс-шаралар» парағы, 3-жол, I бағаны" in capsys.readouterr().err
    assert not Event.objects.exists()


def test_the_good_rows_are_taken_when_asked(tmp_path):
    run(tmp_path, {}, {"title": "Екінші", "attendance": "x"}, good=True)

    assert Event.objects.count() == 1


def test_warnings_want_one_reason(tmp_path):
    build.event("KZ-71", "2026-05-01", attendance=10)
    with pytest.raises(CommandError, match="--reason"):
        run(tmp_path, {"attendance": 900})

    run(tmp_path, {"attendance": 900}, reason="Мұрағаттан")

    assert [one["reason"] for one in ImportBatch.objects.get().reasons] == ["Мұрағаттан"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"year": 2019}, "not opened"),
        ({"unit": "KZ-10"}, "may not"),
        ({"unit": "KZ-99"}, "does not fill in"),
        ({"user": "nobody"}, "no account"),
        ({"section": "honours"}, "does not fill in"),
    ],
)
def test_it_asks_the_same_rights_as_a_page(tmp_path, options, words):
    with pytest.raises(CommandError, match=words):
        run(tmp_path, {}, **options)

    assert not ImportBatch.objects.exists()


def test_a_locked_section_stays(tmp_path, capsys):
    build.hand_in("KZ-71", 2026, "accepted", ["events"])

    with pytest.raises(CommandError):
        run(tmp_path, {})
    assert "R16" in capsys.readouterr().err
