"""A coordinator enters events on a slow line, in Kazakh: nothing is lost, nothing twice."""

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.middleware.gzip import GZipMiddleware

from registry.models import Event
from tests.browser.visiting import look, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
ADD = "/admin/registry/event/add/?region=KZ-10&year=2024"
EVENT = {"title": "Достық кеші", "held_on": "24.10", "place": "Семей", "attendance": "1 200"}
LINE = {"offline": False, "latency": 800, "downloadThroughput": 32_000, "uploadThroughput": 32_000}


@pytest.fixture
def packed_files(monkeypatch):
    """Static files as whitenoise serves them: packed, and kept by the browser."""
    serve = StaticFilesHandlerMixin.serve

    def packed(handler, request):
        answer = serve(handler, request)
        answer["Cache-Control"] = "public, max-age=31536000, immutable"
        return GZipMiddleware(lambda _request: answer)(request)

    monkeypatch.setattr(StaticFilesHandlerMixin, "serve", packed)


@pytest.fixture
def page(visit, packed_files):
    page = visit()
    page.set_default_timeout(60_000)
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def open_the_form(page):
    sign_in(page, "coordinator-kz-10", then=ADD)


def fill(page, title):
    for name, text in (EVENT | {"title": title}).items():
        page.fill(f"[name={name}]", text)
    page.select_option("[name=topic]", "sport")
    page.select_option("[name=body_elders]", "took_part")


class Meter:
    """The kilobytes that came over the line, and the seconds that it takes for them at most.

    They are counted from the bytes and from the ways to and fro, as if one came after the other:
    a clock would tell how busy this machine is.
    """

    def __init__(self, page):
        self.line = page.context.new_cdp_session(page)
        self.line.send("Network.enable")
        self.line.on("Network.loadingFinished", self._count)
        self.line.on("Network.requestWillBeSent", self._follow)
        self.line.send("Network.emulateNetworkConditions", LINE)
        self.restart()

    def restart(self):
        self.bytes = self.ways = 0

    def _count(self, event):
        self.bytes += event["encodedDataLength"]
        self.ways += event["encodedDataLength"] > 0  # else the browser had kept it

    def _follow(self, event):
        self.ways += "redirectResponse" in event

    def read(self):
        seconds = self.bytes / LINE["downloadThroughput"] + self.ways * LINE["latency"] / 1000
        return self.bytes / 1000, seconds

    def cut(self, is_cut):
        self.line.send("Network.emulateNetworkConditions", LINE | {"offline": is_cut})


def test_a_slow_line_that_breaks_loses_and_doubles_nothing(page):
    before, meter = Event.objects.count(), Meter(page)
    open_the_form(page)
    fill(page, "Бірінші кеш")
    page.click("[name=_addanother]")
    page.wait_for_selector(".messagelist .success")
    cold, waiting = meter.read()
    assert cold <= 400 and waiting <= 60

    fill(page, "Екінші кеш")
    meter.restart()
    page.click("[name=_addanother]")
    page.wait_for_selector(".messagelist .success")
    page.wait_for_load_state()
    next_one, waiting = meter.read()
    assert next_one <= 40 and waiting <= 5

    # The form does not arrive: the browser sends it again.
    fill(page, "Үшінші кеш")
    meter.cut(True)
    page.click("[name=_addanother]", no_wait_after=True)
    page.wait_for_timeout(500)
    meter.cut(False)
    page.reload()
    page.wait_for_selector(".messagelist .success")

    # It arrives and is saved, the answer does not come back: sent again, it is answered the same.
    fill(page, "Төртінші кеш")
    lost = []
    page.route(ADD, lambda route: lost.append(lose_the_answer(route)))
    page.click("[name=_addanother]", no_wait_after=True)
    until(page, lambda: lost)
    assert Event.objects.filter(title="Төртінші кеш").count() == 1
    page.unroute(ADD)
    page.reload()
    page.wait_for_selector(".messagelist .success")

    assert Event.objects.count() == before + 4
    kept = Event.objects.get(title="Төртінші кеш")
    assert (kept.attendance, f"{kept.held_on:%d.%m.%Y}") == (1200, "24.10.2024")
    assert kept.participations.get().kind == "elders" and kept.history.count() == 1


def until(page, is_so):
    """Wait for something that no page shows, a minute at most."""
    for _tenth in range(600):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError("not within a minute")


def lose_the_answer(route):
    route.fetch(max_redirects=0)
    route.abort("connectionreset")


@pytest.mark.browser_postgres
def test_two_people_at_one_event_lose_nothing_and_see_each_other(page, live_server):
    open_the_form(page)
    event = Event.objects.filter(region="KZ-10", year=2024).first()
    form = f"/admin/registry/event/{event.pk}/change/"
    other = page.context.new_page()
    for one in (page, other):
        one.goto(form)
    other.fill("[name=attendance]", "321")
    other.click("[name=_save]")
    other.wait_for_selector(".messagelist .success")

    page.fill("[name=place]", "Басқа зал")
    page.click("[name=_save]")
    text = page.locator(".conflict").inner_text()
    assert "321" in text and "Басқа зал" in text
    assert page.evaluate("document.activeElement.id") == "error-summary"
    look(page)
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist .success")

    event.refresh_from_db()
    assert (event.attendance, event.place) == (321, "Басқа зал")
    page.goto(form.replace("change", "history"))
    assert "321" in page.locator("#change-history").inner_text()
    look(page)


def test_the_pages_of_records_stand_in_nobodys_way(page):
    open_the_form(page)
    fill(page, "")
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto("/admin/registry/event/")
    assert asked == ["beforeunload"]
    assert page.evaluate(FOCUSABLE) <= 120
    look(page)
    page.goto("/admin/registry/elderscouncil/")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_selector("#elderscouncil_form")
    look(page)
    page.goto(ADD)
    page.fill("[name=attendance]", "1,200")
    with page.expect_navigation():
        page.click("[name=_save]")
    look(page)
    page.locator("#error-summary a", has_text="1,200").click()
    assert page.evaluate("document.activeElement.name") == "attendance"
    assert page.input_value("[name=attendance]") == "1,200"


FOCUSABLE = """[...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
)].filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length"""
