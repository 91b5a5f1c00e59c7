"""A coordinator enters an event, finishes a year and sends it, in Kazakh; no page is in the way."""

import re

import pytest

from registry.models import Event, Memorandum, Receipt, Submission
from tests.browser.visiting import look, sign_in, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
UNIT, YEAR = "KZ-10", 2024
HOME = f"/admin/returns/{UNIT}/{YEAR}/"
PAGES = ["/admin/", f"{HOME}events/", f"{HOME}elders/", f"{HOME}submit/", "/admin/?year=2023"]
# Django's own pages that people of the portal meet
STOCK = ["/admin/", "/admin/registry/event/", "/admin/registry/elderscouncil/?q=кеңес"]
STOCK += ["/admin/registry/", "/admin/password_change/"]
NO_SESSION = ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/"]
KEPT = ["elders", "youth", "experts", "chairs", "associations", "media"]
PAGES += ["/admin/rows/elders.covered/2023/", "/admin/rows/elders.events/2023/KZ-71/"]


@pytest.fixture
def abai(visit):
    """The browser of the coordinator of Abai Region."""
    return visit("coordinator-kz-10")


def test_from_signing_in_to_the_first_event_there_are_four_pages(visit):
    page, seen = visit(), []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    sign_in(page, "coordinator-kz-10")

    page.locator("#events").get_by_role("link", name="Қосу").click()
    typed = {"title": "Достық кеші", "held_on": "24.10.2024", "place": "Семей", "attendance": "50"}
    for name, text in typed.items():
        page.fill(f"[name={name}]", text)
    page.locator("[name=topic]").select_option("culture")
    with page.expect_navigation():
        page.press("[name=attendance]", "Enter")

    event = Event.objects.get(title="Достық кеші")
    assert (event.region_id, event.attendance, str(event.held_on)) == (UNIT, 50, "2024-10-24")
    assert "Достық кеші" in page.locator(".messagelist").inner_text()
    assert len(seen) <= 4, seen


@pytest.mark.browser_postgres
def test_a_coordinator_finishes_the_sections_and_sends_the_year(abai):
    Memorandum.objects.of([UNIT]).delete()
    for key in KEPT:
        finish(abai, key, "Былтырдан бері өзгеріс жоқ")
    for key in ("mothers", "clubs"):
        fill_in_the_table(abai, key)
    for key in ("events", "mothers", "clubs", "houses", "mediation"):
        finish(abai, key, "Бөлім дайын")
    say_that_there_was_nothing(abai, "memoranda")
    assert "Барлық бөлім дайын" in text_of(abai)

    with abai.expect_navigation():
        abai.get_by_role("link", name="Есепті жіберу").click()
    if abai.get_by_role("button", name="Себептерді сақтау").count():
        for box in abai.get_by_label("Себебі").all():
            box.fill("Әкімдікпен тексерілді.")
        abai.get_by_role("button", name="Себептерді сақтау").click()
    abai.get_by_label("Көрсеткіштерді қарап шықтым").check()
    look(abai)
    abai.get_by_role("button", name="2024 жылғы есепті жіберу").click()

    receipt = Receipt.objects.get()
    text = text_of(abai)
    assert receipt.number in text and receipt.sha256 in text and "кешіктірілді" in text
    assert "Меморандум жасалған жоқ" in text
    assert Submission.objects.get(region=UNIT, year=YEAR).state == "submitted"
    look(abai)


def finish(page, key, button):
    page.goto("/admin/")
    page.locator(f"#{key} th a").click()
    page.get_by_role("button", name=button).click()
    page.wait_for_url(f"**/my-region/**#{key}")


def fill_in_the_table(page, key):
    """Last year's numbers as a start; what is still empty is typed."""
    page.goto("/admin/")
    page.locator(f"#{key}").get_by_role("link", name="Кестені толтыру").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Бос өрістерді былтырғымен толтыру").click()
    for row in page.locator("table.grid tr:has(input)").all():
        number, *reason = row.locator("input").all()
        if not any(field.input_value() for field in (number, *reason)):
            number.fill("9")
    with page.expect_navigation(url="**?page=1"):
        page.get_by_role("button", name="Сақтау", exact=True).click()


def say_that_there_was_nothing(page, key):
    page.goto("/admin/")
    page.locator(f"#{key} th a").click()
    page.get_by_label("Себебі").fill("Меморандум жасалған жоқ")
    page.get_by_role("button", name=re.compile("болған жоқ")).click()
    page.wait_for_url(f"**/my-region/**#{key}")


@pytest.mark.parametrize(
    ("name", "paths"), [("coordinator-kz-10", PAGES), ("admin", STOCK), ("", NO_SESSION)]
)
def test_no_page_has_an_accessibility_violation_or_scrolls_sideways(visit, name, paths):
    page = visit(name)
    for path in paths:
        page.goto(path)
        look(page)
