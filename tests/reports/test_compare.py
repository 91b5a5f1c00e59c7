"""Comparing: what can be chosen, what is shown, and that the files say the same."""

import csv
import json
import re
from html import unescape
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from reports.models import Figure
from reports.summary import Shelf
from tests.reports.test_regions import LATIN, OURS, text
from tests.reports.test_views import second_revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LANGUAGES = ["kk", "ru", "en"]
ONE = "i=elders.events&r=kz-71"
TWO_UNITS = "i=elders.events&i=houses.total&r=kz-10&r=kz-63&r=country"
COMPARABLE = f"{TWO_UNITS}&i=media.languages&territory=comparable"
QUERIES = ["", ONE, TWO_UNITS, COMPARABLE, "i=elders.events&r=all&from=2023&to=2023", "i=all&r=all"]


def shown(client, query, language="en"):
    return text(client.get(f"/{language}/compare/?{query}"))


def numbers(page):
    """What stands in the year columns of the page's tables: a list of lists of str."""
    for row in re.findall(r'<tr><th scope="row">(.*?)</tr>', page, re.DOTALL):
        cells = re.findall(r'<td class="n">(.*?)</td>', row, re.DOTALL)
        yield [re.sub(r"<span class=\"hidden\">.*?</span>|<[^>]+>|[,\s]", "", c) for c in cells]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", QUERIES)
def test_a_page_says_its_language_sets_no_cookie_and_asks_three_times(
    client, django_assert_max_num_queries, language, query
):
    with django_assert_max_num_queries(3):
        response = client.get(f"/{language}/compare/?{query}")

    assert response.status_code == 200 and not response.cookies
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    "query", [*QUERIES, "i=1&r=2&from=3&to=4&territory=5", "from=2023&to=2021"]
)
def test_no_english_word_is_left(client, language, query):
    page = re.sub(r"https?://\S+", "", shown(client, query, language))

    assert set(LATIN.findall(page)) <= OURS


@pytest.mark.parametrize("query", ["", "i=elders.events", "r=kz-71", "i=&r=", "from=2022"])
def test_without_a_choice_it_asks_for_one_and_offers_three_examples(client, query):
    response = client.get(f"/en/compare/?{query}")
    examples = re.findall(r'<li><a href="\?([^"]+)">', response.content.decode())

    assert response.status_code == 200
    assert "Choose at least one indicator and one region." in text(response)
    assert len(examples) == 3
    for example in examples:
        assert "Shown: " in shown(client, unescape(example))


def test_it_shows_the_figures_of_the_releases(client):
    figures = Figure.objects.filter(indicator="elders.events", region="KZ-71")
    values = [figures.get(release=Shelf.of_today().current(y)).value for y in (2021, 2022, 2023)]

    assert values == [240, 392, 484]
    assert "Astana 240 392 484 +244 (+101.7%)" in shown(client, ONE)


def test_a_sentence_says_what_is_shown(client):
    page = shown(client, TWO_UNITS)

    assert "Events with the Councils of Elders taking part, Houses of Friendship; " in page
    assert "Kazakhstan, Abai Region, East Kazakhstan Region; 2021–2023. " in page
    assert re.search(r"Revisions: 2021.r1, 2022.r1, 2023.r1", page)


def test_each_unit_of_measure_has_a_table_of_its_own(client):
    body = client.get(f"/en/compare/?{TWO_UNITS}").content.decode()

    assert body.count("<table") == 2
    assert "Unit: event<" in body and "Unit: House of Friendship<" in body


def test_headings_lead_to_indicators_and_regions(client):
    body = client.get(f"/ru/compare/?{ONE}").content.decode()

    assert '<a href="/ru/indicators/elders.events/">' in body
    assert '<th scope="row"><a href="/ru/regions/kz-71/">' in body


