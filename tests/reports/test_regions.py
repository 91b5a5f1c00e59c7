"""The pages of the regions over the demo: the list, a unit in a year, in a fixed revision."""

import re

import pytest

from registry.models import Submission
from reports.models import Figure
from reports.publishing import build_candidate, publish
from reports.summary import Shelf, unit_passport
from tests.reports.test_views import NBSP, second_revision
from tests.reports.test_views import text as text_with_nbsp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LANGUAGES = ["kk", "ru", "en"]
PAGES = [
    "regions/",
    "regions/kz-71/",
    "regions/kz-71/2023/",
    "regions/kz-10/2022/?territory=comparable",
    "regions/republic/2021/",
    "2023/r1/kz-71/",
    "2021/r1/republic/",
]
LATIN = re.compile(r"\b[A-Za-z]{2,}\b")
OURS = {"r1", "CSV", "JSON", "XLSX", "Excel", "English", "YouTube"}


def figures_of(year, code):
    """The current figures of a unit in a year: {indicator: Figure}."""
    figures = Figure.objects.filter(release=Shelf.of_today().current(year), region=code)
    return {figure.indicator: figure for figure in figures}


def text(response):
    """What a reader sees, with plain spaces in numbers and dates."""
    return text_with_nbsp(response).replace(NBSP, " ").replace("&nbsp;", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_its_language_and_sets_no_cookie(client, language, page):
    response = client.get(f"/{language}/{page}")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()
    assert not response.cookies and "max-age" in response.headers["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_three_queries(client, django_assert_max_num_queries, page):
    with django_assert_max_num_queries(3):
        client.get(f"/kk/{page}")


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("page", [*PAGES, "regions/kz-10/2021/"])
def test_no_english_word_is_left(client, language, page):
    assert set(LATIN.findall(text(client.get(f"/{language}/{page}")))) <= OURS


def test_the_list_leads_to_every_unit_and_shows_its_key_figures(client):
    body = client.get("/en/regions/").content.decode()

    for unit in Shelf.of_today().current().units:
        slug = "republic" if unit["code"] == "REP" else unit["code"].lower()
        assert f'<th scope="row"><a href="/en/regions/{slug}/">' in body
    page = text(client.get("/en/regions/"))
    assert re.search(r"Abai Region 47 207 65 198 37 1 48 506 ", page)


def test_the_tiles_lead_to_the_regions_without_a_tab_stop(client):
    body = client.get("/kk/regions/").content.decode()
    tiles = re.findall(r'<a href="/kk/regions/kz-\d\d/" tabindex="-1"><g class="tile">', body)

    assert len(tiles) == 20


@pytest.mark.parametrize("code", ["KZ-71", "KZ-10", "REP"])
def test_a_unit_shows_every_figure_that_it_has(client, code):
    figures = figures_of(2023, code)
    shelf = Shelf.of_today()
    unit = unit_passport(shelf.each_year(), shelf.current(2023), code)

    shown = {part.line.code: part.line.value for parts in unit.themes() for part in parts}
    assert shown == {indicator: figure.value for indicator, figure in figures.items()}
    assert {row.definition.indicator for row in unit.years.rows} == set(figures)


def test_a_figure_stands_beside_last_year_and_the_country(client):
    page = text(client.get("/en/regions/kz-71/2023/"))

    assert (
        "Events with the Councils of Elders taking part 484 events 392 +92 +23.5% 6,358 7.6%"
        in page
    )
    assert "Languages of the ethnic media 3 languages 3 0 0.0% 15 x not applicable" in page


@pytest.mark.parametrize(
    ("language", "mean", "share"),
    [("kk", "31,7", "7,6 %"), ("ru", "31,7", "7,6 %"), ("en", "31.7", "7.6%")],
)
def test_shares_and_means_are_written_as_the_language_does(client, language, mean, share):
    page = text(client.get(f"/{language}/regions/kz-71/2023/"))

    assert f" {mean} " in page  # 15,335 people at 484 events
    assert f" {share} " in page


def test_a_figure_of_a_single_unit_has_no_share(client):
    page = text(client.get("/en/regions/republic/2023/"))

    assert re.search(r"Grant projects 5 projects 5 0 0.0% 5 x not applicable", page)


def test_a_unit_says_when_its_report_was_accepted(client):
    assert "Report accepted 23 January 2024" in text(client.get("/en/regions/kz-10/"))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk", "Өңір бұл жыл бойынша әлі дерек бермеді."),
        ("ru", "Регион ещё не представил данные за этот год."),
        ("en", "This region has not reported for this year."),
    ],
)
def test_a_unit_that_has_not_reported_says_so_and_shows_no_zero(client, language, sentence):
    Submission.objects.filter(year=2023, region="KZ-71").update(state="in_review")
    publish(build_candidate(2023))

    page = text(client.get(f"/{language}/regions/kz-71/2023/"))
    assert sentence in page
    assert not re.search(r"\b484\b", page)


