"""The search: any language, words in any order and with any ending, and no input that breaks it."""

import pytest

from reports.summary import Shelf
from reports.summary.words import roots_of, search
from tests.reports.test_views import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def found(question):
    return search(Shelf.of_today(), question)


@pytest.mark.parametrize(
    "question",
    [
        "ақсақалдар кеңестерінің мүшелері",
        "МҮШЕЛЕРІ АҚСАҚАЛДАР",
        "члены советов аксакалов",
        "elders members",
        "elders.members",
        "Aқсақал мүше",  # the first letter is Latin
        "«ақсақалдар», мүшелер!",
    ],
)
def test_it_finds_an_indicator_in_any_language(question):
    assert "elders.members" in [definition.indicator for definition in found(question).indicators]


@pytest.mark.parametrize("question", ["Абай облысы", "область абай", "abai region", "KZ-10"])
def test_it_finds_a_region(question):
    assert [place.code for place in found(question).places] == ["KZ-10"]


@pytest.mark.parametrize(("question", "slug"), [("абай", "kz-10"), ("республика", "republic")])
def test_a_region_that_is_found_leads_to_its_page(client, question, slug):
    page = client.get("/kk/indicators/", {"q": question}).content.decode()

    assert f'href="/kk/regions/{slug}/"' in page


@pytest.mark.parametrize("question", ["достық үйі", "дома дружбы", "house friendship"])
def test_it_finds_a_term(question):
    assert "House of Friendship" in [entry.term.name_en for entry in found(question).entries]


def test_a_name_comes_before_a_mention():
    codes = [definition.indicator for definition in found("медиатор").indicators]

    assert codes[0] == "mediation.mediators"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk", "Бұл сөздер бойынша ештеңе табылмады."),
        ("ru", "По этим словам ничего не найдено."),
        ("en", "Nothing was found for these words."),
    ],
)
def test_finding_nothing_shows_ways_on(client, language, sentence):
    response = client.get(f"/{language}/indicators/", {"q": "zzzz"})

    assert sentence in text(response)
    assert f'href="/{language}/glossary/"' in response.content.decode()


@pytest.mark.parametrize(
    "question",
    ["...", "%", "<b>", "\ud7ff\U0001f600", "й" * 100_000, "a " * 1000, "'; --", "٣"],
)
def test_no_question_breaks_it(client, question):
    response = client.get("/kk/indicators/", {"q": question})

    assert response.status_code == 200
    assert "<b>" not in response.content.decode()


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=&q=", "q", "q=a&q=b", "q=%25s"])
def test_no_address_breaks_it(client, query):
    assert client.get(f"/kk/indicators/?{query}").status_code == 200


def test_a_nul_is_refused(client):
    assert client.get("/kk/indicators/?q=a%00b").status_code == 400


def test_it_reads_ten_words_of_two_hundred_characters():
    assert len(roots_of("сөз " * 40)) == 10
    assert roots_of("й" * 300) == ["й" * 197]


def test_an_empty_question_is_the_whole_list(client):
    assert text(client.get("/en/indicators/?q=+")) == text(client.get("/en/indicators/?q="))
    assert "Councils of Elders" in text(client.get("/en/indicators/?q="))


def test_it_costs_three_queries(client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/kk/indicators/?q=кеңес")


def test_what_was_asked_stands_in_the_box_and_is_not_indexed(client):
    page = client.get("/kk/indicators/", {"q": 'кеңес "'}).content.decode()

    assert 'value="кеңес &quot;"' in page
    assert '<meta name="robots" content="noindex">' in page
