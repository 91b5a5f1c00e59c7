"""The public pages before anything was published."""

import pytest

from registry.models import ReportingYear

pytestmark = pytest.mark.django_db


PAGES = ["", "indicators/", "regions/", "compare/", "press/", "check/"]


@pytest.mark.parametrize("address", [f"/en/{page}" for page in PAGES])
def test_it_says_that_nothing_is_published_yet(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "No data has been published yet." in response.content.decode()


def test_a_real_registry_does_not_call_itself_a_demo(client):
    assert "invented" not in client.get("/en/").content.decode()


def test_an_open_year_without_a_day_says_that_it_is_not_published(client):
    ReportingYear.objects.create(year=2026, opens_on="2026-01-01", due_on="2027-01-20")

    page = client.get("/en/2026/").content.decode()
    assert "Data for this year is not published yet." in page
    assert "Publication date" not in page


def test_a_year_that_was_never_opened_is_unknown(client):
    assert client.get("/en/2026/").status_code == 404


@pytest.mark.parametrize("address", ["/en/regions/kz-71/", "/en/regions/kz-71/2023/"])
def test_a_unit_without_any_release_is_unknown(client, address):
    assert client.get(address).status_code == 404


def test_there_is_no_file_to_compare(client):
    assert client.get("/data/compare.csv?i=elders.events&r=all", follow=True).status_code == 404


def test_an_indicator_without_any_release_says_that_nothing_is_published(client):
    page = client.get("/en/indicators/elders.events/").content.decode()

    assert "No data has been published yet." in page


ABOUT = ["data", "methodology", "glossary", "changes", "calendar", "accessibility"]
FILES = ["/data/catalogue.json", "/data/datapackage.json", "/sitemap.xml", "/robots.txt"]


@pytest.mark.parametrize("address", [*(f"/kk/{page}/" for page in ABOUT), *FILES])
def test_what_is_about_the_figures_is_there_before_them(client, address):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_what_is_shown_before_the_first_release_is_never_old(client):
    etag = client.get("/en/calendar/")["ETag"]
    ReportingYear.objects.create(year=2026, opens_on="2026-01-01", due_on="2027-01-20")

    response = client.get("/en/calendar/", headers={"if-none-match": etag})
    assert "01.01.2026" in response.content.decode()


def test_a_search_before_the_first_release_finds_terms_only(client):
    page = client.get("/en/indicators/?q=mediator").content.decode()

    assert ">Mediator</a>" in page
    assert "Indicators: " not in page
