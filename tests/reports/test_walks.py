"""What holds on every public page: its words, its cost, its numbers, its distance from home."""

import csv
import json
import re
from io import BytesIO, StringIO
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from openpyxl import load_workbook

from registry.models import BodyKind, Event, Participation
from reports import urls
from reports.summary import Shelf, country_summary, places
from tests.pages import NOT_INDEXED, STATES
from tests.registry.test_admin_speaks import english_on
from tests.reports.tables import table
from tests.reports.test_frozen import addresses
from tests.reports.test_views import second_revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

PATHS = [path for paths in STATES.values() for path in paths]
REPUBLIC = "REP"
# Of standards, licences and programs, and what a reader typed.
NAMES = {"AA", "WCAG", "CC", "BY", "Python", "curl", "zzz"}
ENOUGH = ("/indicators/", "/regions/", "/kk/2021/", "/kk/2022/", "/elders.events/2023/")
ROW = re.compile(r"(?s)<tr>(.*?)</tr>")
LINK = re.compile(r'<th scope="row"><a href="/\w\w/2023/r1/([^/"]*)/"')
YEARS = re.compile(r'(?s)<form class="years" method="get" action="([^"]*)">.*?</form>')
CELL = re.compile(r'(?s)<td class="n">(.*?)</td>')


def read(client, address):
    response = client.get(address)
    assert response.status_code in (200, 400, 404), address
    return response.content.decode()


def test_the_walks_visit_every_type_of_page():
    visited = {resolve(f"/kk{path.split('?')[0]}").url_name for path in PATHS}

    assert visited == {pattern.name for pattern in urls.urlpatterns}


def test_what_is_old_wrong_or_asked_for_stays_out_of_search(client):
    second_revision()
    answers = {path: client.get(f"/kk{path}") for path in PATHS}
    missing = {path for path, answer in answers.items() if answer.status_code == 404}
    kept_out = {path for path, answer in answers.items() if b"noindex" in answer.content}

    assert kept_out | missing == set(NOT_INDEXED)


def test_no_page_in_kazakh_or_russian_has_an_english_word(client):
    second_revision("түзетілді")
    pages = {f"/{language}{path}" for path in PATHS for language in ("kk", "ru")}
    pages |= {page for page in addresses() if page.startswith(("/kk/", "/ru/"))}

    found = {page: english_on(read(client, page)) - NAMES for page in sorted(pages)}
    assert {page: words for page, words in found.items() if words} == {}


def queries(client):
    """{path: how many queries a page asks (int)}."""
    found = {}
    for path in PATHS:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/kk{path}")
        found[path] = len(asked)
    return found


def test_no_page_asks_more_than_three_queries_however_much_there_is(client):
    repeat_events(3)
    before = queries(client)
    repeat_events(300)

    assert {path: n for path, n in before.items() if n > 3} == {}
    assert queries(client) == before


def repeat_events(number):
    """Publish 2023 again with so many events more, all organised by councils of elders."""
    events = list(Event.objects.filter(year=2023)[:number])
    for event in events:
        event.pk, event.title = None, f"{event.title}, {number} more"
    Participation.objects.bulk_create(
        Participation(event=event, kind=BodyKind.ELDERS, role=Participation.Role.ORGANISED)
        for event in Event.objects.bulk_create(events)
    )
    second_revision()


def test_every_figure_is_three_clicks_from_home_at_most(client):
    last = seen = {"/kk/"}
    for _click in range(3):
        found = {link for page in last for link in links(client, page)} - seen
        seen = seen | found
        # One page of a kind leads as far as the next: a few stand for all.
        last = {link for link in found if link.endswith(ENOUGH)}

    release = Shelf.of_today().current(2023)
    codes = [line.code for line in country_summary(release).country]
    wanted = [f"/kk/indicators/{code}/{year}/" for code in codes for year in (2021, 2022, 2023)]
    wanted += [f"/kk/regions/{name_of(place.code)}/2023/" for place in places(release)]
    assert not [page for page in wanted if page not in seen]


def links(client, page):
    """The pages (set) in Kazakh to which a page leads, by a link or by the form of its years."""
    body = client.get(page).content.decode()
    found = {link for link in re.findall(r'href="(/kk/[^"#]*)"', body) if "?" not in link}
    return found | set(picked(client, body))