def test_years_can_be_chosen(client):
    page = shown(client, f"{ONE}&from=2022&to=2023")

    assert "Astana 392 484 +92" in page
    assert "Astana 392 " in shown(client, f"{ONE}&from=2022&to=2022")


def test_small_bars_share_one_scale_and_leave_the_country_out(client):
    body = client.get("/en/compare/?i=elders.events&r=kz-71&r=kz-10&r=country").content.decode()
    heights = [float(h) for h in re.findall(r'width="9" height="([\d.]+)"', body)]

    assert heights == [0, 5.0, 12.8, 14.9, 24.3, 30.0]  # of 484: Abai -, 80, 207; Astana ...


def test_over_changed_borders_it_warns_and_gives_no_difference(client):
    page = shown(client, TWO_UNITS)

    assert "Region boundaries changed: 8 June 2022 (Abai Region)" in page
    assert "East Kazakhstan Region 186 232 211 x not comparable: boundaries changed" in page
    assert "Abai Region x not applicable 80 207 x" in page


def test_comparable_territory_counts_what_was_one_together(client):
    page = shown(client, COMPARABLE)

    assert "East Kazakhstan Region + Abai Region 186 312 418 +232 (+124.7%)" in page
    assert "East Kazakhstan Region + Abai Region 3 3 3 0" in page
    assert "Region x not comparable x not comparable x not comparable" in page
    assert "Kazakhstan 15 15 15" in page


def test_either_territory_leads_to_the_other(client):
    then = client.get(f"/en/compare/?{TWO_UNITS}").content.decode()
    now = client.get(f"/en/compare/?{COMPARABLE}").content.decode()

    assert "to=2023&amp;territory=comparable" in then
    assert re.search(r'<a href="\?[^"]*to=2023">As reported then', now)


def test_stocks_stay_comparable_within_the_year_of_the_change(client):
    page = shown(client, "i=elders.councils&i=elders.events&r=kz-10&from=2022")

    assert "Abai Region 40 47 +7" in page
    assert "Abai Region 80 207 x not comparable" in page


def test_too_many_cells_are_a_file_and_no_table(client):
    response = client.get("/en/compare/?i=all&r=all")
    body = response.content.decode()

    assert response.status_code == 200 and "<table" not in body
    assert "The table shows up to 500 cells." in text(response)
    assert "/data/compare.csv?i=all&amp;r=all&amp;from=2021&amp;to=2023" in body
    assert len(client.get("/data/compare.csv?i=all&r=all").content.splitlines()) > 500


@pytest.mark.parametrize(("extra", "name"), [("x=1", "x"), ("utm_source=a", "utm_source")])
def test_an_unknown_parameter_is_ignored_aloud(client, extra, name):
    response = client.get(f"/en/compare/?{ONE}&{extra}")

    assert response.status_code == 200
    assert re.search(rf"were ignored: {name} \.", text(response))
    assert "Astana 240 392 484" in text(response)


@pytest.mark.parametrize(
    ("query", "sentence", "field"),
    [
        ("i=no.such&r=kz-71", "Unknown indicator: no.such. Choose from the list.", "id_i"),
        ("i=elders.events&r=kz-99", "Unknown reporting unit: kz-99. Choose", "id_r"),
        (f"{ONE}&from=1999", "No figures are published for this year: 1999.", "id_from"),
        (f"{ONE}&to=x", "No figures are published for this year: x.", "id_to"),
        (f"{ONE}&from=2023&to=2021", "The last year is before the first year.", "id_to"),
        (f"{ONE}&territory=moon", "Unknown choice: moon. Choose from the list.", "id_territory"),
    ],
)
def test_an_unknown_value_is_a_400_that_leads_to_its_field(client, query, sentence, field):
    response = client.get(f"/en/compare/?{query}")
    body = response.content.decode()

    assert response.status_code == 400
    assert text(response).count(sentence) == 2  # in the summary, and at the field
    assert f'<a href="#{field}">' in body and f'id="{field}"' in body
    assert "<title>Error: Compare" in body


