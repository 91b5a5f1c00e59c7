"""A coordinator imports a sheet with two mistakes, in Kazakh; the pages stand in nobody's way."""

import re

import pytest
from openpyxl import load_workbook

from registry.models import Event, ImportBatch
from tests.browser.visiting import look, sign_in, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
START = "/admin/import/KZ-10/2024/events/"
# Letters of the columns: day, title, place, scope, topic, visitors, and elders
ROW = {
    "C": "24.10.2024",
    "D": "Достық кеші",
    "E": "Семей",
    "G": "өңірлік",
    "H": "спорт",
    "K": "қатысушы",
}


@pytest.fixture
def abai(visit):
    """The browser of the coordinator of Abai Region, in Kazakh, on their first page."""
    page = visit()
    page.seen = []
    page.on("framenavigated", lambda frame: page.seen.append(frame.url))
    sign_in(page, "coordinator-kz-10")
    return page


@pytest.fixture
def events(abai):
    """The same browser on the first step of the events."""
    abai.locator("#events").get_by_role("link", name="Excel").click()
    abai.wait_for_url(f"**{START}")
    return abai


def template(page, folder):
    """The empty template, downloaded as people do it."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Бос үлгі").click()
    path = folder / "template.xlsx"
    download.value.save_as(path)
    return path


def fill(path, *rows):
    """Type rows ({letter: value}) under the headings of a workbook, as Excel would save it."""
    book = load_workbook(path)
    for number, row in enumerate(rows, 2):
        for letter, value in row.items():
            book.worksheets[0][f"{letter}{number}"] = value
    book.save(path)


def send(page, path):
    page.locator("#file").first.set_input_files(path)
    page.locator("form.upload button").first.click()
    page.wait_for_url(re.compile(r"/events/\d+/$"))


@pytest.mark.browser_postgres
def test_two_mistakes_are_corrected_in_the_marked_file_and_the_import_confirmed(events, tmp_path):
    abai = events
    before, path = Event.objects.count(), template(abai, tmp_path)
    fill(path, ROW | {"I": "шамамен 50"}, ROW | {"D": "Ән кеші", "C": "32.10.2024", "I": 40})
    send(abai, path)
    text = abai.locator(".errors").inner_text()
    assert "Мына 2 қатені түзетіңіз" in text and "2-жол, I бағаны" in text

    with abai.expect_download() as download:
        abai.get_by_role("link", name="Белгіленген файлды жүктеп алу").click()
    marked = tmp_path / "marked.xlsx"
    download.value.save_as(marked)
    fill(marked, {"I": 50}, {"C": "23.10.2024"})
    send(abai, marked)
    assert "Қате жоқ" in text_of(abai)
    abai.get_by_role("button", name="Растау").click()

    abai.wait_for_url("**/import/receipts/**")
    batch = ImportBatch.objects.get()
    assert f"№ {batch} импорт: қосылды – 2" in text_of(abai)
    assert Event.objects.count() == before + 2
    # sign-in, first page, template and file, mistakes, no mistakes, receipt
    assert len(abai.seen) <= 6, abai.seen


def test_a_cut_or_doubled_confirm_writes_once(events, tmp_path):
    abai = events
    path = template(abai, tmp_path)
    fill(path, ROW | {"I": 50})
    send(abai, path)
    abai.evaluate("document.querySelectorAll('#confirm button').forEach(b => b.id = b.value)")

    abai.locator("#whole").dblclick()

    abai.wait_for_url("**/import/receipts/**")
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize("width", [1280, 320])
def test_no_step_has_an_accessibility_violation_or_scrolls_sideways(events, tmp_path, width):
    abai = events
    path = template(abai, tmp_path)
    doubted = ROW | {"D": "Үлкен мереке", "I": 90_000}
    fill(path, ROW | {"I": "x"}, doubted, ROW | {"D": "Дocтық  әні", "I": 40})
    abai.set_viewport_size({"width": width, "height": 900})
    look(abai, width)
    send(abai, path)
    look(abai, width)
    abai.get_by_role("checkbox").check()
    abai.get_by_label("Себебі").fill("Халықаралық фестиваль")
    abai.get_by_role("button", name=re.compile("^Дұрыс 2 жолды")).click()
    abai.wait_for_url("**/import/receipts/**")
    look(abai, width)
    abai.get_by_role("link", name="Импортты қайтару").click()
    look(abai, width)
