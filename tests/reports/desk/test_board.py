"""The board of headquarters, on the demo with its open year 2024."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from registry import corrections, letters, returns, reviewing
from registry.models import Correction, Event, Letter, Region, SectionState, Submission, User
from reports.catalogue import BY_CODE
from reports.models import Figure
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
MOST_QUERIES = 20
WHY = {"kk": "Дерек жоқ", "ru": "Нет данных", "en": "No data"}


def person(name):
    return User.objects.get(username=name)


@pytest.fixture
def reviewer(client):
    User.objects.filter(username="reviewer").update(language="en")
    client.force_login(person("reviewer"))
    return client


def board(client, **asked):
    answer = client.get(reverse("admin:desk_board"), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def cell(text, unit, key):
    """What the board says of a section of a unit."""
    link = reverse("admin:desk_review", args=[unit, 2024]) + f"#{key}"
    return text.split(f'href="{link}"')[1].split("</a>")[0]


def own(unit="KZ-10", year=2024):
    return Submission.objects.get(region=unit, year=year)


def window(keys, year=2023):
    states = SectionState.objects.filter(submission=own(year=year), section__in=keys)
    until = timezone.localdate() + timedelta(days=3)
    unit = Region.objects.get(pk="KZ-10")
    return corrections.open_at_once(person("reviewer"), unit, states, "late", "Found", until)


class TestBoard:
    def test_it_is_the_first_page_of_headquarters(self, client):
        for name in ("reviewer", "editor", "approver"):
            client.force_login(person(name))
            assert client.get("/admin/").templates[0].name == "admin/desk/board.html"

    @pytest.mark.parametrize("name", ["coordinator-kz-10", "official", "manager"])
    def test_others_do_not_see_it(self, client, name):
        client.force_login(person(name))

        assert client.get(reverse("admin:desk_board")).status_code == 403

    def test_each_section_is_a_symbol_a_word_and_a_link(self, reviewer):
        submission = own()
        submission.sections.filter(section="media").update(state="nil", reason="-")
        submission.sections.filter(section="elders").update(state="done")

        text = board(reviewer)

        assert ">0<" in cell(text, "KZ-10", "media") and "Nil" in cell(text, "KZ-10", "media")
        assert "✓" in cell(text, "KZ-10", "elders") and "Done" in cell(text, "KZ-10", "elders")
        assert "Not ready" in cell(text, "KZ-10", "events")
        assert text.count("not of this unit") == 20 * 2 + 1

    def test_late_returned_and_left_out_are_told(self, reviewer):
        submission = own()
        submission.sections.update(state="nil", reason="-")
        returns.submit(submission, person("coordinator-kz-10"), lambda held: {})
        returns.take(submission, person("reviewer"))
        returns.give_back(submission, person("reviewer"), "Row 12", ["mothers"])
        reviewing.leave_out(submission, person("reviewer"), ["clubs"], WHY)

        text = board(reviewer)

        assert "Returned" in cell(text, "KZ-10", "mothers")
        assert "left out" in cell(text, "KZ-10", "clubs")
        assert text.count("late</strong>") == 21 and "21 units are late" in text

    def test_changes_since_acceptance_are_counted_by_unit_and_section(self, reviewer):
        window(["events"])
        build.event("KZ-10", "2023-05-17")
        build.event("KZ-10", "2022-05-17")
        build.event("KZ-71", "2023-05-17")

        text = board(reviewer, year=2023)

        place = reverse("admin:desk_review", args=["KZ-10", 2023]) + "#events"
        assert "Changed since acceptance: 1" in text.split(f'href="{place}"')[1].split("</a>")[0]
        assert "open for correction" in text.split(f'href="{place}"')[1].split("</a>")[0]
        assert text.count(", Changed since acceptance: 1") == 1

    def test_figures_come_with_last_year_and_coverage(self, reviewer):
        text = board(reviewer)

        row = text.split(str(BY_CODE["events.total"].label))[1].split("</tr>")[0]
        last = Figure.objects.get(release__year=2023, indicator="events.total", region=None)
        numbers = (Event.objects.filter(year=2024).count(), 0, last.value)
        assert [f">{n:,}<" in row for n in numbers] == [True] * 3 and "0 / 21" in row

    def test_a_request_and_a_letter_that_failed_wait_on_it(self, reviewer):
        unit = Region.objects.get(pk="KZ-10")
        states = SectionState.objects.filter(submission=own(year=2023), section="elders")
        corrections.ask(person("coordinator-kz-10"), unit, states, "entry", "12, not 21")
        User.objects.filter(username="coordinator-kz-10").update(email="a@example.kz")
        letters.remind([own()])
        Letter.objects.update(failed_at=timezone.now())

        text = board(reviewer)

        assert "1 request for a correction waits" in text and "1 letter was not sent" in text

    def test_a_look_at_it_sends_nothing(self, reviewer):
        window(["events"])
        Correction.objects.update(closes_on=timezone.localdate() - timedelta(days=1))

        board(reviewer)

        assert not Correction.objects.exclude(told_at=None) and not Letter.objects.exists()

    def test_late_units_are_reminded_once_a_day(self, reviewer):
        User.objects.filter(username__startswith="coordinator").update(email="a@example.kz")
        page = reverse("admin:desk_remind", args=[2024])

        assert "21 letters are on their way" in reviewer.post(page, follow=True).content.decode()
        assert "Nobody was reminded" in reviewer.post(page, follow=True).content.decode()

    def test_it_asks_at_most_twenty(self, reviewer, django_assert_max_num_queries):
        window(["events", "elders", "mediation"])
        for _n in range(5):
            build.event("KZ-10", "2023-05-17")
        for year in (2023, 2024):
            with django_assert_max_num_queries(MOST_QUERIES):
                board(reviewer, year=year)