def picked(client, body):
    form = YEARS.search(body)
    for year in re.findall(r"<option[^>]*>(\d{4})<", form[0]) if form else ():
        yield client.get(form[1], {"year": year}).url


def name_of(place):
    return "republic" if place == REPUBLIC else place.lower()


def test_every_number_is_the_same_on_the_page_and_in_each_file(client):
    in_csv = from_csv(client, 2022) | from_csv(client, 2023)
    in_json = from_json(client, 2022) | from_json(client, 2023)
    in_excel = from_excel(client, 2023)
    on_pages = dict(from_pages(client, 2023))

    assert in_json == in_csv
    assert not {k: (v, in_csv.get(k)) for k, v in on_pages.items() if in_csv.get(k) != v}
    assert not {k: (v, in_csv.get(k)) for k, v in in_excel.items() if in_csv.get(k) != v}
    of_the_year = {key for key, number in in_csv.items() if key[0] == 2023 and number is not None}
    assert of_the_year == in_excel.keys() and of_the_year <= on_pages.keys()


def from_csv(client, year):
    """{(year, code of the indicator, of the place): value (int) or None}."""
    content = client.get(f"/data/{year}/r1/summary.csv").content.decode("utf-8-sig")
    return {
        (year, row["indicator"], row["region"]): int(row["value"]) if row["value"] else None
        for row in csv.DictReader(StringIO(content))
    }


def from_json(client, year):
    content = json.loads(client.get(f"/data/{year}/r1/summary.json").content)
    return {(year, f["indicator"], f["region"] or ""): f["value"] for f in content["figures"]}


def from_excel(client, year):
    """The country and each unit of the sheet of regions, whose rows are those of the year."""
    release = Shelf.of_today().fixed(year, 1)
    units = ["", *(place.code for place in places(release))]
    codes = [line.code for line in country_summary(release).country]
    book = load_workbook(BytesIO(client.get(f"/data/{year}/r1/summary.kk.xlsx").content))
    return {
        (year, code, unit): value
        for code, row in zip(codes, table(book.worksheets[2]), strict=True)
        for unit, value in zip(units, (row[2], *row[4:]), strict=True)
        if isinstance(value, int)
    }


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_number_is_the_same_in_russian_and_english(client, language):
    in_csv = from_csv(client, 2022) | from_csv(client, 2023)
    pages = range(len(list(fixed_pages(2023))))
    of_some = dict(from_pages(client, 2023, language, Random(language).sample(pages, 8)))

    assert len(of_some) > 100
    assert not {k: (v, in_csv.get(k)) for k, v in of_some.items() if in_csv.get(k) != v}


def from_pages(client, year, language="kk", some=None):
    """What each fixed page of a release (or some, by their numbers) shows of two years."""
    for number, (name, key) in enumerate(fixed_pages(year)):
        if some is None or number in some:
            yield from rows(client, f"/{language}/{year}/r1/{name}", key, year)


def fixed_pages(year):
    """(end of the address, what makes (indicator, place) of the name in a row) of each page."""
    release = Shelf.of_today().fixed(year, 1)
    yield "", lambda code: (code, "")
    for place in places(release):
        yield f"{name_of(place.code)}/", lambda code, place=place: (code, place.code)
    for line in country_summary(release).country:
        yield f"{line.code}/", lambda place, line=line: (line.code, place)


def rows(client, page, key, year):
    """((year, indicator, place), value) of each row that leads to an indicator or a place."""
    shown = re.split('id="(?:means|years)"', read(client, page))[0]  # what follows is derived
    for row in ROW.findall(shown):
        link, cells = LINK.search(row), CELL.findall(row)
        if link and len(cells) > 1:
            name = link[1].upper() if link[1].startswith("kz-") else link[1]
            code = key(REPUBLIC if name == "republic" else name)
            yield (year, *code), value(cells[0])
            if value(cells[1]) is not None:
                yield (year - 1, *code), value(cells[1])


def value(cell):
    digits = re.sub(r"<[^>]+>|[\s,]", "", cell)
    return int(digits) if digits.isdigit() else None
