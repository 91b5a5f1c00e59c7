"""A reader follows a number home, without JavaScript; nothing stands in anyone's way."""

import re

import pytest

from tests.browser.visiting import look, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]


@pytest.fixture
def reader(browser, live_server):
    """A browser of someone whose JavaScript is off."""
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    yield context.new_page()
    context.close()


@pytest.mark.browser_postgres
def test_a_reader_follows_a_number_from_the_year_to_its_regions_and_languages(reader):
    reader.goto("/")
    assert reader.url.endswith("/kk/")
    assert "1\u00a0119" in text_of(reader)

    reader.locator("table a[href='/kk/indicators/elders.events/2023/']").first.click()
    row = reader.get_by_role("row", name=re.compile("^Абай облысы"))
    assert "207" in row.inner_text()
    reader.get_by_role("link", name="English").click()
    assert reader.url.endswith("/en/indicators/elders.events/2023/")
    assert "6,358 events, 2023" in re.sub(r"\s+", " ", reader.locator(".key").inner_text())


@pytest.mark.parametrize("path", ["/indicators/elders.covered/", "/2023/", "/regions/kz-10/"])
def test_a_page_is_printed_on_three_sheets_at_most(page, live_server, path):
    page.emulate_media(media="print")
    for language in ("kk", "ru"):
        page.goto(f"{live_server.url}/{language}{path}")
        assert page.locator(".printed").is_visible()
        sheets = page.pdf(prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type /Page\b(?!s)", sheets)) <= 3


def test_a_reader_takes_the_workbook_of_the_year_away(reader):
    reader.goto("/ru/2023/")

    with reader.expect_download() as download:
        reader.locator("a[href$='summary.ru.xlsx']").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_a_reader_compares_two_regions_and_shares_the_address(reader):
    reader.goto("/kk/compare/")
    reader.locator("summary").first.click()
    reader.locator("input[value='elders.events']").check()
    reader.locator("input[value='kz-71']").check()
    reader.locator("input[value='kz-75']").check()
    reader.get_by_role("button", name="Көрсету").click()

    row = reader.get_by_role("row", name=re.compile("^Астана қаласы"))
    assert "484" in row.inner_text()
    assert "r=kz-71&r=kz-75" in reader.locator("p a").last.get_attribute("href")


def test_a_marked_text_has_no_accessibility_violation(page, live_server):
    page.goto(f"{live_server.url}/kk/check/")
    page.get_by_label("Мәтініңіз").fill(
        "Елімізде 1119 Ақсақалдар кеңесі мен 35 Достық үйі бар. 300."
    )
    page.get_by_role("button", name="Тексеру").click()

    look(page)
    assert page.locator(".mark.ok").count() and page.locator(".mark.bad").count()
