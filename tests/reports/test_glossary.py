"""The glossary: its words are there from the start, in each alphabet's order."""

import re
from html import unescape

import pytest

from registry.text import sort_key
from reports import glossary
from reports.models import Term
from tests.reports.test_views import LANGUAGES, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def names(client, language):
    page = client.get(f"/{language}/glossary/").content.decode()
    return re.findall(r'<h3 id="t\d+">(.*?)</h3>', page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_stand_in_the_order_of_the_alphabet(client, language):
    found = names(client, language)

    assert len(found) == Term.objects.count() > 20
    assert found == sorted(found, key=sort_key)


def test_kazakh_letters_stand_in_their_own_places(client):
    Term.objects.create(name_kk="Әділдік", name_ru="Я", name_en="Z")
    Term.objects.create(name_kk="Бірлік", name_ru="Ё", name_en="A")
    found = names(client, "kk")

    assert found.index("Ақсақалдар кеңесі") < found.index("Әділдік") < found.index("Бірлік")
    assert names(client, "ru")[-1] == "Я"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_has_its_names_in_three_languages(client, language):
    page = client.get(f"/{language}/glossary/").content.decode()
    term = Term.objects.get(name_en="House of Friendship")

    for other in {*LANGUAGES} - {language}:
        assert f'<span lang="{other}">{getattr(term, f"name_{other}")}</span>' in page
    assert getattr(term, f"text_{language}") in unescape(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_leads_to_the_indicators_that_it_names(client, language):
    page = client.get(f"/{language}/glossary/").content.decode()

    assert f'href="/{language}/indicators/elders.councils/"' in page
    assert f'href="/{language}/indicators/houses.total/"' in page


def test_loading_twice_changes_nothing():
    before = list(Term.objects.values())
    glossary.load()

    assert list(Term.objects.values()) == before


def test_a_term_that_was_renamed_or_deleted_stays_so():
    term = Term.objects.get(name_en="Event")
    term.name_kk = "Шара"
    term.save()
    Term.objects.get(name_en="Mediator").delete()
    glossary.load()

    assert not Term.objects.filter(name_kk__in=["Іс-шара", "Медиатор"]).exists()


def test_every_first_term_is_whole():
    for words in glossary.first_terms():
        assert len(words) == 6
        assert all(words.values())


def test_a_glossary_without_words_says_so(client):
    Term.objects.all().delete()

    assert "No term has been explained yet." in text(client.get("/en/glossary/"))


def test_a_term_names_the_same_indicators_in_every_language(client):
    found = [
        re.findall(r'/indicators/([\w.]+)/"', client.get(f"/{language}/glossary/").content.decode())
        for language in LANGUAGES
    ]

    assert sorted(found[0]) == sorted(found[1]) == sorted(found[2])
    assert "youth.branches" in found[0]
