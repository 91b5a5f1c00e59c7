"""CSV and JSON of a release: the figures of its Summary, cell for cell."""

import csv
import json
from io import StringIO

import pytest

from reports import feeds
from tests.reports.published import ABAI, AKMOLA, published_summary

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def summary(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), published_summary() as found:
        yield found


@pytest.fixture(scope="module")
def content(summary):
    return json.loads(feeds.json_file(summary))


@pytest.fixture(scope="module")
def rows(summary):
    text = feeds.csv_file(summary).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def figure(content, code, region):
    """The one figure of an indicator and region."""
    (found,) = [f for f in content["figures"] if (f["indicator"], f["region"]) == (code, region)]
    return found


def test_json_holds_every_value_of_the_summary(summary, content):
    values = {(f["indicator"], f["region"]): f["value"] for f in content["figures"]}

    assert values == {(line.code, line.place.code): line.value for line in summary.lines}
    assert len(values) == len(content["figures"]) > 800


def test_a_figure_has_exactly_these_fields(content):
    assert figure(content, "elders.members", ABAI) == {
        "indicator": "elders.members",
        "region": "KZ-10",
        "place": "region",
        "year": 2023,
        "value": 7,
        "status": "final",
        "origin": "counted",
        "expected": 1,
        "reported": 1,
        "known": 1,
    }


def test_what_was_not_reported_is_null_and_not_zero(content):
    missing = figure(content, "elders.events", AKMOLA)
    country = figure(content, "elders.events", None)

    assert (missing["value"], missing["status"]) == (None, "not_reported")
    assert (missing["origin"], missing["known"]) == (None, None)
    assert (country["value"], country["expected"], country["reported"]) == (3, 21, 20)
    assert figure(content, "elders.events", "KZ-15")["value"] == 0


def test_a_place_is_a_country_a_region_or_the_republic(content):
    kinds = {f["region"]: f["place"] for f in content["figures"]}

    assert (kinds[None], kinds["REP"], kinds["KZ-75"]) == ("country", "republic", "region")


def test_a_reported_number_says_so(content):
    found = figure(content, "parliament.senators", None)

    assert (found["value"], found["origin"]) == (5, "reported")


def test_the_release_says_whose_it_is_and_what_it_is_compared_with(content):
    release = content["release"]

    assert (release["year"], release["number"], release["revision"]) == (2023, 1, "r1")
    assert release["publisher"]["kk"] == "Қазақстан халқы Ассамблеясы"
    assert release["compared_with"] == "2022 r1"
    assert release["is_demo"] is False
    assert len(release["units"]) == 21


def test_an_indicator_comes_once_with_its_words_in_three_languages(summary, content):
    codes = [indicator["code"] for indicator in content["indicators"]]

    assert codes == [line.code for line in summary.country]
    for indicator in content["indicators"]:
        assert set(indicator["label"]) == set(indicator["definition"]) == {"kk", "ru", "en"}
        assert set(indicator["unit"]["words"]["ru"]) == {"one", "few", "many"}


def test_csv_holds_what_json_holds(content, rows):
    def plain(value):
        return "" if value is None else str(value)

    expected = [{name: plain(f[name]) for name in feeds.FIGURE} for f in content["figures"]]

    assert [{name: row[name] for name in feeds.FIGURE} for row in rows] == expected


def test_csv_begins_with_a_byte_order_mark_and_the_codes_of_its_fields(summary):
    first = feeds.csv_file(summary).split(b"\r\n")[0]

    assert first == (
        b"\xef\xbb\xbfindicator,region,place,year,value,status,origin,expected,reported,known,"
        b"label_kk,label_ru,label_en,unit,revision,is_demo"
    )


@pytest.mark.parametrize("text", ["=1+1", "+7", "-7", "@SUM(A1)", "\t=1", "\r=1", 'a,"b"\nc'])
def test_csv_gives_no_formula_to_a_spreadsheet(summary, monkeypatch, text):
    line = summary.lines[0]
    monkeypatch.setitem(line.definition.words["ru"], "label", text)

    content = feeds.csv_file(summary).decode("utf-8-sig")
    row = next(csv.DictReader(StringIO(content, newline="")))

    assert row["label_ru"] == (text if text.startswith("a") else f"'{text}")
