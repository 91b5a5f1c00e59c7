"""The pages of a release: who sees them, what they say, and the acts by their forms."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from registry.models import ReportingYear, Submission, User
from reports import publishing, releasing
from reports.models import Release
from tests import build
from tests.reports.signed import NOTES, candidate, editor, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
HOME = "/admin/releases/"
# A candidate is held against a fresh build: units, levels, press text; on PostgreSQL also the
# ends of the year's events
MOST_QUERIES = 64 + (connection.vendor == "postgresql")


@pytest.fixture(autouse=True)
def files_agree(monkeypatch):
    """They are compared with the figures in tests/reports/test_checklist.py."""
    monkeypatch.setattr("reports.checklist.blocking.disagreements", lambda summary: [])
    monkeypatch.setattr("reports.releasing.sizes_of", lambda release, at: {})


@pytest.fixture
def sit(client):
    """Gives the browser of a person, in English."""

    def as_person(name):
        User.objects.filter(username=name).update(language="en")
        client.force_login(User.objects.get(username=name))
        return client

    return as_person


def text(answer):
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(client, act, year=2023, **data):
    """Send a form of the page and read what the page then says."""
    found = Release.objects.unpublished().filter(year=year).first()
    data = {"act": act, "release": found.pk if found else ""} | data
    return text(client.post(f"{HOME}{year}/", data, follow=True))


@pytest.mark.parametrize("page", [HOME, f"{HOME}2023/", f"{HOME}open/"])
@pytest.mark.parametrize("name", ["coordinator-kz-10", "manager", "official"])
def test_it_is_closed_to_others(sit, name, page):
    assert sit(name).get(page).status_code == 403
    assert sit(name).post(page, {"act": "build"}).status_code == 403


@pytest.mark.parametrize("name", ["editor", "approver", "reviewer", "admin"])
def test_the_first_page_leads_there(sit, name):
    assert HOME in text(sit(name).get("/admin/"))
    assert "2023" in text(sit(name).get(HOME))


@pytest.mark.parametrize("page", [f"{HOME}1999/", f"{HOME}99999/"])
def test_a_year_that_was_not_opened_is_not_there(sit, page):
    assert sit("editor").get(page).status_code == 404


def test_an_editor_opens_a_year(sit):
    page = reverse("admin:desk_open_year")
    days = {"year": "2025", "opens_on": "05.01.2025", "due_on": "20.01.2026", "release_on": ""}

    wrong = text(sit("editor").post(page, days | {"due_on": "20.01.2024"}))
    assert "This day is before another one: Opens on." in wrong
    assert not ReportingYear.objects.filter(pk=2025).exists()

    assert "2025 is open" in text(sit("editor").post(page, days, follow=True))
    assert Submission.objects.filter(year=2025).count() == 21
    assert "already exists" in text(sit("editor").post(page, days))


def test_a_candidate_is_not_offered_before_there_is_something_to_count(sit):
    page = text(sit("editor").get(f"{HOME}2024/"))
    assert "No return of the year is accepted yet." in page and "disabled aria-desc" in page
    assert "No return of the year is accepted yet." in send(sit("editor"), "build", 2024)
    assert not Release.objects.filter(year=2024).exists()

    own = Submission.objects.filter(region="KZ-10", year=2024)
    own.update(state="accepted", accepted_at=timezone.now())
    own.get().sections.update(state="done")
    page = text(sit("editor").get(f"{HOME}2024/"))
    assert "disabled aria-desc" not in page and "data-busy=" in page


def test_a_year_that_is_not_over_has_no_candidate(sit):
    build.reporting_year(2090)

    assert "The year is not over yet." in send(sit("editor"), "build", 2090)
    assert not Release.objects.filter(year=2090).exists()


def test_the_days_of_a_year_can_be_changed_until_it_is_published(sit):
    days = {"opens_on": "05.01.2024", "due_on": "31.01.2025", "release_on": "01.03.2025"}

    assert "saved" in send(sit("editor"), "days", 2024, **days)

    assert str(ReportingYear.objects.get(pk=2024).due_on) == "2025-01-31"


def test_what_is_in_the_way_leads_to_where_it_is_mended(sit):
    publishing.build_candidate(2024, editor())

    page = text(sit("editor").get(f"{HOME}2024/"))

    assert "Blocking publication: 22." in page
    assert 'href="/admin/returns/KZ-10/2024/review/"' in page
    assert "Abai Region: sections not accepted: 12." in page
    assert "/admin/reports/presstemplate/" in page
    assert 'href="#elders.events"' in page and 'id="elders.events"' in page


def test_the_whole_way_from_a_candidate_to_a_release(sit):
    assert "candidate is built" in send(sit("editor"), "build")
    notes = {f"note_{language}": words for language, words in NOTES.items()}
    assert "The note is saved" in send(sit("editor"), "notes", **notes)
    assert "Tick that you have looked" in send(sit("editor"), "propose")
    assert "The release is proposed" in send(sit("editor"), "propose", confirm="on")

    page = text(sit("editor").get(f"{HOME}2023/"))
    assert "Another person approves it" in page and 'value="approve"' not in page
    answer = sit("editor").post(f"{HOME}2023/", {"act": "approve", "confirm": "on", "release": 0})
    assert Release.objects.published().filter(year=2023).count() == 1, answer

    assert 'value="approve"' in text(sit("approver").get(f"{HOME}2023/"))
    page = send(sit("approver"), "approve", confirm="on", when="now")
    assert "2023 r2 is published." in page
    assert "proposed by editor, approved by approver" in page
    assert "2023 r2" in text(sit("approver").get("/en/2023/")).replace("&nbsp;", " ")
    assert NOTES["en"] in text(sit("approver").get("/en/changes/"))


def test_an_act_of_somebody_else_is_refused(sit):
    release = candidate()
    data = {"act": "propose", "confirm": "on", "release": release.pk}

    assert sit("approver").post(f"{HOME}2023/", data).status_code == 403
    assert sit("reviewer").post(f"{HOME}2023/", data).status_code == 403
    assert sit("editor").post(f"{HOME}2023/", data | {"act": "approve"}).status_code == 403
    assert sit("editor").post(f"{HOME}2023/", data | {"act": "burn"}).status_code == 404
    assert "built again meanwhile" in send(sit("editor"), "propose", release="x", confirm="on")


def test_an_hour_is_chosen_and_a_missed_one_is_published_by_hand(sit):
    release = candidate()
    releasing.propose(release, editor())
    approver = sit("approver")
    later = timezone.localtime() + timedelta(hours=2)
    data = {"confirm": "on", "when": "hour"}

    wrong = send(approver, "approve", publish_at="x", **data)
    assert (
        "Write the day and the hour" in wrong and 'name="publish_at" size="16" value="x"' in wrong
    )
    hour = f"{later:%d.%m.%Y %H:%M}"
    assert "published at its hour" in send(approver, "approve", publish_at=hour, **data)
    stored = Release.objects.get(pk=release.pk)
    assert abs(stored.publish_at - later) < timedelta(minutes=1)

    hour_ago = timezone.now() - timedelta(hours=1)
    Release.objects.filter(pk=release.pk).update(publish_at=hour_ago)
    for page in (HOME, f"{HOME}2023/"):
        assert "nothing has published" in text(approver.get(page))
    assert "2023 r2 is published." in send(approver, "publish")
    assert "nothing has published" not in text(approver.get(HOME))


def test_the_pages_ask_the_database_little(sit, django_assert_max_num_queries):
    waiting()
    client = sit("approver")

    with django_assert_max_num_queries(12):
        client.get(HOME)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"{HOME}2023/")
