"""A whole year by five people, and then a correction: what each of them clicks and what it gives.

Two coordinators send, a reviewer returns one return and accepts both, an editor proposes and cannot
approve, another person publishes, an official takes the file away, a correction makes r2.
"""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from registry import returns
from registry.models import Event, Headcount, SectionState, Submission
from reports.desk.picture import Picture
from reports.models import Figure, Release
from tests.browser.visiting import look, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
ABAI, ASTANA, YEAR = "KZ-10", "KZ-71", 2024
HOME = f"/admin/releases/{YEAR}/"
NOTES = {
    "kk": "Абай облысының бір іс-шарасы екі рет жазылған.",
    "ru": "Одно мероприятие области Абай записано дважды.",
    "en": "One event of Abai Region was recorded twice.",
}


class People:
    """A browser of each person, in Kazakh, signed in when it is first asked for.

    Without a name it is a reader, each time a new one: a browser keeps a page for five minutes.
    """

    def __init__(self, visit):
        self.visit, self.pages = visit, {}

    def __getitem__(self, name):
        if not name and name in self.pages:
            self.pages.pop(name).context.close()
        if name not in self.pages:
            self.pages[name] = self.visit(name)
        return self.pages[name]


@pytest.fixture
def people(visit):
    return People(visit)


def test_a_year_from_two_coordinators_to_a_correction(people):
    fill_in()
    send_and_review(people)
    publish_first(people)
    take_the_file_away(people)
    correct(people)


def fill_in():
    """What other pages are for: 19 units are accepted, the sections of two are finished."""
    for unit in (ABAI, ASTANA):
        picture = Picture(unit, YEAR)
        for line in picture.lines:
            for one in returns.silent(line.section, picture.regions, YEAR):
                Headcount.objects.create(structure=one, year=YEAR, members=9)
            state = "nil" if line.is_empty else "done"
            reason = "Болған жоқ." if line.is_empty else ""
            SectionState.objects.filter(pk=line.state.pk).update(state=state, reason=reason)
    others = Submission.objects.filter(year=YEAR).exclude(region__in=[ABAI, ASTANA])
    SectionState.objects.filter(submission__in=others).update(state="done")
    others.update(state="accepted", accepted_at=timezone.now())


def send(page, unit):
    """Give reasons for what looks unusual, and send."""
    page.goto(f"/admin/returns/{unit}/{YEAR}/submit/")
    if page.get_by_role("button", name="Себептерді сақтау").count():
        for box in page.get_by_label("Себебі").all():
            box.fill("Әкімдікпен тексерілді.")
        page.get_by_role("button", name="Себептерді сақтау").click()
    page.get_by_label("Көрсеткіштерді қарап шықтым").check()
    page.get_by_role("button", name=f"{YEAR} жылғы есепті жіберу").click()
    page.wait_for_url("**/receipts/**")


def send_and_review(people):
    abai, reviewer = people["coordinator-kz-10"], people["reviewer"]
    send(abai, ABAI)
    send(people["coordinator-kz-71"], ASTANA)

    review(reviewer, ABAI)
    reviewer.locator("#back-events").check()
    reviewer.locator("#reason").fill("Қазан айының іс-шарасын қараңыз.")
    reviewer.get_by_role("button", name="Қайтару", exact=True).click()
    review(reviewer, ASTANA)
    reviewer.get_by_role("button", name="Есепті қабылдау").click()

    abai.goto("/admin/")
    assert "Қазан айының іс-шарасын қараңыз." in text_of(abai)
    abai.locator("#events th a").click()
    abai.get_by_role("button", name="Бөлім дайын").click()
    send(abai, ABAI)
    review(reviewer, ABAI)
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="Есепті қабылдау").click()
    assert not Submission.objects.filter(year=YEAR).exclude(state="accepted").exists()


def review(page, unit):
    page.goto(f"/admin/returns/{unit}/{YEAR}/review/")
    with page.expect_navigation():
        page.get_by_role("button", name="Тексеруді бастау").click()


