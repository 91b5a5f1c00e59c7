"""What headquarters leaves out is published as not reported, with its public reason."""

from html import unescape

import pytest

from registry.models import Omission, SectionState
from reports.models import PressTemplate, Release
from reports.publishing import build_candidate, publish
from tests import build
from tests.reports.published import published_registry

pytestmark = pytest.mark.django_db
WHY = {"reason_kk": "Дерек келмеді", "reason_ru": "Данных нет", "reason_en": "No data came"}


@pytest.fixture(scope="module")
def release(django_db_setup, django_db_blocker):
    """2023 r2: Abai without its events, Akmola left out whole."""
    with django_db_blocker.unblock(), published_registry():
        by = build.person("marat", "reviewers")
        states = SectionState.objects.filter(submission__year=2023)
        events = states.filter(submission__region="KZ-10", section="events")
        for state in [*events, *states.filter(submission__region="KZ-11")]:
            Omission.objects.create(section=state, left_out_by=by, **WHY)
        PressTemplate.objects.create(language="en", text="Councils: {elders.councils}.")
        yield publish(build_candidate(2023))


def figure(release, code, unit=None):
    return release.figures.get(indicator=code, region=unit)


def test_it_is_not_reported_and_coverage_says_so(release):
    assert figure(release, "elders.events", "KZ-10").status == "not_reported"
    country = figure(release, "elders.events")
    assert country.value == 0 and (country.reported, country.expected) == (19, 21)
    before = Release.objects.get(year=2023, number=1)
    assert figure(before, "elders.events", "KZ-10").value == 3


def test_other_sections_of_the_unit_count(release):
    assert figure(release, "elders.councils", "KZ-10").value == 2
    assert figure(release, "elders.councils", "KZ-11").value is None


def test_the_public_page_gives_the_reason_in_three_languages(client, release):
    for language, reason in (("kk", "Дерек келмеді"), ("ru", "Данных нет"), ("en", "No data came")):
        text = unescape(client.get(f"/{language}/2023/").content.decode())
        assert text.count(reason) == 2
    assert "Abai Region (Events): left out. No data came" in text
    assert "Reported: 20 of 21. Not reported: @Ақмола" in text or "Reported: 20 of 21" in text


def test_a_text_and_a_change_over_fewer_units_say_so(client, release):
    page = unescape(client.get("/en/press/2023/").content.decode())
    assert "Reported: 20 of 21. Not reported: " in page
    year = client.get("/en/2023/").content.decode()
    assert "a part of the difference" in year and "two years lack different units" in year
    assert "a part of the difference" not in client.get("/en/2022/").content.decode()


def test_the_page_of_the_unit_gives_it_too_and_the_old_release_does_not(client, release):
    assert "No data came" in client.get("/en/regions/kz-11/2023/").content.decode()
    assert "No data came" in client.get("/en/regions/kz-10/2023/").content.decode()
    assert "No data came" not in client.get("/en/2023/r1/").content.decode()
