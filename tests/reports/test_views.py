"""The public pages over the demo: what a reader finds, in three languages."""

import re

import pytest

from reports.models import Figure, Publisher, Release
from reports.publishing import build_candidate, publish
from reports.summary import Shelf, country_summary
from tests.reports.test_article import accept_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LANGUAGES = ["kk", "ru", "en"]
PAGES = [
    "",
    "2023/",
    "2021/r1/",
    "indicators/",
    "indicators/elders.events/",
    "indicators/media.languages/2022/",
    "indicators/research.grants/",
    "2023/r1/elders.events/",
    "2024/",
    "press/",
    "press/2022/",
    "2023/r1/press/",
    "check/",
]
NBSP = "\u00a0"


def text(response):
    """What a reader sees on the screen: the page without its tags."""
    body = re.sub(r"<(style|script|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    body = re.sub(r'<p class="printed">.*?</p>', "", body)
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", body))


def second_revision(note="corrected"):
    """r2 of 2023."""
    release = build_candidate(2023)
    Release.objects.filter(pk=release.pk).update(note_kk=note, note_ru=note, note_en=note)
    return publish(release)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_its_language_and_sets_no_cookie(client, language, page):
    response = client.get(f"/{language}/{page}")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_bare_address_leads_everyone_to_kazakh(client):
    response = client.get("/", headers={"accept-language": "en"})

    assert response.status_code == 302
    assert response.url == "/kk/"


@pytest.mark.parametrize("page", ["", "2023/", "2021/r1/", "indicators/", "2023/r1/elders.events/"])
def test_a_page_costs_three_queries(client, django_assert_num_queries, page):
    with django_assert_num_queries(3):
        client.get(f"/kk/{page}")


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("kk", ["1 119", "7 639", "6 358", "190 007", "2 621"]),
        ("ru", ["1 119", "7 639", "6 358", "190 007", "2 621"]),
        ("en", ["1,119", "7,639", "6,358", "190,007", "2,621"]),
    ],
)
def test_the_year_shows_the_figures_of_the_article(client, language, numbers):
    page = text(client.get(f"/{language}/2023/"))

    for number in numbers:
        assert f" {number.replace(' ', NBSP)} " in page


def test_the_year_shows_each_indicator_once_with_a_link_home(client):
    body = client.get("/kk/2023/").content.decode()
    tables = body[body.index("<section") : body.index('id="overlap"')]

    for line in country_summary(Shelf.of_today().current(2023)).country:
        assert tables.count(f'href="/kk/indicators/{line.code}/2023/"') == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switch_keeps_page_and_query(client, language):
    other = "ru" if language == "kk" else "kk"
    body = client.get(f"/{other}/indicators/elders.events/2022/?from=news").content.decode()

    assert f'href="/{language}/indicators/elders.events/2022/?from=news"' in body


@pytest.mark.parametrize(
    ("page", "there"),
    [
        ("", "2022/"),
        ("indicators/elders.events/", "indicators/elders.events/2022/"),
        ("regions/kz-10/", "regions/kz-10/2022/"),
        ("press/", "press/2022/"),
    ],
)
def test_the_form_of_the_years_leads_to_the_page_of_the_year_picked(client, page, there):
    body = client.get(f"/kk/{there}").content.decode()
    form = re.search(r'(?s)<form class="years" method="get" action="(.*?)">(.*?)</form>', body)
    assert form[1] == f"/kk/{page}" and "<option selected>2022</option>" in form[2]

    response = client.get(form[1], {"year": "2022", "territory": "comparable"})
    assert response["Location"] == f"/kk/{there}?territory=comparable"
    assert "public" in response["Cache-Control"]
    assert client.get(form[1], {"year": "soon"}).status_code == 200
    assert client.get(form[1], {"year": "2999"}).status_code == 404


@pytest.mark.parametrize("page", ["indicators/nothing/", "regions/kz-99/"])
def test_what_is_not_there_is_there_in_no_year(client, page):
    assert client.get(f"/kk/{page}", {"year": "2022"}).status_code == 404


def test_browsers_find_the_icon_where_they_guess_it(client):
    assert client.get("/favicon.ico")["Location"].endswith("icon.svg")