def publish_first(people):
    assert "әлі жарияланған жоқ" in text(people[""], f"/kk/{YEAR}/")
    editor, approver = people["editor"], people["approver"]
    editor.goto("/admin/")
    editor.locator(".desk-menu").get_by_role("link", name="Шығарылымдар").click()
    editor.get_by_role("link", name=str(YEAR), exact=True).click()
    editor.get_by_role("button", name="Алдын ала шығарылым жасау").click()
    assert "Жариялауға кедергі: 0." in text_of(editor)
    propose(editor)
    assert "Оны басқа адам бекітеді" in text_of(editor)
    assert not editor.get_by_role("button", name="Шығарылымды бекіту").count()
    look(editor)

    approve(approver)
    value = country("events.total")
    for language, number in {"kk": spaced(value), "ru": spaced(value), "en": f"{value:,}"}.items():
        shown = text(people[""], f"/{language}/{YEAR}/")
        assert f"{YEAR} r1" in shown and number in shown


def propose(page):
    page.locator("#confirm").check()
    page.get_by_role("button", name="Шығарылымды ұсыну").click()


def approve(page):
    page.goto(HOME)
    page.locator("#confirm").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Шығарылымды бекіту").click()


def text(page, path):
    page.goto(path)
    return text_of(page)


def country(code, number=1):
    release = Release.objects.get(year=YEAR, number=number)
    return Figure.objects.get(release=release, indicator=code, region=None).value


def spaced(value):
    return f"{value:,}".replace(",", "\u00a0")


def take_the_file_away(people):
    """The numbers of the official's file are those of the page."""
    official, reader = people["official"], people[""]
    card = official.locator("li", has=official.get_by_role("heading", name="Жыл қорытындысы"))
    official.goto("/admin/")
    with official.expect_download() as found:
        card.get_by_role("button", name="Excel").first.click()
    book = load_workbook(BytesIO(Path(found.value.path()).read_bytes()))
    code = Release.objects.get(year=YEAR, number=1).code
    assert code in book.worksheets[0].oddFooter.left.text
    sheet = {row[1]: row[3] for row in book.worksheets[1].values if row[1]}

    reader.goto(f"/kk/{YEAR}/")
    for one in ("elders.events", "houses.total", "events.total"):
        row = reader.locator("tr", has=reader.locator(f"a[href$='/{one}/{YEAR}/']")).first
        shown = row.locator("td.n").first.inner_text()
        assert int(re.sub(r"\s", "", shown)) == sheet[one] == country(one)


def correct(people):
    abai, reviewer, editor = (people[n] for n in ("coordinator-kz-10", "reviewer", "editor"))
    state = SectionState.objects.get(
        submission__region=ABAI, submission__year=YEAR, section="events"
    )
    abai.goto(f"/admin/returns/{ABAI}/{YEAR}/correction/")
    abai.locator(f"#section-{state.pk}").check()
    abai.locator("#cause").select_option("twice")
    abai.locator("#note").fill("Бір іс-шара екі рет жазылған.")
    abai.locator("main button.default").click()
    reviewer.goto("/admin/corrections/")
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="Бөлімдерді ашу").click()

    event = Event.objects.filter(region=ABAI, held_on__year=YEAR).first()
    abai.goto(f"/admin/registry/event/{event.pk}/delete/")
    with abai.expect_navigation():
        abai.locator("input[type=submit]").click()
    assert not Event.objects.filter(pk=event.pk).exists()

    publish_second(editor, people["approver"])
    was, now = country("events.total"), country("events.total", 2)
    assert now == was - 1
    changes = text(people[""], "/kk/changes/")
    assert NOTES["kk"] in changes and "екі рет" in changes
    assert spaced(was) in changes and spaced(now) in changes
    reader = people[""]
    asked = text(reader, f"/kk/code/?code={Release.objects.get(year=YEAR, number=1).code}")
    assert "Ескі нұсқа" in asked and f"{YEAR} r2" in asked
    look(reader)
    assert "Бұл – ескі нұсқа (r1)" in text(people[""], f"/kk/{YEAR}/r1/")


def publish_second(editor, approver):
    editor.goto(HOME)
    editor.get_by_role("button", name="Келесі нұсқаның алдын ала шығарылымын жасау").click()
    for language, words in NOTES.items():
        editor.locator(f"#note-{language}").fill(words)
    editor.get_by_role("button", name="Түсініктемені сақтау").click()
    propose(editor)
    approve(approver)
