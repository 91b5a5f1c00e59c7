"""A release counted again: nothing differs until a record moves, and then the record is named."""

import pytest
from django.core.management import CommandError, call_command

from registry.models import Event, ReportingYear, Submission
from reports.models import ReportedValue
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def differing(capsys):
    """Gives what the command prints where something differs."""

    def lines(*arguments):
        with pytest.raises(CommandError, match="figures differ") as problem:
            call_command("verify_release", "2023", *arguments, verbosity=0)
        assert problem.value.returncode == 1
        return capsys.readouterr().out

    return lines


def test_the_demo_counts_again_to_what_was_published(capsys):
    for year in ("2021", "2022", "2023"):
        call_command("verify_release", year, verbosity=0)

    said = capsys.readouterr().out
    assert "2023 r1: 872 figures compared" in said and said.count("each is what was published") == 3


def test_it_names_the_record_that_moved_a_figure_and_by_how_much(differing):
    event = build.event("KZ-10", "2023-05-17", attendance=5)

    said = differing()

    assert "events.total country: published 15542, now 15543" in said
    assert "events.covered KZ-10: published 19607, now 19612" in said
    assert f"№ {event.pk}, {event.title} (+5)" in said and f"{event.title} (+1)" in said
    assert "added 20" in said and "houses.total" not in said


def test_it_names_a_record_that_changed(differing):
    event = Event.objects.filter(region="KZ-10", held_on__year=2023).first()
    event.attendance += 5
    event.save()

    said = differing()

    assert "events.covered country: published 634686, now 634691" in said
    assert f"№ {event.pk}, " in said and "events.total" not in said


def test_it_names_a_record_that_is_gone(differing):
    event = Event.objects.filter(region="KZ-10", held_on__year=2023).first()
    title = str(event)
    event.delete()

    said = differing()

    assert "events.total country: published 15542, now 15541" in said
    assert title in said and "deleted" in said


def test_it_says_what_else_moved_a_figure(differing):
    ReportedValue.objects.get(indicator="parliament.senators", year=2023).delete()
    Submission.objects.filter(year=2023, region="KZ-71").update(state="in_review")

    said = differing()

    assert "parliament.senators country: published 5, now not_reported" in said
    assert "reported value 5 (Deleted)" in said
    assert "section events is not accepted now: in_review" in said


def test_what_is_not_published_is_told_in_one_sentence():
    assert ReportingYear.objects.filter(pk=2024).exists()
    for arguments in (["2024"], ["2023", "--number", "2"]):
        with pytest.raises(CommandError, match="is not published"):
            call_command("verify_release", *arguments)
