"""The yearly text: what a template says, what is left out, what a release keeps of it."""

import re
from types import SimpleNamespace

import pytest
from django.utils import translation

from registry.models import SectionState
from reports import press
from reports.grammar.reading import Said, numbers
from reports.models import Milestone, PressTemplate, Release, ReportedValue
from reports.press.text import problems, render, slots
from reports.publishing import CannotPublish, build_candidate, publish
from reports.summary import Shelf, country_summary
from tests.reports.test_article import FACTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LANGUAGES = ["kk", "ru", "en"]
CODES = {"elders.councils", "ecas.active"}
NBSP = "\u00a0"
SAID = {
    "exact": [Said.PLAIN],
    "rounded": [Said.PLAIN],
    "more than": [Said.MORE],
    "nearly": [Said.NEARLY, Said.ABOUT],  # «около» is both
}


def line(code, value, status="final"):
    return SimpleNamespace(code=code, value=value, status=status)


def written(template, *lines, language="en", milestones=()):
    """A template filled with some lines, as plain text."""
    names = {"name": "The Assembly", "short": "APK"}
    release = SimpleNamespace(year=2023, publisher={language: names})
    summary = SimpleNamespace(country=lines, release=release)
    text = render(template, summary, language, milestones)
    return "\n".join(plain(pieces) for pieces in [text["headline"], *text["paragraphs"]] if pieces)


def plain(pieces):
    return "".join(piece["text"] for piece in pieces).replace(NBSP, " ")


def test_a_slot_takes_the_figure_its_style_and_its_noun():
    template = "We have {elders.councils|over:100|council/councils}."

    assert written(template, line("elders.councils", 1119)) == "We have more than 1,100 councils."
    assert written(template, line("elders.councils", 1)) == "We have 1 council."


def test_a_template_knows_year_and_publisher():
    template = "# {publisher}, {year}\n\n{publisher.short}: {year-5}–{year}"

    assert written(template) == "The Assembly, 2023\nAPK: 2018–2023"


def test_a_sentence_that_is_not_applicable_is_left_out():
    template = "First.\nOf {a.b|exact} and {c.d|exact}.\nLast."

    lines = [line("a.b", None, "not_applicable"), line("c.d", 5)]
    assert written(template, *lines) == "First. Last."


def test_a_sentence_about_nothing_is_left_out():
    lines = [line("a.b", 0), line("c.d", 0), line("e.f", 7)]

    assert written("First.\nOf {a.b} with {c.d}.\nOf {e.f}, {a.b} here.", *lines) == (
        "First. Of 7, 0 here."
    )


def test_a_sentence_of_an_indicator_that_the_release_lacks_is_left_out():
    assert written("First.\nOf {no.such}.\nLast.") == "First. Last."


def test_a_paragraph_that_lost_its_sentences_is_left_out():
    assert written("{a.b}.\n\nLast.", line("a.b", None, "withdrawn")) == "Last."


def test_milestones_stand_where_the_template_wants_them():
    text = written("First.\n\n{milestones}", milestones=["A first time.", "Ten years of {year}."])

    assert text == "First.\nA first time. Ten years of 2023."


def test_a_year_without_milestones_has_no_empty_paragraph():
    assert written("First.\n\n{milestones}") == "First."


@pytest.mark.parametrize(
    ("slot", "why"),
    [
        ("{elders.council}", "no such indicator"),
        ("{elders}", "names no indicator"),
        ("{}", "names no indicator"),
        ("{elders.councils|over}", "the style is one of"),
        ("{elders.councils|exact:5}", "the style is one of"),
        ("{elders.councils|over:7}", "the step is one of"),
        ("{elders.councils|over:0}", "the step is one of"),
        ("{elders.councils|exact|council}", "this many forms: 2"),
        ("{elders.councils|exact|a/b|c}", "names no indicator"),
        ("We {milestones} too", "names no indicator"),
        ("{elders.councils", "A brace is left open"),
    ],
)
def test_a_bad_slot_is_named(slot, why):
    with translation.override("en"):
        (fault,) = press.faults(f"Well.\nThere are {slot}.", "en", CODES)

    assert why in fault
    assert re.search(r"\{[^}]*\}?", slot)[0] in fault


def test_each_fault_of_a_template_is_told():
    assert len(press.faults("{a.b}\n{c.d} {e.f}\n{g", "en", CODES)) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_templates_have_no_fault(language):
    template = PressTemplate.objects.get(language=language)
    codes = {line.code for line in country_summary(Shelf.of_today().current()).country}

    assert press.faults(template.text, language, codes) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "rule", "printed"), FACTS)
def test_the_text_of_2023_carries_each_figure_of_the_article(language, code, rule, printed):
    text = Shelf.of_today().current(2023).press[language]

    said = [number for s in slots(text) if s["code"] == code for number in numbers(s["text"])]
    assert any(number.value == printed and number.said in SAID[rule] for number in said), said


def test_the_text_says_it_as_often_as_the_article():
    for text in Shelf.of_today().current(2023).press.values():
        assert sorted(piece["code"] for piece in slots(text)) == sorted(code for code, *_ in FACTS)


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_every_figure_of_a_text_is_that_of_its_release(year):
    release = Shelf.of_today().current(year)
    values = {line.code: line.value for line in country_summary(release).country}

    for text in release.press.values():
        assert slots(text)
        assert all(values[piece["code"]] == piece["value"] for piece in slots(text))


def test_what_began_later_is_left_out_of_an_earlier_year():
    texts = Shelf.of_today().current(2021).press

    for text in texts.values():
        assert not [s for s in slots(text) if s["code"].startswith(("awards.", "parliament."))]


def test_a_release_keeps_its_text_when_the_template_changes():
    before = Release.objects.get(year=2023).press
    PressTemplate.objects.update(text="Another.")
    Milestone.objects.all().delete()

    assert Release.objects.get(year=2023).press == before
    assert build_candidate(2023).press["kk"]["paragraphs"] == [[{"text": "Another."}]]


def test_a_year_whose_text_needs_an_unreported_figure_is_not_published():
    ReportedValue.objects.filter(indicator="parliament.senators", year=2023).delete()
    release = build_candidate(2023)

    assert problems(release.press) == ["parliament.senators"]
    with pytest.raises(CannotPublish, match="баспасөз мәтініне .*: parliament.senators"):
        publish(release)


def test_an_unreported_figure_that_no_sentence_needs_does_not_matter():
    states = SectionState.objects.filter(submission__year=2023, section="memoranda")
    states.update(state="open")

    assert publish(build_candidate(2023)).revision == "r2"
