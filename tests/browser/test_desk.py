"""A coordinator finishes a year in Kazakh and sends it; the pages stand in nobody's way."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from registry import returns
from registry.models import Headcount, Receipt, Submission
from reports.desk.picture import Picture
from tests.conftest import DEMO_PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
UNIT, YEAR = "KZ-10", 2024
HOME = f"/admin/returns/{UNIT}/{YEAR}/"
PAGES = ["/admin/", f"{HOME}events/", f"{HOME}elders/", f"{HOME}submit/", "/admin/?year=2023"]
PAGES += ["/admin/rows/elders.covered/2023/", "/admin/rows/elders.events/2023/KZ-71/"]
KEPT = ["elders", "youth", "experts", "chairs", "associations", "media", "memoranda"]


@pytest.fixture
def abai(browser, live_server):
    """The browser of the coordinator of Abai Region, in Kazakh."""
    context = browser.new_context(base_url=live_server.url, locale="kk-KZ")
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", "coordinator-kz-10")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    yield page
    context.close()


def fill_in_headcounts():
    """The numbers that the coordinator typed on other pages: sections with new structures."""
    picture = Picture(UNIT, YEAR)
    for section in picture.sections:
        if section.key in ("mothers", "clubs"):
            for one in returns.silent(section, picture.regions, YEAR):
                Headcount.objects.create(structure=one, year=YEAR, members=9)


@pytest.mark.browser_postgres
def test_a_coordinator_finishes_the_sections_and_sends_the_year(abai):
    fill_in_headcounts()
    for key in KEPT:
        finish(abai, key, "Былтырдан бері өзгеріс жоқ")
    for key in ("events", "mothers", "clubs", "houses", "mediation"):
        finish(abai, key, "Бөлім дайын")
    assert "Барлық бөлім дайын" in abai.locator("main").inner_text()

    abai.get_by_role("link", name="Есепті жіберу").click()
    while abai.get_by_role("button", name="Себебін сақтау").count():
        group = abai.locator("form.group").first
        group.get_by_label("Себебі").fill("Әкімдікпен тексерілді.")
        group.get_by_role("button", name="Себебін сақтау").click()
    abai.get_by_label("Көрсеткіштерді қарап шықтым").check()
    abai.get_by_role("button", name="2024 жылғы есепті жіберу").click()

    receipt = Receipt.objects.get()
    text = abai.locator("main").inner_text()
    assert receipt.number in text and receipt.sha256 in text and "кешіктірілді" in text
    assert Submission.objects.get(region=UNIT, year=YEAR).state == "submitted"
    assert_nothing_stands_in_the_way(abai, 1280)


def finish(page, key, button):
    page.goto("/admin/")
    page.locator(f"#{key} th a").click()
    page.get_by_role("button", name=button).click()
    page.wait_for_url(f"**/my-region/**#{key}")


def assert_nothing_stands_in_the_way(page, width):
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 320])
def test_a_page_has_no_accessibility_violation_and_does_not_scroll_sideways(abai, path, width):
    abai.set_viewport_size({"width": width, "height": 900})
    abai.goto(path)

    assert_nothing_stands_in_the_way(abai, width)
