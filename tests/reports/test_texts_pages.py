"""Calendar, methodology, accessibility and the pages of errors."""

import re
import sqlite3
from datetime import UTC, datetime

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from registry.models import ReportingYear
from reports.templatetags.figures import long_date
from tests.reports.test_views import LANGUAGES, second_revision, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_the_calendar_tells_the_days_of_each_year(client):
    page = text(client.get("/en/calendar/"))

    assert "2024 05.01.2024 20.01.2025 15.02.2025 not published yet" in page
    assert re.search(r"2023 05\.01\.2023 20\.01\.2024 15\.02\.2024 \d\d\.\d\d\.\d{4} \(r1\)", page)


def test_the_calendar_tells_when_a_year_was_corrected(client):
    second_revision()

    assert re.search(r"\(r1\) corrected: [\d.]{10} \(r2\)", text(client.get("/en/calendar/")))


def test_a_day_that_is_not_decided_is_no_empty_cell(client):
    ReportingYear.objects.filter(pk=2024).update(release_on=None)

    assert "20.01.2025 – not decided" in text(client.get("/en/calendar/"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "2023/r1/", "glossary/", "no-such-page/"])
def test_every_page_leads_to_what_is_about_the_figures(client, language, page):
    body = client.get(f"/{language}/{page}").content.decode()

    for name in ("calendar", "changes", "methodology", "glossary", "data", "accessibility"):
        assert f'<a href="/{language}/{name}/"' in body


def test_the_methodology_explains_each_sign(client):
    rows = re.findall(r'<th scope="row">(.)</th>', client.get("/kk/methodology/").content.decode())

    assert rows == ["0", "…", "x", "–"]


def test_the_accessibility_statement_names_a_contact(client):
    assert "Assembly of People of Kazakhstan, Astana" in text(client.get("/en/accessibility/"))


def test_a_missing_page_has_a_box_for_search_and_no_address_of_its_own(client):
    page = client.get("/kk/no-such-page/").content.decode()

    assert 'action="/kk/indicators/" method="get"' in page
    assert 'rel="canonical"' not in page


def test_a_failure_is_told_in_three_languages_without_the_database(monkeypatch):
    monkeypatch.setattr("reports.views.texts.tell", lambda *args: 1 / 0)
    client = Client(raise_request_exception=False)

    response = client.get("/en/accessibility/")
    assert response.status_code == 500
    for word in ("Сайтта ақау шықты", "На сайте сбой", "There is a problem with the site"):
        assert word in response.content.decode()


@pytest.mark.parametrize(
    ("says", "status"),
    [
        (psycopg.OperationalError("server closed the connection unexpectedly"), 503),
        (psycopg.errors.AdminShutdown("terminating connection"), 503),
        (psycopg.errors.QueryCanceled("canceling statement due to statement timeout"), 500),
        (sqlite3.OperationalError("no such table"), 500),
    ],
)
def test_a_database_that_is_away_is_no_fault_of_the_page(monkeypatch, says, status):
    def ask(*_args):
        raise OperationalError(str(says)) from says

    monkeypatch.setattr("reports.views.texts.tell", ask)
    client = Client(raise_request_exception=False)

    assert client.get("/en/accessibility/").status_code == status


FAILURES = [f"templates/{name}.html" for name in ("400", "403", "403_csrf", "500")]
FAILURES += [f"assets/{page.name}" for page in (settings.BASE_DIR / "assets").glob("*.html")]


@pytest.mark.parametrize("name", sorted(FAILURES))
def test_a_page_for_bad_times_needs_nothing(name):
    page = (settings.BASE_DIR / name).read_text()

    assert "{%" not in page and "{{" not in page
    assert {'lang="kk"', 'lang="ru"', 'lang="en"'} <= set(re.findall(r'lang="\w\w"', page))
    assert not re.search(r"style=|<style|<script|https?://", page)


def test_a_moment_is_told_by_its_day_in_kazakhstan():
    assert "16" in long_date(datetime(2024, 2, 15, 20, tzinfo=UTC))
    assert "15" in long_date(datetime(2024, 2, 15, 17, tzinfo=UTC))
