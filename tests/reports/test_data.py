"""Open data: the page, the catalogue, the data package."""

import csv
import json
import re
from io import StringIO

import pytest

from reports.catalogue import INDICATORS
from reports.feeds import COLUMNS
from reports.fields import FIELDS, VALUES
from reports.models import Figure, Release
from reports.publishing import build_candidate, publish
from tests.reports.test_views import LANGUAGES, second_revision, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
TYPES = {"integer": int, "string": str, "boolean": {"true": True, "false": False}.__getitem__}


def json_of(client, name):
    return client.get(f"/data/{name}.json").json()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_the_files_of_each_year(client, language):
    page = client.get(f"/{language}/data/").content.decode()

    for year in (2021, 2022, 2023):
        for name in (f"summary.{language}.xlsx", "summary.csv", "summary.json"):
            assert f'href="/data/{year}/r1/{name}"' in page


def test_a_corrected_year_offers_the_new_files_and_the_way_to_the_old(client):
    second_revision()
    page = client.get("/en/data/").content.decode()

    assert 'href="/data/2023/r2/summary.csv"' in page
    assert 'href="/en/2023/r1/"' in page
    assert "/data/2023/r1/" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_explains_each_column_and_the_licence(client, language):
    page = client.get(f"/{language}/data/").content.decode()

    for name in COLUMNS:
        assert f"<code>{name}</code>" in page
    assert "CC BY 4.0" in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page


def test_the_dictionary_has_the_columns_of_the_files_and_the_codes_of_the_models():
    assert tuple(field.name for field in FIELDS) == COLUMNS
    assert set(VALUES["status"]) == set(Figure.Status.values)
    assert set(VALUES["origin"]) == set(Figure.Origin.values)


def test_the_catalogue_has_every_indicator_in_three_languages(client):
    catalogue = json_of(client, "catalogue")

    codes = [indicator["code"] for indicator in catalogue["indicators"]]
    assert codes == [indicator.code for indicator in INDICATORS]
    assert all(set(i["label"]) == set(LANGUAGES) for i in catalogue["indicators"])
    assert catalogue["indicators"][0]["years"] == [2021, 2022, 2023]
    assert catalogue["licence"]["name"] == "CC-BY-4.0"


def test_the_package_describes_the_file_of_each_release(client):
    second_revision()
    resources = json_of(client, "datapackage")["resources"]

    assert len(resources) == Release.objects.published().count()
    assert [r["name"] for r in resources if r["is_superseded"]] == ["2023-r1"]
    for resource in resources:
        assert client.get(f"/data/{resource['path']}").status_code == 200


def test_each_row_of_a_file_is_as_the_package_says(client):
    resource = json_of(client, "datapackage")["resources"][0]
    content = client.get(f"/data/{resource['path']}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content, newline="")))

    assert len(rows) > 500
    for field in resource["schema"]["fields"]:
        values = {row[field["name"]] for row in rows}
        assert not (field["constraints"].get("required") and "" in values)
        assert values - {""} <= set(field["constraints"].get("enum", values))
        assert all(TYPES[field["type"]](value) is not None for value in values - {""})


def test_a_package_names_what_the_standard_asks_for(client):
    package = json_of(client, "datapackage")

    assert {"name", "licenses", "resources", "profile", "homepage"} <= set(package)
    assert package["homepage"].endswith("/kk/data/")
    for resource in package["resources"]:
        assert resource["profile"] == "tabular-data-resource"
        assert set(resource["schema"]["fields"][0]) >= {"name", "type", "description"}


@pytest.mark.parametrize(
    "name", ["catalogue.json", "datapackage.json", "2023/r1/summary.csv", "2023/r1/summary.kk.xlsx"]
)
def test_the_pages_of_any_site_may_read_a_file(client, name):
    response = client.get(f"/data/{name}", headers={"origin": "https://example.org"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "kk, ru, en" in response["Content-Language"] or "xlsx" in name


def test_no_page_may_be_read_so(client):
    assert "Access-Control-Allow-Origin" not in client.get("/kk/data/")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_lists_are_the_same_whatever_the_reader_speaks(client, language):
    first = client.get("/data/datapackage.json")
    other = client.get("/data/datapackage.json", headers={"accept-language": language})

    assert (first.content, first["ETag"]) == (other.content, other["ETag"])


def test_the_lists_are_only_read(client):
    assert client.post("/data/catalogue.json").status_code == 405


@pytest.mark.parametrize("name", ["catalogue", "datapackage"])
def test_a_list_costs_two_queries_at_most(client, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert json.loads(client.get(f"/data/{name}.json").content)


def test_the_page_says_that_its_figures_are_invented(client):
    assert "the records are invented" in text(client.get("/en/data/"))
    assert json_of(client, "catalogue")["is_demo"]


SIZE = re.compile(r'href="(/data/[^"]+)">[^<]*</a> \((\d+)\s(\w+)\)')
KILOBYTES = {"kk": "кБ", "ru": "кБ", "en": "kB"}


@pytest.mark.parametrize(
    ("language", "page"),
    [("kk", "2022/"), ("ru", "indicators/elders.events/2023/"), ("en", "data/")],
)
def test_the_size_beside_a_file_is_that_of_its_bytes(client, language, page):
    body = client.get(f"/{language}/{page}").content.decode()
    told = SIZE.findall(body)

    assert len(told) == body.count('href="/data/2') >= 3
    for address, size, unit in told[:3]:
        assert abs(len(client.get(address).content) / 1000 - int(size)) < 1, address
        assert unit == KILOBYTES[language]


def test_a_release_whose_files_were_not_measured_tells_no_size(client):
    publish(build_candidate(2022))

    assert not SIZE.findall(client.get("/en/2022/").content.decode())