def test_a_new_region_says_since_when_it_exists_and_what_it_came_from(client):
    response = client.get("/en/regions/kz-10/")

    assert "Exists since 8 June 2022 Before that, part of East Kazakhstan Region" in text(response)
    assert '<a href="/en/regions/kz-63/">East Kazakhstan Region</a>' in response.content.decode()
    assert "Separated from it Abai Region , 8 June 2022" in text(client.get("/en/regions/kz-63/"))


def test_a_predecessor_that_no_release_knows_is_named_without_a_link(client):
    response = client.get("/kk/regions/kz-79/")

    assert "Оңтүстік Қазақстан облысы" in text(response)
    assert "kz-yuz" not in response.content.decode()


@pytest.mark.parametrize("code", ["kz-10", "kz-63"])
def test_changed_borders_are_marked_on_both_sides(client, code):
    for year in (2022, 2023):
        page = text(client.get(f"/en/regions/{code}/{year}/"))
        assert page.count("Region boundaries changed") == 2  # beside last year, and over the years
    assert "boundaries changed" not in text(client.get("/en/regions/kz-71/2023/"))


@pytest.mark.parametrize(
    ("language", "word"), [("kk", "Бұған дейінгі құрамы"), ("ru", "До этого"), ("en", "part of")]
)
def test_before_its_creation_a_region_is_404_with_its_predecessor(client, language, word):
    response = client.get(f"/{language}/regions/kz-10/2021/")

    assert response.status_code == 404
    assert word in text(response)
    assert f'href="/{language}/regions/kz-63/2021/"' in response.content.decode()


@pytest.mark.parametrize("address", ["regions/kz-99/", "regions/kz-71/1999/", "2023/r7/kz-71/"])
def test_an_unknown_unit_or_year_is_404(client, address):
    response = client.get(f"/kk/{address}")

    assert response.status_code == 404
    assert 'href="/kk/regions/"' in response.content.decode()


def test_a_year_that_is_not_published_says_when_it_is_due(client):
    assert "15 February 2025" in text(client.get("/en/regions/kz-71/2024/"))


def test_the_years_are_shown_as_reported_and_on_comparable_territory(client):
    then = text(client.get("/en/regions/kz-63/2023/"))
    now = text(client.get("/en/regions/kz-63/2023/?territory=comparable"))

    label = "Events with the Councils of Elders taking part"
    assert f"{label} 186 232 211 x not comparable: boundaries changed" in then
    assert f"{label} 186 312 418 +232 (+124.7%)" in now  # 232 + 80, 211 + 207
    assert "East Kazakhstan Region + Abai Region" in now


def test_distinct_counts_say_that_they_are_not_comparable(client):
    page = text(client.get("/en/regions/kz-10/2023/?territory=comparable"))

    assert "Languages of the ethnic media x not comparable x not comparable" in page


def test_a_region_whose_borders_never_changed_offers_no_other_territory(client):
    assert "territory=comparable" not in client.get("/en/regions/kz-71/").content.decode()


def test_a_fixed_page_leads_only_to_fixed_addresses(client):
    body = client.get("/en/2023/r1/kz-10/").content.decode()
    main = body[body.index("<h1") : body.index("</main")]

    links = set(re.findall(r'href="([^"?#]+)', main))
    assert links and all("/2023/r1/" in link for link in links)


def test_a_fixed_page_keeps_its_bytes_but_for_the_banner(client):
    before = client.get("/kk/2022/r1/kz-10/").content.decode()
    publish(build_candidate(2022))
    second_revision()

    after = client.get("/kk/2022/r1/kz-10/").content.decode()
    body = re.compile(r"<h2.*</main>", re.DOTALL)
    assert body.search(before)[0] == body.search(after)[0]
    assert "Ескі нұсқа" in after and "/kk/regions/kz-10/2022/" in after


def test_region_names_of_an_indicator_lead_to_the_regions(client):
    current = client.get("/en/indicators/elders.events/2023/").content.decode()
    fixed = client.get("/en/2023/r1/elders.events/").content.decode()

    assert '<th scope="row"><a href="/en/regions/kz-71/2023/">Astana</a>' in current
    assert '<th scope="row"><a href="/en/2023/r1/kz-71/">Astana</a>' in fixed
