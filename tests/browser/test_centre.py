"""An official signs in and takes Excel away: one click, and three at the most for any report."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.browser.visiting import look, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]


def sheets_of(download):
    return load_workbook(BytesIO(Path(download.path()).read_bytes())).worksheets


class Clicks:
    """A page on which every click is counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, place):
        self.count += 1
        place.click()

    def file(self, report, button="Excel"):
        """What a click on a button of a report gives (name, sheets)."""
        card = self.page.locator("li", has=self.page.get_by_role("heading", name=report))
        with self.page.expect_download() as found:
            self.on(card.get_by_role("button", name=button).first)
        return found.value.suggested_filename, sheets_of(found.value)


@pytest.fixture
def official(visit):
    """The browser of an official, in Kazakh, just signed in."""
    return visit("official")


def test_every_report_is_at_most_three_clicks_away(official):
    home = official.url
    clicks = Clicks(official)
    name, sheets = clicks.file("Жыл қорытындысы")
    assert clicks.count == 1 and name == "demo-apk-2023-r1-year-kk.xlsx"
    events = next(r for r in sheets[1].iter_rows(values_only=True) if r[1] == "elders.events")
    official.goto("/kk/2023/")
    assert "6\u00a0358" in text_of(official) and events[3] == 6358

    official.goto(home)
    clicks = Clicks(official)
    clicks.count += 1  # to open the list of regions
    official.get_by_label("Есеп беруші").select_option(label="Астана қаласы")
    name, sheets = clicks.file("Бір өңір")
    assert clicks.count == 2 and "region-kz-71" in name
    assert sheets[0]["A1"].value == "Астана қаласы, 2023"

    official.goto(home)
    clicks = Clicks(official)
    clicks.on(official.get_by_role("link", name="2024 жылғы жоба"))
    name, sheets = clicks.file("Жыл қорытындысы")
    assert clicks.count == 2 and name.startswith("ЖОБА-demo-apk-2024-12-31")
    assert sheets[0]["A1"].value.startswith("ЖОБА. ")


def test_its_pages_have_no_accessibility_violation_and_do_not_scroll_sideways(official):
    lists = "/admin/registry/elderscouncil/"
    drafts = "/admin/reports-centre/?year=2024"
    for path in ("/admin/", drafts, f"{drafts}&until=x", f"{lists}export/"):
        official.goto(path)
        look(official)


def test_a_filtered_list_is_taken_away_from_its_page(official):
    official.goto("/admin/registry/event/?year=2023&q=наурыз")
    official.get_by_role("link", name="Экспорттау").click()
    said = text_of(official)
    with official.expect_download() as found:
        official.get_by_role("button", name="Excel").click()
    sheet = sheets_of(found.value)[0]

    assert "наурыз" in said and f"Файлда {sheet.max_row - 1} жол болады." in said
    assert all("наурыз" in row[3].value.lower() for row in sheet.iter_rows(min_row=2))
