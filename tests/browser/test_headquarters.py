"""The pages of headquarters in Kazakh stand in nobody's way; what people do on them is in the
story of the whole year."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry import corrections, returns, reviewing
from registry.models import Event, SectionState, Submission, User
from tests.browser.visiting import look

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
UNIT, YEAR = "KZ-10", 2024
PAGES = ["/admin/", f"/admin/returns/{UNIT}/{YEAR}/review/", "/admin/corrections/"]
PAGES += [f"/admin/returns/{UNIT}/{YEAR}/correction/", "/admin/who-did-what/"]


@pytest.fixture
def reviewer(visit):
    """The browser of the reviewer, in Kazakh."""
    return visit("reviewer")


def fill_the_pages():
    """A return in review with a comment, an objection and a section left out, and a correction."""
    person = {user.username: user for user in User.objects.all()}
    unit, by = person["coordinator-kz-10"], person["reviewer"]
    submission = Submission.objects.get(region=UNIT, year=YEAR)
    submission.sections.update(state="done")
    returns.submit(submission, unit, lambda held: {"figures": {}})
    returns.take(submission, by)
    reviewing.comment(submission, by, "events", "elders.events", "Неге аз?")
    event = Event.objects.filter(region=UNIT, year=YEAR).first()
    changes = [["attendance", "400", "40"]]
    made = reviewing.amend("events", UNIT, YEAR, event, by, "Бір нөл артық", changes)
    reviewing.dispute(made, unit, "400 адам болды")
    why = {"kk": "Дерек жоқ", "ru": "Нет данных", "en": "No data"}
    reviewing.leave_out(submission, by, ["clubs"], why)
    states = SectionState.objects.filter(submission__region=UNIT, section="media")
    ask = corrections.ask(
        unit, submission.region, states.filter(submission__year=2022), "entry", "Қате"
    )
    corrections.open_window(ask, by, timezone.localdate() + timedelta(days=3))


def test_no_page_has_a_violation_or_scrolls_sideways(reviewer):
    fill_the_pages()
    for path in PAGES:
        reviewer.goto(path)
        look(reviewer)
