"""Is this file current?  A code leads from a file or a print to the release that it came from."""

from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports import releasing
from reports.models import Figure, Release
from tests.reports.signed import NOTES, approver, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def page(client, code="", language="en"):
    answer = client.get(f"/{language}/code/", {"code": code} if code else {})
    assert answer.status_code == 200 and not answer.cookies
    return unescape(answer.content.decode()).replace("\xa0", " ")


def code_of(number=1):
    return Release.objects.get(year=2023, number=number).code


def publish_second(monkeypatch):
    """2023 r2, with one council of elders more."""
    monkeypatch.setattr("reports.checklist.errors", lambda candidate: [])
    release = proposed()
    elders = Figure.objects.filter(release=release, indicator="elders.councils")
    elders.filter(region=None).update(value=1120)
    releasing.approve(release, approver())


def test_every_release_has_a_code_of_its_own():
    codes = {release.code for release in Release.objects.published()}

    assert len(codes) == 3
    assert Release(year=2023, number=1).code == ""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_without_a_code_it_shows_the_form(client, language):
    assert 'name="code"' in page(client, language=language)


@pytest.mark.parametrize("change", [str, lambda c: c.replace("-", " "), lambda c: f"№ {c}."])
def test_it_says_that_a_release_is_current_however_the_code_is_typed(client, change):
    text = page(client, change(code_of()))

    assert "2023 r1, published on 15 February 2024. No later revision" in text
    assert "6,358" in text and "1,119" in text


def test_it_says_which_release_is_in_force_and_what_differs(client, monkeypatch):
    publish_second(monkeypatch)

    text = page(client, code_of(1))

    assert "Superseded" in text and "In force is 2023 r2" in text
    assert "1,119" in text and "1,120" in text and NOTES["en"] in text
    assert "No later revision" in page(client, code_of(2))


@pytest.mark.parametrize("code", ["2023-1-0000", "2024-1-1234", "9999-9999-9999"])
def test_an_unknown_code_is_told_so(client, code):
    assert code != code_of()
    assert "No published release has this code" in page(client, code)


@pytest.mark.parametrize("code", ["abc", "'\"<b>", "9" * 500, "٢٠٢٣-١-٤٨١٧"])
def test_what_is_no_code_is_told_how_one_looks(client, code):
    text = page(client, code)

    assert "A code looks like this" in text or "No published release" in text
    assert "<b>" not in client.get("/en/code/", {"code": code}).content.decode()


def test_the_code_stands_on_files_and_prints(client):
    book = load_workbook(BytesIO(client.get("/data/2023/r1/summary.en.xlsx").content))
    for sheet in book:
        assert f"code {code_of()}" in sheet.oddFooter.left.text
    shown = [str(cell) for row in book.worksheets[0].values for cell in row]
    assert any(text.startswith(f"{code_of()}.") for text in shown)

    assert client.get("/data/2023/r1/summary.json").json()["release"]["code"] == code_of()
    for path in ("/en/2023/", "/en/press/2023/", "/en/indicators/elders.events/"):
        assert f"code {code_of()}" in client.get(path).content.decode()


def test_the_events_add_up_in_the_open(client):
    figures = Figure.objects.filter(release__year=2023, region=None)
    values = dict(figures.values_list("indicator", "value"))
    names = ["elders.events", "mothers.events", "youth.events", "events.other"]
    repeated = sum(values[name] for name in names) - values["events.total"]
    assert repeated == 517

    text = unescape(client.get("/en/2023/").content.decode())
    block = text.split('id="overlap"')[1].split("</section>")[0]
    for number in ("6,358", "+ 6,172", "+ 1,007", "+ 2,522", "− 517", "= 15,542"):
        assert number in block
    assert 'id="overlap"' in client.get("/kk/2021/r1/").content.decode()


def test_the_workbook_prints_the_same_sum_and_checks_it(client):
    book = load_workbook(BytesIO(client.get("/data/2023/r1/summary.en.xlsx").content))
    rows = {row[0].value: row for row in book.worksheets[1].rows}

    assert rows["Counted more than once"][3].value == -517
    check = rows["Check: parts less total"][3]
    first = next(r for r in book.worksheets[1].rows if r[0].value == "How the events add up")[0].row
    assert check.value == f"=SUM(D{first + 1}:D{first + 5})-D{first + 6}"
