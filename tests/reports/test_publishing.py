"""From records to a release: what is frozen, and what refuses to be published."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from registry.models import Region, ReportingYear, SectionState, Submission
from reports.catalogue import INDICATORS
from reports.models import Figure, Publisher, Release
from reports.publishing import CannotPublish, build_candidate, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_a_release_freezes_the_words_of_every_indicator_in_three_languages():
    definitions = Release.objects.get(year=2023).definitions.all()

    assert [d.indicator for d in definitions] == [i.code for i in INDICATORS]
    for definition in definitions:
        assert set(definition.words) == {"kk", "ru", "en"}
        for words in definition.words.values():
            assert words["label"] and words["definition"] and all(words["unit"].values())


def test_a_release_keeps_the_names_of_its_time():
    Region.objects.filter(pk="KZ-71").update(name_en="Another name")
    Publisher.objects.update(name_en="Another publisher")

    release = Release.objects.get(year=2023)
    names = {unit["code"]: unit["words"]["en"]["name"] for unit in release.units}
    assert names["KZ-71"] == "Astana"
    assert release.publisher["en"]["name"] == "Assembly of People of Kazakhstan"


def test_a_release_knows_the_units_of_its_year_and_when_they_were_accepted():
    units = {year: Release.objects.get(year=year).units for year in (2021, 2022)}

    assert len(units[2021]) == 18 and len(units[2022]) == 21
    assert all(unit["accepted_on"] for unit in units[2022])


def test_it_is_compared_with_the_release_of_the_year_before():
    release = Release.objects.get(year=2023)

    assert str(release.compared_with) == "2022 r1"
    assert Release.objects.get(year=2021).compared_with is None


def test_a_demo_release_says_that_it_is_one():
    assert set(Release.objects.values_list("is_demo", flat=True)) == {True}


def test_publishing_locks_the_year():
    assert ReportingYear.objects.get(pk=2023).published_at is not None
    assert ReportingYear.objects.get(pk=2024).published_at is None


def test_a_new_candidate_takes_the_place_of_the_old_one():
    first, second = build_candidate(2024), build_candidate(2024)

    assert not Release.objects.filter(pk=first.pk).exists()
    assert (second.number, second.state) == (1, Release.State.CANDIDATE)


def test_a_correction_is_the_next_number():
    assert build_candidate(2023).revision == "r2"


def test_it_refuses_to_publish_the_same_release_twice():
    release = publish(build_candidate(2023))

    with translation.override("en"), pytest.raises(CannotPublish, match="published already"):
        publish(release)


def test_it_refuses_a_year_that_was_never_opened():
    with translation.override("en"), pytest.raises(CannotPublish, match="1999 was never opened"):
        build_candidate(1999)


def test_a_unit_that_did_not_report_is_no_zero():
    Submission.objects.filter(year=2023, region="KZ-10").update(state="in_review")
    release = build_candidate(2023)

    figures = Figure.objects.filter(release=release, indicator="elders.events")
    abai, country = figures.get(region="KZ-10"), figures.get(region=None)
    assert (abai.value, abai.status) == (None, Figure.Status.NOT_REPORTED)
    assert country.value == 6358 - 207 and (country.reported, country.expected) == (20, 21)


def test_a_section_left_open_is_not_reported_while_the_others_are():
    states = SectionState.objects.filter(submission__year=2023, submission__region="KZ-10")
    states.filter(section="media").update(state="open")
    figures = Figure.objects.filter(release=build_candidate(2023), region="KZ-10")

    assert figures.get(indicator="media.outlets").value is None
    assert figures.get(indicator="elders.councils").value > 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reports_figure SET value = 1 WHERE indicator = 'elders.events'",
        "DELETE FROM reports_figure",
        "UPDATE reports_release SET note_en = 'x'",
        "UPDATE reports_definition SET theme = 'x'",
        "DELETE FROM registry_demomark",
    ],
)
def test_the_database_refuses_to_change_what_is_published(change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_demo_refuses_a_database_that_holds_records():
    with pytest.raises(CommandError, match="is in use"):
        call_command("load_demo", verbosity=0)
