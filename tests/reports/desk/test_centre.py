"""The report centre: five reports of a published year, and the same of an open one as drafts."""

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from registry.models import Structure
from registry.sections import SECTIONS
from reports.models import Figure, Release
from tests import build, cast
from tests.registry.doors import sit
from tests.reports.published import ABAI, published_registry
from tests.reports.tables import head, table

pytestmark = pytest.mark.django_db
HOME = "/admin/reports-centre/"
REPORTS = {
    "year": "",
    "region": f"unit={ABAI}",
    "theme": "theme=councils",
    "years": "",
    "press": "",
}
each_report = pytest.mark.parametrize("name", REPORTS)


@pytest.fixture(scope="module", autouse=True)
def release(django_db_setup, django_db_blocker):
    """2022 r1 and 2023 r1, and 2024 open: another council of Abai since May, two events."""
    with django_db_blocker.unblock(), published_registry() as found:
        build.reporting_year(2024)
        build.council(ABAI, "2024-05-02", level="rural")
        for day in ("2024-03-01", "2024-09-01"):
            build.participation(build.event(ABAI, day, title=f"Meeting {day}"))
        yield found


@pytest.fixture
def official(client):
    return sit(client, cast.saule())


def get(browser, name, year=2023, **more):
    query = "&".join([REPORTS[name], *(f"{key}={value}" for key, value in more.items())])
    return browser.get(f"{HOME}{year}/{name}.xlsx?language=en&{query}")


def sheets(response):
    return load_workbook(BytesIO(response.content)).worksheets


def named(response):
    return unquote(response["Content-Disposition"])


def test_the_first_page_of_an_official_offers_five_reports_of_the_latest_year(official):
    page = official.get("/admin/").content.decode()

    assert "2023 r1" in page and "Draft of 2024" in page
    for name in REPORTS:
        assert f'action="{HOME}2023/{name}.xlsx"' in page


