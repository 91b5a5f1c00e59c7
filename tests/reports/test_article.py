"""The measure of success: the portal gives every figure of the article that told the year 2023.

The numbers are facts and stand here; the article's sentences do not.
"""

import pytest

from registry.models import ReportingYear, SectionState, Submission
from reports.management.commands.publish_year import signers
from reports.models import Figure
from reports.releasing import sign_for_demo
from reports.summary import Shelf, country_summary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

# Each number of the article: indicator, rule, number as it is printed (in ones).
FACTS = [
    ("ecas.active", "more than", 1000),  # in words, in the headline
    ("parliament.senators", "exact", 5),
    ("parliament.group_deputies", "exact", 30),
    ("parliament.group_senate", "exact", 10),
    ("parliament.group_majilis", "exact", 20),
    ("ecas.active", "more than", 1000),
    ("houses.total", "exact", 34),
    ("houses.projects", "more than", 100),
    ("elders.councils", "exact", 1119),
    ("elders.members", "exact", 7639),
    ("elders.covered", "exact", 190_007),
    ("elders.events", "exact", 6358),
    ("mothers.members", "more than", 16_000),
    ("mothers.councils", "exact", 1713),
    ("mothers.covered", "more than", 252_500),
    ("mothers.events", "exact", 6172),
    ("youth.active", "rounded", 9000),
    ("youth.covered", "more than", 50_000),
    ("youth.events", "more than", 1000),
    ("mediation.mediators", "exact", 1294),
    ("mediation.agreements", "exact", 2621),
    ("mediation.trainees", "exact", 1380),
    ("research.programmes", "exact", 7),
    ("research.grants", "exact", 5),
    ("experts.members", "nearly", 360),
    ("experts.groups", "exact", 18),
    ("research.studies", "exact", 3),
    ("research.regions_monitored", "exact", 10),
    ("chairs.total", "exact", 23),
    ("journalists.clubs", "exact", 21),
    ("journalists.clubs_republican", "exact", 1),
    ("journalists.clubs_regional", "exact", 20),
    ("journalists.members", "exact", 207),
    ("journalists.materials", "more than", 10_000),
    ("media.languages", "exact", 15),
    ("media.outlets", "exact", 52),
    ("ambassadors.total", "exact", 14),
    ("awards.el_birligi", "exact", 7),
    ("prizes.nominations", "exact", 14),
]
# What the demo has where the article prints a round number: "more than", "nearly".
BEHIND = {
    "ecas.active": 1024,
    "houses.projects": 107,
    "mothers.members": 16_243,
    "mothers.covered": 252_547,
    "youth.active": 9000,
    "youth.covered": 50_418,
    "youth.events": 1007,
    "experts.members": 358,
    "journalists.materials": 10_236,
}
# "In all regions": the claims that have no number of their own.
EVERYWHERE = ["elders.regions", "youth.branches", "journalists.regions", "media.regions"]

STEP = {  # how far above the printed number "more than" is still the natural word
    100: 10,
    1000: 100,
    10_000: 1000,
    16_000: 1000,
    50_000: 1000,
    252_500: 100,
}


@pytest.fixture
def published():
    """{code: value} of the country in the published year 2023."""
    release = Shelf.of_today().current(2023)
    return {line.code: line.value for line in country_summary(release).country}


def holds(rule, printed, value):
    """Whether a value (int) makes the printed number true and natural."""
    if rule == "more than":
        return printed < value < printed + STEP[printed]
    if rule == "nearly":
        return printed * 0.97 <= value < printed
    return value == printed


def test_the_article_has_39_numbers():
    assert len(FACTS) == 39


@pytest.mark.parametrize(("code", "rule", "printed"), FACTS)
def test_it_gives_each_number_of_the_article(published, code, rule, printed):
    assert holds(rule, printed, published[code]), f"{code}: {published[code]}"


@pytest.mark.parametrize("code", BEHIND)
def test_it_gives_the_exact_number_behind_a_round_one(published, code):
    assert published[code] == BEHIND[code]


@pytest.mark.parametrize("code", EVERYWHERE)
def test_it_bears_out_that_something_is_in_all_regions(published, code):
    assert published[code] == 20


def test_the_parts_give_the_whole(published):
    group = published["parliament.group_senate"] + published["parliament.group_majilis"]
    clubs = published["journalists.clubs_republican"] + published["journalists.clubs_regional"]

    assert group == published["parliament.group_deputies"]
    assert clubs == published["journalists.clubs"]


def test_agreements_are_not_applicable_from_2024_on():
    accept_everything(2024)

    release = sign_for_demo(2024, *signers())

    figures = Figure.objects.filter(release=release, indicator="mediation.agreements")
    assert {f.status for f in figures} == {Figure.Status.NOT_APPLICABLE}
    assert {f.value for f in figures} == {None}
    line = country_summary(release).by_place("mediation.agreements")[None]
    assert line.value_before == 2621
    assert line.change is None and line.percent is None


def accept_everything(year):
    """Accept each return of a year as headquarters would, every section done."""
    states = SectionState.objects.filter(submission__year=year)
    states.update(state=SectionState.State.DONE)
    day = ReportingYear.objects.get(pk=year).published_at or "2025-02-01T00:00:00Z"
    Submission.objects.filter(year=year).update(state="accepted", accepted_at=day)
