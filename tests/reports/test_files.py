"""The addresses of a release's files."""

import gzip
import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports import feeds
from reports.models import Release
from reports.summary import full_summary
from tests.reports.published import published_registry

pytestmark = pytest.mark.django_db
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {
    "summary.xlsx": ("apk-2023-r1-kk.xlsx", EXCEL, "kk"),
    "summary.kk.xlsx": ("apk-2023-r1-kk.xlsx", EXCEL, "kk"),
    "summary.ru.xlsx": ("apk-2023-r1-ru.xlsx", EXCEL, "ru"),
    "summary.en.xlsx": ("apk-2023-r1-en.xlsx", EXCEL, "en"),
    "summary.csv": ("apk-2023-r1.csv", "text/csv; charset=utf-8", "kk, ru, en"),
    "summary.json": ("apk-2023-r1.json", "application/json", "kk, ru, en"),
    "elders.events.csv": (
        "apk-2023-r1-elders-events.csv", "text/csv; charset=utf-8", "kk, ru, en",
    ),
    "elders.events.json": (
        "apk-2023-r1-elders-events.json", "application/json", "kk, ru, en",
    ),
}  # fmt: skip
each_file = pytest.mark.parametrize("name", FILES)


@pytest.fixture(scope="module", autouse=True)
def release(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), published_registry() as found:
        yield found


def get(client, name, year=2023, number=1, **kwargs):
    return client.get(f"/data/{year}/r{number}/{name}", **kwargs)


@each_file
def test_it_is_a_file_with_a_name_and_a_type(client, name):
    response = get(client, name)
    file_name, content_type, language = FILES[name]

    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="{file_name}"'
    assert (response["Content-Type"], response["Content-Language"]) == (content_type, language)


@each_file
def test_it_is_the_same_whatever_a_browser_speaks(client, name):
    """nginx keeps one for everybody."""
    first, *others = (
        get(client, name, headers={"accept-language": speaks}) for speaks in ("kk", "ru", "en-GB")
    )
    text = first.getvalue()

    for other in others:
        assert other.getvalue() == text and other["Content-Language"] == first["Content-Language"]


@pytest.mark.parametrize("name", ["summary.csv", "elders.events.json"])
def test_a_text_comes_packed_to_who_takes_it_so(client, name):
    plain, packed = get(client, name), get(client, name, headers={"accept-encoding": "gzip"})

    assert gzip.decompress(packed.content) == plain.content
    assert packed["Vary"].startswith("Accept-Encoding") and packed["ETag"] == f"W/{plain['ETag']}"
    assert get(client, name, headers={"if-none-match": packed["ETag"]}).status_code == 304


@each_file
def test_it_may_be_kept_and_sets_no_cookie(client, name):
    response = get(client, name)

    assert response["Cache-Control"] == "public, max-age=86400"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@each_file
def test_it_gives_the_same_bytes_twice_and_then_nothing_new(client, name):
    first, second = get(client, name), get(client, name)
    again = get(client, name, headers={"if-none-match": first["ETag"]})

    assert first.content == second.content
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_every_file_has_an_etag_of_its_own(client):
    names = [name for name in FILES if name != "summary.xlsx"]
    etags = {get(client, name)["ETag"] for name in names}
    earlier = get(client, "summary.csv", year=2022)["ETag"]

    assert len(etags | {earlier}) == len(names) + 1


@pytest.mark.parametrize(
    "path",
    [
        "1999/r1/summary.xlsx",
        "2023/r2/summary.xlsx",
        "2023/r0/summary.csv",
        "2023/r1/summary.de.xlsx",
        "2023/r1/summary.pdf",
        "2023/r1/elders.events.xlsx",
        "2023/r1/elders.nothing.csv",
        "2023/r99999999999999999999/summary.csv",
        "02023/r1/summary.csv",
    ],
)
def test_what_there_is_not_is_not_found(client, path):
    assert client.get(f"/data/{path}", follow=True).status_code == 404


def test_a_candidate_is_not_handed_out(client):
    Release.objects.create(year=2023, number=2)

    assert get(client, "summary.json", number=2, follow=True).status_code == 404


def test_it_is_only_read(client):
    assert client.post("/data/2023/r1/summary.csv").status_code == 405


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_workbook_says_where_the_current_figures_are(client, language):
    content = get(client, f"summary.{language}.xlsx").content
    sheet = load_workbook(BytesIO(content)).worksheets[0]

    assert [c for c in sheet["B"] if str(c.value).endswith(f"http://testserver/{language}/2023/")]


def test_a_demo_says_so_in_the_name(client, monkeypatch):
    monkeypatch.setattr(Release, "__init__", _demo(Release.__init__))

    assert "demo-apk-2023-r1-kk.xlsx" in get(client, "summary.xlsx")["Content-Disposition"]


def _demo(init):
    def made(self, *args, **kwargs):
        init(self, *args, **kwargs)
        self.is_demo = True

    return made


def test_one_indicator_is_the_same_there_and_in_the_whole(client):
    whole, one = (
        json.loads(get(client, f"{n}.json").content) for n in ("summary", "elders.events")
    )

    assert one["release"] == whole["release"]
    assert one["indicators"] == [i for i in whole["indicators"] if i["code"] == "elders.events"]
    assert one["figures"] == [f for f in whole["figures"] if f["indicator"] == "elders.events"]


def test_the_reader_s_language_changes_nothing(client, release):
    russian = get(client, "summary.json", headers={"accept-language": "ru"})

    assert russian.content == feeds.json_file(full_summary(release))


@pytest.mark.parametrize(
    ("name", "number"), [("summary.csv", 3), ("summary.json", 3), ("summary.xlsx", 5)]
)
def test_it_costs_few_queries(client, name, number, django_assert_num_queries):
    """The workbook also holds the country in the years before."""
    with django_assert_num_queries(number):
        get(client, name)
