"""My region: what a coordinator sees first, on the demo with its open year 2024."""

from datetime import date
from html import unescape

import pytest
from django.contrib import admin
from django.urls import reverse

from registry import returns
from registry.models import Event, ImportBatch, ReportingYear, Submission, User, WarningReason
from registry.sections import SECTIONS
from reports.desk import links
from reports.desk.picture import HEADLINES
from tests import build, cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
MOST_QUERIES = 15


def person(name):
    """An account of the demo, whose pages speak English."""
    User.objects.filter(username=name).update(language="en")
    return User.objects.get(username=name)


@pytest.fixture
def abai(client):
    """The browser of the coordinator of Abai Region, in English."""
    client.force_login(person("coordinator-kz-10"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page(client, **asked):
    answer = client.get(reverse("admin:desk_my_region"), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def own(year=2024):
    return Submission.objects.get(region="KZ-10", year=year)


def give_back():
    submission = own()
    submission.sections.update(state="nil", reason="-")
    returns.submit(submission, person("coordinator-kz-10"), lambda held: {})
    returns.take(submission, person("reviewer"))
    returns.give_back(submission, person("reviewer"), "Row 12: visitors", ["mothers"])


class TestFirstPage:
    def test_a_coordinator_begins_with_the_own_region(self, abai):
        assert "Abai Region, 2024" in abai.get("/admin/").content.decode()

    @pytest.mark.parametrize("name", ["manager", "admin"])
    def test_others_begin_with_the_list_of_all(self, client, name):
        client.force_login(person(name))

        assert client.get("/admin/").templates[0].name == "admin/index.html"

    def test_those_who_read_all_see_any_region(self, client):
        client.force_login(person("official"))

        assert "2024" in page(client, unit="KZ-71")
        assert "desk_submit" not in page(client, unit="KZ-71")

    def test_a_manager_has_no_region(self, client):
        client.force_login(person("manager"))

        assert client.get(reverse("admin:desk_my_region")).status_code == 403


class TestSections:
    def test_each_section_of_the_unit_is_there_with_both_years(self, abai):
        text = page(abai)

        assert "2024 report: 0 / 12 sections ready" in text
        assert text.count('<th scope="row">') == 12
        assert "Research" not in text.split('class="sections"')[1].split("</table")[0]

    def test_the_numbers_are_those_of_the_records(self, abai):
        here = Event.objects.filter(region="KZ-10", year=2024).count()

        assert f'<td class="number" data-label="2024">{here}</td>' in page(abai)

    def test_a_section_says_how_far_it_is(self, abai):
        text = page(abai)

        assert "Not started" in text and "In progress" in text
        assert "Start from last year" in text and "1 error" in text

    def test_every_section_has_a_list_a_form_and_a_number(self):
        for section in SECTIONS:
            models = links.models_of(section)
            assert models and all(model in admin.site._registry for model in models)
            assert HEADLINES[section.key].section == section.key

    def test_a_past_section_leads_to_what_was_counted_then(self):
        links_of = {s.key: links.lists(s, "KZ-10", 2021)[0].url for s in SECTIONS}

        assert links_of["events"].endswith("?region__code__exact=KZ-10&year=2021")
        assert links_of["elders"].endswith("?region__code__exact=KZ-10&state=2021")

    def test_the_links_open(self, abai):
        for section in [s for s in SECTIONS if not s.is_republican]:
            for link in (
                *links.lists(section, "KZ-10", 2024),
                *links.forms(section, "KZ-10", 2024),
            ):
                assert abai.get(link.url).status_code == 200


class TestQueries:
    @pytest.mark.parametrize(("name", "year"), [("kz-10", 2024), ("kz-71", 2023), ("rep", 2024)])
    def test_it_asks_at_most_fifteen(self, client, django_assert_max_num_queries, name, year):
        client.force_login(person(f"coordinator-{name}"))

        with django_assert_max_num_queries(MOST_QUERIES):
            page(client, year=year)

    def test_what_was_never_sent_is_not_asked_for_what_follows(
        self, abai, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(MOST_QUERIES - 2):  # receipts, corrected records
            page(abai)

    def test_more_records_and_receipts_ask_no_more(self, abai, django_assert_max_num_queries):
        give_back()
        WarningReason.objects.create(
            submission=own(), code="W01", subject="x", text="-", given_by=person("reviewer")
        )
        for _n in range(60):
            build.event("KZ-10", "2024-05-17")
            build.council("KZ-10", "2024-02-01")

        with django_assert_max_num_queries(MOST_QUERIES):
            assert "Row 12" in page(abai)


class TestStates:
    def test_a_late_return_says_so(self, abai):
        assert "The due date was 20.01.2025" in page(abai)

    def test_an_open_one_tells_the_days_left(self, abai):
        ReportingYear.objects.filter(year=2024).update(due_on=date(2099, 1, 20))

        assert "days left" in page(abai)

    def test_a_new_year_invites_to_begin(self, abai):
        build.reporting_year(2025, due_on=date(2099, 1, 20))
        returns.open_year(2025)
        Submission.objects.filter(year=2024).update(state="accepted", accepted_at=build.NOON)

        text = page(abai)
        assert "The 2025 report is open. Due 20.01.2099." in text
        assert f'<a href="{links.import_page("KZ-10", 2025, "events")}">Start by' in text

    def test_when_all_is_ready_it_says_what_is_next(self, abai):
        own().sections.update(state="nil", reason="-")

        assert "You can submit the report" in page(abai)

    def test_what_was_returned_comes_first(self, abai):
        give_back()

        text = page(abai)
        assert text.index("Row 12: visitors") < text.index('class="sections"')
        assert f'<a href="{links.section_page("KZ-10", 2024, "mothers")}">' in text

    def test_the_page_of_a_returned_section_says_why_and_no_other_does(self, abai):
        give_back()

        for key, is_returned in (("mothers", True), ("elders", False)):
            text = abai.get(links.section_page("KZ-10", 2024, key)).content.decode()
            assert ("Row 12: visitors" in text) == is_returned

    def test_a_return_of_another_year_is_told_as_well(self, abai):
        give_back()

        assert "Row 12: visitors" in page(abai, year=2023)

    def test_the_oldest_return_that_is_owed_is_shown(self, abai):
        build.reporting_year(2025, opens_on=date(2025, 1, 5))
        returns.open_year(2025)
        assert "Abai Region, 2024" in page(abai)

        Submission.objects.filter(year=2024).update(state="submitted")
        assert "Abai Region, 2025" in page(abai)

    def test_when_nothing_is_owed_the_newest_is_shown(self, abai):
        Submission.objects.filter(year=2024).update(state="submitted")

        assert "Abai Region, 2024" in page(abai)

    def test_an_accepted_year_offers_nothing_to_do(self, abai):
        text = page(abai, year=2023)

        assert "Submit the return" not in text and "Accepted" in text

    def test_without_a_unit_it_says_whom_to_ask(self, client):
        client.force_login(cast.dana())
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

        assert "No region is linked to your account" in page(client)

    def test_a_person_of_two_units_chooses(self, client):
        client.force_login(cast.erlan())

        assert 'name="unit"' in page(client) and "2024" in page(client, unit="KZ-63")

    @pytest.mark.parametrize("asked", [{"unit": "KZ-71"}, {"year": "abc"}, {"year": "9" * 30}])
    def test_what_is_not_there_falls_back_to_the_own(self, abai, asked):
        assert "Abai Region" in page(abai, **asked)

    def test_a_closed_region_has_nothing_to_report(self, client):
        client.force_login(build.person("old", "coordinators", ["KZ-YUZ"], is_staff=True))
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

        assert "has not opened a year" in page(client)


class TestPast:
    def test_the_last_imports_and_receipts_are_told(self, abai):
        user = person("coordinator-kz-10")
        batch = {"region_id": "KZ-10", "year_id": 2024, "user": user, "section": "events"}
        ImportBatch.objects.create(added=748, file_name="a.xlsx", sha256="0" * 64, **batch)
        give_back()

        text = page(abai)
        assert "added 748, updated 0, unchanged 0" in text
        assert "/import/receipts/" in text and ">Undo<" in text
        assert f"№ {own().receipts.get().number}" in text
