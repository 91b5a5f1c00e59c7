"""A typist fills the yearly grid by the keyboard alone, in Kazakh; without scripts it is a form."""

from functools import partial

import pytest

from registry.models import Headcount, Structure
from tests.browser.visiting import look

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
UNIT, YEAR = "KZ-10", 2024
PAGE = f"/admin/grid/{UNIT}/{YEAR}/mothers/"


@pytest.fixture
def desk(visit):
    """Makes a browser of the coordinator of Abai Region, in Kazakh, on the page of the grid."""
    return partial(visit, "coordinator-kz-10", PAGE)


def numbers():
    """The headcounts of the year by their structure's place in the table."""
    council = Structure.objects.of([UNIT]).of_kind("mothers").counted_in(YEAR)
    told = {h.structure_id: h for h in Headcount.objects.in_year(YEAR)}
    return [told.get(one.pk) for one in council]


def value(page):
    """What stands in the field that has the focus."""
    return page.evaluate("document.activeElement.value")


def note_of(page, row):
    return page.locator("table.grid tbody tr").nth(row).locator(".notes").inner_text()


@pytest.mark.browser_postgres
def test_the_grid_is_filled_by_the_keyboard_alone(desk):
    page = desk()
    before = len([h for h in numbers() if h])
    assert "келесі жол" in page.locator("#legend").inner_text()
    page.locator("input[inputmode]").first.focus()
    first = value(page)
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    assert value(page) == first
    for typed in ("11", "12", "80"):
        page.keyboard.press("Control+a")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    assert value(page) == "80" and "Әдетте 3 – 50 мүше" in note_of(page, 2)
    page.keyboard.press("ArrowUp")
    assert value(page) == "12"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+a")
    page.keyboard.type("шамамен 9")
    assert page.locator(".unsaved").inner_text().startswith("Сақталмаған: ")
    page.keyboard.press("Control+Enter")

    refused = page.locator("#refused")
    refused.wait_for()
    assert page.evaluate("document.activeElement.id") == "refused"
    assert "«шамамен 9» – сан емес" in refused.inner_text()
    assert [h.members for h in numbers()[:3]] == [11, 12, 80]
    assert page.locator("[aria-invalid]").input_value() == "шамамен 9"
    assert "сан емес" in note_of(page, 3)
    page.locator("[aria-invalid]").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("9")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**?page=1")
    assert value(page) == "9"  # on from where the hands were
    assert numbers()[3].members == 9 and len([h for h in numbers() if h]) >= before
    assert "Сақталды, " in page.locator(".saved").inner_text()
    assert "Әдетте 3 – 50 мүше" in note_of(page, 2)


def test_leaving_asks_and_a_second_press_sends_nothing(desk):
    page = desk()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("input[inputmode]").first.fill("7")
    page.locator("input[inputmode]").first.press("Tab")

    with page.expect_event("dialog"):
        page.evaluate("setTimeout(() => location.assign('/admin/'))")
    assert asked == ["beforeunload"] and page.url.endswith(PAGE)
    versions = Headcount.history.count()
    page.get_by_role("button", name="Сақтау", exact=True).dblclick()
    page.wait_for_url("**?page=1")
    assert Headcount.history.count() == versions + 1


def test_without_scripts_it_is_a_form_that_enter_saves(desk):
    page = desk(java_script_enabled=False)

    page.locator("input[inputmode]").first.fill("8")
    page.locator("input[inputmode]").first.press("Enter")

    page.wait_for_url("**?page=1")
    assert numbers()[0].members == 8


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_stands_in_the_way(desk, width):
    page = desk(viewport={"width": width, "height": 900})
    look(page, width)
    page.locator("input[inputmode]").first.fill("x")
    page.locator("input[inputmode]").nth(1).fill("900")
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.locator("#refused").wait_for()
    look(page, width)
    page.goto(f"/admin/grid/{UNIT}/{YEAR}/clubs/")
    look(page, width)
    page.goto(PAGE)
    page.locator("[id^=h-]").first.click()
    look(page, width)
