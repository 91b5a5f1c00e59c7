"""A correction in the open: what the next revision changed, where, and by which cause."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.admin.sites import site
from django.utils import timezone, translation

from registry import corrections
from registry.models import Correction, Event, Omission, Region, ReportingYear, SectionState, User
from reports import causes, checklist, releasing
from reports.models import Figure, Release, ReportedValue, Withdrawal
from tests.reports.signed import NOTES, approver, candidate, editor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "in_english")]


@pytest.fixture
def in_english(monkeypatch):
    monkeypatch.setattr("reports.checklist.blocking.disagreements", lambda summary: [])
    monkeypatch.setattr("reports.releasing.sizes_of", lambda release, at: {})
    with translation.override("en"):
        yield


def person(name):
    return User.objects.get(username=name)


def correct(section="events", unit="KZ-10", cause=Correction.Cause.TWICE):
    """A window over one section of 2023, asked for by its unit and opened by a reviewer."""
    states = SectionState.objects.filter(
        section=section, submission__region=unit, submission__year=2023
    )
    region = Region.objects.get(pk=unit)
    asked = corrections.ask(
        person(f"coordinator-{unit.lower()}"), region, states, cause, "Two rows are the same."
    )
    day = timezone.localdate() + timedelta(days=3)
    corrections.open_window(asked, person("reviewer"), day)


def cause_of(release, code, region):
    rows = {(row["indicator"], row["region"]): row["causes"] for row in release.causes}
    return rows.get((code, region))


def second():
    """2023 r2, published."""
    release = candidate()
    releasing.propose(release, editor())
    return releasing.approve(release, approver())


def page(client, path):
    text = unescape(client.get(path).content.decode()).replace("\xa0", " ")
    return " ".join(text.split())


class TestACorrection:
    def test_the_next_revision_tells_each_figure_with_its_cause(self, client):
        correct()
        Event.objects.filter(region="KZ-10", held_on__year=2023).first().delete()
        before = client.get("/en/2023/r1/").content

        release = second()

        assert cause_of(release, "events.total", "KZ-10") == ["twice"]
        assert cause_of(release, "events.total", None) == ["twice"]
        assert cause_of(release, "houses.total", None) is None
        changes = page(client, "/en/changes/")
        assert "recorded twice" in changes and NOTES["en"] in changes
        assert "15,542" in changes and "15,541" in changes
        assert "Two rows are the same" not in changes
        assert "recorded twice" in page(client, "/en/2023/")
        assert "Recorded twice. Events of Abai" in page(client, "/en/indicators/events.total/")
        assert "екі рет жазылған" in page(client, "/kk/changes/")
        after = client.get("/en/2023/r1/").content
        assert b"15,542" in after and b"15,541" not in after and before != after
        assert "This is an earlier revision" in after.decode()

    def test_a_window_that_is_open_shows_on_the_checklist(self):
        correct()

        told = [f.text for f in checklist.warnings(checklist.Candidate(candidate()))]

        assert any(text.startswith("Abai Region, Events: a correction is open") for text in told)

    def test_a_section_left_out_is_told_with_its_public_reason(self, client):
        state = SectionState.objects.get(
            section="media", submission__region="KZ-10", submission__year=2023
        )
        words = {f"reason_{code}": f"Reason {code}" for code in ("kk", "ru", "en")}
        Omission.objects.create(section=state, left_out_by=person("reviewer"), **words)

        release = second()

        assert figure(release, "media.outlets", "KZ-10").status == "not_reported"
        assert cause_of(release, "media.outlets", "KZ-10") == ["left_out"]
        assert "Abai Region (Ethnic media): left out. Reason en" in page(client, "/en/2023/")
        assert "Reason kk" in page(client, "/kk/2023/")
        assert "Reason en" not in page(client, "/en/2023/r1/")

    def test_a_reported_number_that_changed_is_a_cause_of_its_own(self):
        value = ReportedValue.objects.get(indicator="parliament.senators", year=2023)
        value.value = 6
        value.save()

        assert cause_of(candidate(), "parliament.senators", None) == ["reported"]

    def test_what_changed_without_a_cause_is_asked_about(self):
        Event.objects.filter(region="KZ-10", held_on__year=2023).first().delete()
        release = candidate()

        assert cause_of(release, "events.total", "KZ-10") == [""]
        told = [f.text for f in checklist.warnings(checklist.Candidate(release))]
        assert any("without a recorded cause" in text and "All events" in text for text in told)


def withdraw(indicator, region=None, **fields):
    fields = {"year": 2023, "cause": "rule", "note": "-"} | fields
    return Withdrawal.objects.create(indicator=indicator, region_id=region, **fields)


def figure(release, indicator, region=None):
    return Figure.objects.get(release=release, indicator=indicator, region=region)


class TestAWithdrawal:
    def test_a_unit_is_left_out_of_the_sum(self, client):
        withdraw("elders.events", "KZ-10")

        release = second()

        abai, country = figure(release, "elders.events", "KZ-10"), figure(release, "elders.events")
        assert (abai.status, abai.value) == ("withdrawn", None)
        assert (country.value, country.reported) == (6358 - 207, 20)
        assert cause_of(release, "elders.events", "KZ-10") == ["rule"]
        assert "counted by a wrong rule" in page(client, "/en/changes/")
        first = Release.objects.get(year=2023, number=1)
        assert figure(first, "elders.events", "KZ-10").value == 207

    def test_where_units_do_not_add_up_the_country_goes_too(self):
        withdraw("media.languages", "KZ-10")

        release = candidate()

        assert figure(release, "media.languages").status == "withdrawn"
        assert figure(release, "media.languages", "KZ-71").value is not None
        assert checklist.errors(checklist.Candidate(release)) == []

    def test_a_country_alone_is_withdrawn_and_left_out_of_the_press_text(self):
        withdraw("elders.members")

        release = candidate()

        assert figure(release, "elders.members").status == "withdrawn"
        assert figure(release, "elders.members", "KZ-10").value is not None
        assert not release.levels.filter(indicator="elders.members", region=None).exists()
        assert checklist.errors(checklist.Candidate(release)) == []

    def test_one_that_is_taken_back_has_its_number_again(self):
        withdraw("elders.events", is_in_force=False)

        assert figure(candidate(), "elders.events").value == 6358

    def test_a_number_that_comes_back_says_why(self):
        cells = [Figure(status=one) for one in ("withdrawn", "not_reported", "final")]
        told = [causes._came_back(cell, cells[-1]) for cell in cells]

        assert told == [{causes.LIFTED}, {causes.TAKEN_IN}, set()]

    def test_a_withdrawal_that_is_lifted_is_told(self):
        lifted = withdraw("elders.events", "KZ-10")
        second()
        Withdrawal.objects.filter(pk=lifted.pk).update(is_in_force=False)

        assert cause_of(candidate(), "elders.events", "KZ-10") == [causes.LIFTED]

    def test_the_editor_keeps_them_and_the_form_refuses_what_no_release_has(self, client):
        assert site.is_registered(Withdrawal)
        User.objects.filter(username="editor").update(language="en")
        client.force_login(person("editor"))
        data = {"indicator": "parliament.senators", "region": "KZ-10", "year": "2023"}
        data |= {"cause": "rule", "note": "-", "is_in_force": "on"}

        answer = client.post("/admin/reports/withdrawal/add/", data)

        assert "one value, of the whole country" in answer.content.decode()
        assert ReportingYear.objects.exists()
