"""The press text as a page: every number leads home, an old address shows the same for ever."""

import html
import re

import pytest

from reports.models import PressTemplate, Release
from reports.press.text import slots
from reports.publishing import build_candidate, publish
from tests.reports.test_views import second_revision, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LANGUAGES = ["kk", "ru", "en"]
PAGES = ["press/", "press/2021/", "2023/r1/press/"]


def article(response):
    """The part of the page that is the text."""
    return re.search(r"<article.*?</article>", response.content.decode(), re.DOTALL)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_in_its_language_and_sets_no_cookie(client, language, page):
    response = client.get(f"/{language}/{page}")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_three_queries(client, django_assert_num_queries, page):
    with django_assert_num_queries(3):
        client.get(f"/kk/{page}")


def test_without_a_year_it_is_the_latest(client):
    assert article(client.get("/kk/press/")) == article(client.get("/kk/press/2023/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_text_leads_to_its_indicator(client, language):
    body = html.unescape(article(client.get(f"/{language}/press/2023/")))

    for piece in slots(Release.objects.get(year=2023).press[language]):
        address = f"/{language}/indicators/{piece['code']}/2023/"
        assert f'<a href="{address}">{piece["text"]}</a>' in body
    left = re.sub(r"<a .*?</a>|(19|20)\d\d", "", body)
    assert not re.search(r"\d", left.replace("h2", "")), left


def test_the_exact_values_stand_below(client):
    page = text(client.get("/en/press/2023/"))

    assert re.search(r"more than 252,500 people 252,547 people", page)
    assert re.search(r"nearly 360 experts 358 experts", page)
    assert "Figures as of 2023 r1" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_that_copies_shows_only_where_it_works_and_says_what_it_did(client, language):
    body = client.get(f"/{language}/press/2023/").content.decode()
    copy = re.search(r'(?s)<p class="copy" hidden>.*?</p>', body)[0]

    assert 'aria-controls="press"' in copy and '<article class="press text" id="press"' in body
    assert re.search(r'<span role="status" data-done="[^"]+" data-failed="[^"]+"></span>', copy)
    assert re.findall(r"<script[^>]*>", body) == ['<script src="/static/copy.js" defer>']


def test_a_fixed_page_links_to_fixed_pages_only(client):
    body = client.get("/kk/2023/r1/press/").content.decode()
    main = body[body.index("<main") : body.index("</main>")]

    assert set(re.findall(r'href="/kk/([^"]*?)[^/"]*/?"', main)) == {"2023/r1/"}


def test_a_fixed_page_stays_when_text_and_figures_change(client):
    before = client.get("/kk/2023/r1/press/")
    PressTemplate.objects.filter(language="kk").update(text="Басқа мәтін {elders.events}.")
    second_revision()

    after = client.get("/kk/2023/r1/press/")
    assert article(after) == article(before)
    assert "ескі нұсқа" in text(after)
    assert "Басқа мәтін" in text(client.get("/kk/press/2023/"))


def test_a_text_that_was_not_written_in_a_language_is_shown_in_kazakh(client):
    PressTemplate.objects.filter(language="en").delete()
    publish(build_candidate(2023))

    page = client.get("/en/press/2023/")
    assert "available only in Kazakh" in text(page)
    assert '<article class="press text" id="press" lang="kk">' in page.content.decode()


def test_a_release_without_a_text_says_so(client):
    PressTemplate.objects.all().delete()
    publish(build_candidate(2023))

    assert "no press text" in text(client.get("/en/press/2023/"))


@pytest.mark.parametrize(("year", "status"), [(2024, 200), (1999, 404)])
def test_a_year_without_a_release_is_told(client, year, status):
    assert client.get(f"/kk/press/{year}/").status_code == status


def test_markup_in_a_template_is_shown_as_text(client):
    PressTemplate.objects.filter(language="en").update(text="<b>Bold</b> {elders.events}.")
    publish(build_candidate(2023))

    assert "<b>Bold" not in client.get("/en/press/2023/").content.decode()


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("page", PAGES)
def test_no_english_word_is_left(client, language, page):
    shown = text(client.get(f"/{language}/{page}"))

    assert set(re.findall("[A-Za-z]{2,}", shown)) <= {"English", "XXXII"}


def test_the_year_leads_to_its_text(client):
    assert 'href="/kk/press/2022/"' in client.get("/kk/2022/").content.decode()
    assert 'href="/kk/2022/r1/press/"' in client.get("/kk/2022/r1/").content.decode()
