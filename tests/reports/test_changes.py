"""The corrections: what each revision changed, figure by figure."""

import pytest

from registry.models import Event
from reports import publishing
from reports.models import Figure, Release
from reports.summary import Shelf
from reports.summary.changes import corrections
from tests.reports.test_views import LANGUAGES, second_revision, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def corrected():
    """r2 of 2023, in which one event of Abai with the elders reached a thousand people more."""
    event = Event.objects.filter(year=2023, region="KZ-10", participations__kind="elders").first()
    Event.objects.filter(pk=event.pk).update(attendance=event.attendance + 1000)
    return second_revision("one sheet was read twice")


def test_before_the_first_correction_it_says_that_there_was_none(client):
    page = text(client.get("/en/changes/"))

    assert "No published figure has been corrected so far." in page
    assert "2023 r1 :" in page and "First publication." in page


@pytest.mark.usefixtures("corrected")
def test_a_correction_shows_its_note_and_each_figure_before_and_now(client):
    page = text(client.get("/en/changes/"))
    old, new = Figure.objects.filter(
        indicator="elders.covered", region="KZ-10", release__year=2023
    ).order_by("release__number")

    assert "one sheet was read twice" in page
    assert f"Councils of Elders Abai Region person {old.value:,} {new.value:,}" in page
    assert new.value == old.value + 1000
    assert "190,007 191,007" in page


@pytest.mark.usefixtures("corrected")
def test_a_figure_that_is_the_same_is_not_listed(client):
    page = text(client.get("/en/changes/"))

    assert "Akmola" not in page
    assert "Members" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("corrected")
def test_it_links_both_revisions_in_each_language(client, language):
    page = client.get(f"/{language}/changes/").content.decode()

    assert f'href="/{language}/2023/r1/"' in page
    assert f'href="/{language}/2023/r2/elders.covered/"' in page


def test_a_revision_that_changed_nothing_says_so(client):
    second_revision()

    assert "No figure differs from the revision before." in text(client.get("/en/changes/"))


@pytest.mark.usefixtures("corrected")
def test_it_costs_three_queries(client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/kk/changes/")


def test_an_indicator_that_is_new_or_left_out_is_listed(client, monkeypatch):
    left = [i for i in publishing.INDICATORS if i.code != "ecas.accredited"]
    monkeypatch.setattr(publishing, "INDICATORS", left)
    release = publishing.build_candidate(2023)
    release.figures.filter(indicator="ecas.accredited").delete()
    publishing.publish(release)

    (_year, (second, _first)), *_ = corrections(Shelf.of_today())
    assert {change.definition.indicator for change in second.changes} == {"ecas.accredited"}
    assert {change.new for change in second.changes} == {None}
    assert "withdrawn" in text(client.get("/en/changes/"))


def test_each_year_is_there_with_its_revisions():
    years = corrections(Shelf.of_today())

    assert [year for year, _revisions in years] == [2023, 2022, 2021]
    assert sum(len(revisions) for _year, revisions in years) == Release.objects.count()