def test_what_was_typed_is_kept_and_shown_as_text(client):
    body = client.get("/en/compare/?i=<b>x</b>&i=elders.events&r=kz-71").content.decode()

    assert "<b>x" not in body
    assert 'value="elders.events" checked' in body and 'value="kz-71" checked' in body


def test_the_address_to_share_holds_the_choice_and_nothing_else(client):
    body = client.get("/kk/compare/?r=kz-71&r=kz-71&utm=1&i=elders.events&r=").content.decode()
    address = "http://testserver/kk/compare/?i=elders.events&amp;r=kz-71&amp;from=2021&amp;to=2023"

    assert f">{address}<" in body


def test_a_correction_is_compared_from_the_day_it_is_published(client):
    second_revision()

    assert re.search(r"2022.r1, 2023.r2", shown(client, ONE))


@pytest.mark.parametrize("query", [ONE, TWO_UNITS, COMPARABLE, "i=media.languages&r=all"])
def test_csv_json_and_excel_hold_what_the_page_shows(client, query):
    page = list(numbers(client.get(f"/en/compare/?{query}").content.decode()))
    years = len(page[0]) - 1
    cells = [cell for row in page for cell in row[:years]]
    content = client.get(f"/data/compare.csv?{query}").content.decode("utf-8-sig")
    in_csv = [row["value"] for row in csv.DictReader(StringIO(content))]
    in_json = [
        f["value"] for f in json.loads(client.get(f"/data/compare.json?{query}").content)["figures"]
    ]
    in_excel = [v for row in excel_rows(client, query) for v in row[2 : 2 + years]]

    digits = [cell if cell.isdigit() else "" for cell in cells]
    assert sorted(digits) == sorted(in_csv) == sorted("" if v is None else str(v) for v in in_json)
    assert cells == [str(value) for value in in_excel]


def excel_rows(client, query):
    """The rows with figures of every sheet."""
    book = load_workbook(BytesIO(client.get(f"/data/compare.en.xlsx?{query}").content))
    for sheet in book.worksheets[1:-1]:
        rows = list(sheet.iter_rows(values_only=True))
        head = next(i for i, row in enumerate(rows) if row[0] == "Indicator")
        yield from rows[head + 1 :]


def test_a_file_says_which_units_and_which_revision_a_figure_comes_from(client):
    content = client.get(f"/data/compare.csv?{COMPARABLE}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))

    assert {row["region"] for row in rows} == {"", "KZ-63+KZ-10"}
    assert {(row["year"], row["revision"]) for row in rows} == {
        ("2021", "r1"), ("2022", "r1"), ("2023", "r1"),
    }  # fmt: skip
    assert "not_comparable" in {r["status"] for r in rows if r["indicator"] == "media.languages"}


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "ru.xlsx"])
def test_a_file_is_named_after_its_years_and_may_be_kept_a_while(client, form):
    response = client.get(f"/data/compare.{form}?{ONE}")

    name = f'filename="demo-apk-compare-2021-2023.{form.split(".")[-1]}"'
    assert name in response["Content-Disposition"]
    assert "public" in response["Cache-Control"] and not response.cookies


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("compare.csv", 400),
        ("compare.json?i=no.such&r=all", 400),
        ("compare.pdf?i=elders.events&r=all", 404),
        ("compare.de.xlsx?i=elders.events&r=all", 404),
        ("compare.kk.csv?i=elders.events&r=all", 404),
    ],
)
def test_a_file_of_nothing_is_refused(client, address, status):
    assert client.get(f"/data/{address}", follow=True).status_code == status


def test_a_refused_file_says_which_parameter_is_wrong(client):
    errors = client.get("/data/compare.json?i=no.such").json()["errors"]

    assert errors["i"] == ["Unknown indicator: no.such. Choose from the list."]
    assert errors["r"] == ["Choose at least one indicator and one region."]
