"""The demo's open year is under way: what a newcomer finds there to try."""

import pytest
from django.db.models import Count
from django.utils import translation

from registry import returns, reviewing, sections
from registry.models import Amendment, Comment, Headcount, SectionState, Submission, User
from reports import checklist, demo_year, publishing
from reports.models import Figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
YEAR = demo_year.YEAR
SECTIONS = [section.key for section in sections.SECTIONS]
WHY = {"kk": "Дерек жоқ", "ru": "Нет данных", "en": "No data"}


def own(unit):
    return Submission.objects.get(region=unit, year=YEAR)


def test_what_is_left_can_be_done_and_then_nothing_is_in_the_way(monkeypatch):
    monkeypatch.setattr("reports.checklist.blocking.disagreements", lambda summary: [])
    published = Figure.objects.filter(release__year=2023).aggregate(n=Count("pk"))
    before = Headcount.objects.filter(year=2023).count()

    demo_year.begin(2023)

    states = Submission.objects.filter(year=YEAR).values_list("state").annotate(n=Count("pk"))
    assert dict(states) == {
        "accepted": 17,
        "draft": 1,
        "in_review": 1,
        "returned": 1,
        "submitted": 1,
    }
    assert Comment.objects.count() == 1 and Amendment.objects.get().is_disputed
    assert Headcount.objects.filter(year=2023).count() == before
    assert Figure.objects.filter(release__year=2023).aggregate(n=Count("pk")) == published
    open_ones = SectionState.objects.filter(submission__year=YEAR, state="open")
    units = set(open_ones.values_list("submission__region", flat=True))
    assert units == {demo_year.DRAFT, demo_year.RETURNED}

    reviewer = User.objects.get(username="reviewer")
    returns.take(own(demo_year.SENT), reviewer)
    returns.accept(own(demo_year.SENT), reviewer)
    reviewing.answer(Amendment.objects.get(), reviewer, "Келістік.")
    returns.accept(own(demo_year.DISPUTED), reviewer)
    for unit in (demo_year.DRAFT, demo_year.RETURNED):
        reviewing.leave_out(own(unit), reviewer, SECTIONS, WHY)
    with translation.override("en"):
        candidate = checklist.Candidate(publishing.build_candidate(YEAR))
        assert [finding.text for finding in checklist.errors(candidate)] == []