@each_report
def test_a_report_is_a_file_that_says_which_release_it_is(official, name):
    response = get(official, name)
    found = sheets(response)

    assert f"apk-2023-r1-{name}" in named(response)
    assert "no-store" in response["Cache-Control"]
    assert all("2023 r1" in sheet["A2"].value for sheet in found)
    assert found[0].title == "Contents" and found[-1].title == "Definitions"
    formulas = [c.value for s in found for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert all(formula.startswith("=SUM(") for formula in formulas)


def value(release, code, region=None):
    return Figure.objects.get(release=release, indicator=code, region=region).value


def test_the_region_stands_beside_the_country(official, release):
    rows = {row[1]: row for row in table(sheets(get(official, "region"))[1]) if row[1]}

    for code, row in rows.items():
        assert row[3] == value(release, code, ABAI) or row[3] in ("…", "x")
        assert row[7] == value(release, code) or row[7] in ("…", "x")
    # The first year of the region was not a whole one: a flow does not compare with it.
    assert rows["elders.events"][3:9] == (3, 1, "x", "x", 3, 1)


def test_the_theme_tells_councils_and_members_by_level(official):
    found = {sheet.title: sheet for sheet in sheets(get(official, "theme"))}
    sheet = found["By level"]
    rows = {row[:2]: row[2:] for row in table(sheet)}

    assert [cell.value for cell in sheet[head(sheet)]][4:] == ["district"]
    assert rows["Councils of Elders", "Kazakhstan"][::2] == (3, 3)
    assert rows["Members of the Councils of Elders", "Abai Region"][::2] == (7, 7)
    assert rows["Councils of Elders", "Kazakhstan"][1].startswith("=SUM(E")
    codes = {row[1] for row in table(found["2023 and 2022"]) if row[1]}
    assert {code.split(".")[0] for code in codes} == {"elders", "mothers"}


def test_the_years_stand_side_by_side(official):
    rows = {row[0]: row[2:4] for row in table(sheets(get(official, "years"))[1])}

    assert rows["Events with the Councils of Elders taking part"] == (1, 3)


def test_a_draft_counts_the_records_to_the_day_beside_the_same_day_of_last_year(official):
    def numbers(until):
        found = sheets(get(official, "year", 2024, until=until))
        return {row[1]: row[3:5] for row in table(found[1]) if row[1]}

    whole = numbers("2024-12-31")

    assert numbers("2024-06-30")["elders.events"] == (1, 4)
    assert numbers("2024-02-29")["elders.events"] == (0, 0)
    assert whole["elders.events"] == (2, 4)
    assert whole["elders.councils"] == (4, 3)
    assert whole["elders.members"] == ("…", 7)


@each_report
def test_a_draft_says_so_in_every_title_and_in_its_name(official, name):
    before = list(Release.objects.values()), Structure.objects.count()

    response = get(official, name, 2024, until="2024-06-30")

    assert "DRAFT-apk-2024-06-30" in named(response)
    for sheet in sheets(response):
        assert sheet["A1"].value.startswith("DRAFT. ")
        assert sheet["A1"].value.endswith("(to 30.06.2024)")
        assert sheet["A4"].value == "Not published: not to be quoted."
    assert before == (list(Release.objects.values()), Structure.objects.count())


@pytest.mark.parametrize(
    ("language", "word"), [("kk", "ЖОБА"), ("ru", "ЧЕРНОВИК"), ("en", "DRAFT")]
)
def test_a_draft_is_marked_in_the_language_of_the_file(official, language, word):
    response = official.get(f"{HOME}2024/years.xlsx?until=2024-06-30&language={language}")

    assert f"{word}-apk" in named(response)
    assert sheets(response)[0]["A1"].value.startswith(f"{word}. ")


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("year", [2023, 2024])
@each_report
def test_no_english_is_left_in_a_translated_report(official, name, year, language):
    page = f"{HOME}{year}/{name}.xlsx?language={language}&{REPORTS[name]}"
    texts = {
        cell.value
        for sheet in sheets(official.get(page))
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type == "s"
    }
    ours = re.compile(r"[a-z]+\.[a-z_]+|\br1\b|\bx\b|https?://\S+|\b20\d\d-\d-[0-9a-z]+")
    keys = {section.key for section in SECTIONS}

    assert not {text for text in texts if re.search("[A-Za-z]", ours.sub("", text))} - keys


@pytest.mark.parametrize(
    "who", [cast.aigul, cast.dana, lambda: build.person("m", "managers", is_staff=True)]
)
def test_who_does_not_see_all_units_has_no_reports(client, who):
    sit(client, who())

    assert client.get(HOME).status_code == 403
    for year in (2023, 2024):
        assert get(client, "year", year).status_code == 403


def test_a_stranger_is_asked_to_sign_in_and_nothing_of_it_is_public(client):
    for path in (HOME, f"{HOME}2023/year.xlsx", f"{HOME}2024/year.xlsx"):
        assert client.get(path)["Location"].startswith("/admin/login/")


def test_a_reviewer_reads_reports_too_but_begins_elsewhere(client):
    sit(client, cast.marat())

    assert get(client, "year", 2024).status_code == 200
    assert "apk-2023" not in client.get("/admin/").content.decode()
    assert f"{HOME}2023/year.xlsx" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "2023/nothing.xlsx",
        "1999/year.xlsx",
        "2023/region.xlsx?unit=KZ-99",
        "2023/region.xlsx",
        "2023/theme.xlsx?theme=x",
        "2023/year.xlsx?language=de",
        "2024/year.xlsx?until=2023-05-05",
        "2024/year.xlsx?until=2999-01-01",
        "2024/year.xlsx?until=yesterday",
    ],
)
def test_there_is_no_other_report(official, path):
    assert official.get(HOME + path).status_code == 404


@pytest.mark.parametrize(
    ("until", "said"),
    [("05.05.2023", "Choose a day of 2024."), ("x", "Enter a valid date.")],
)
def test_a_wrong_day_is_told_and_offers_no_file(official, until, said):
    page = official.get(f"{HOME}?year=2024&until={until}").content.decode()

    assert said in page and ".xlsx" not in page


def test_the_chosen_day_stands_in_every_link(official):
    page = official.get(f"{HOME}?year=2024&until=30.06.2024").content.decode()

    assert page.count('name="until" value="2024-06-30"') == len(REPORTS)