def test_an_indicator_tells_its_value_its_regions_and_its_years(client):
    page = text(client.get("/en/indicators/elders.events/"))

    assert "6,358 events, 2023" in page
    assert "Compared with 2022: +1,628 (+34.4%)" in page
    assert re.search(r"Astana 484 392 \+92", page)
    assert re.search(r"2021 3,017", page)


def test_a_distinct_count_says_that_parts_do_not_add_up(client):
    assert "Parts do not add up" in text(client.get("/en/indicators/media.languages/"))
    assert "Parts do not add up" not in text(client.get("/en/indicators/media.outlets/"))


def test_members_say_for_how_many_structures_they_are_known(client):
    page = text(client.get("/en/indicators/elders.members/2023/"))

    figure = Figure.objects.get(
        indicator="elders.members", region=None, release=Shelf.of_today().current(2023)
    )
    assert 0 < figure.known < 1119
    assert f"members are known: {figure.known:,}" in page


def test_a_reported_value_says_that_it_was_not_counted(client):
    page = text(client.get("/en/indicators/parliament.senators/2023/"))

    assert "Reported as a number" in page


@pytest.mark.parametrize("address", ["1999/", "2023/r7/", "indicators/no.such/", "no-such-page/"])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [("kk", "Бет табылмады"), ("ru", "Страница не найдена"), ("en", "Page not found")],
)
def test_an_unknown_address_is_404_in_the_readers_language(client, address, language, sentence):
    response = client.get(f"/{language}/{address}")

    assert response.status_code == 404
    assert sentence in text(response)
    assert f'href="/{language}/indicators/"' in response.content.decode()


@pytest.mark.parametrize(
    ("language", "day"),
    [("kk", f"2025 жылғы 15{NBSP}ақпан"), ("ru", f"15{NBSP}февраля 2025"), ("en", "February 2025")],
)
def test_a_year_without_a_release_says_when_it_is_due(client, language, day):
    page = text(client.get(f"/{language}/2024/"))

    assert day in page
    passed = {"kk": "Бұл күн өтіп кетті.", "ru": "Этот день прошёл.", "en": "That day has passed."}
    assert passed[language] in page


def test_an_older_revision_keeps_its_figures_and_says_it_is_superseded(client):
    before = text(client.get("/en/2023/r1/"))
    second_revision()

    after = text(client.get("/en/2023/r1/"))
    assert "This is an earlier revision (r1)" in after
    assert "This is an earlier revision" not in before
    assert re.findall(r"\d[\d,]*", before[before.index("Councils") :]) == re.findall(
        r"\d[\d,]*", after[after.index("Councils") :]
    )
    assert "2023 r2" in text(client.get("/en/2023/"))


def test_a_series_that_ended_shows_its_last_value_and_no_number(client):
    accept_everything(2024)
    publish(build_candidate(2024))

    page = text(client.get("/en/indicators/mediation.agreements/"))
    assert "Discontinued" in page
    assert "Last value: 2,621 (2023)" in page
    assert "Compared with 2023" not in page
    assert "By region" not in page  # a map and a table of nothing


@pytest.mark.parametrize("page", [*PAGES, "no-such-page/"])
def test_every_page_of_a_demo_says_so(client, page):
    assert "the records are invented" in text(client.get(f"/en/{page}"))


def test_a_name_with_markup_is_shown_as_text(client):
    release = build_candidate(2023)
    release.publisher["en"]["name"] = "<b>Assembly</b>"
    release.save()
    publish(release)

    assert "<b>Assembly" not in client.get("/en/2023/").content.decode()


def test_a_word_with_a_hyphen_stays_on_one_line(client):
    body = client.get("/kk/indicators/elders.events/").content.decode()

    assert '<span class="whole">іс-шаралар</span></h1>' in body
    assert '<span class="whole">іс-шара</span>, 2023' in body


def test_young_people_are_no_years_of_age(client):
    assert f"9{NBSP}000 жас адам, 2023" in text(client.get("/kk/indicators/youth.active/2023/"))


def test_readers_report_an_error_to_the_publisher(client):
    Publisher.objects.update(email="figures@example.org")
    link = '<a href="mailto:figures@example.org">Report an error: figures@example.org</a>'

    assert link in client.get("/en/2023/").content.decode()
    assert link in client.get("/en/accessibility/").content.decode()
