"""What the portal promises of every page, read from Chromium: access, weight, keys, no script."""

import gzip
from itertools import cycle

import pytest

from registry.models import Event
from reports.models import Release
from reports.publishing import build_candidate, publish
from tests.audit import axe
from tests.pages import LANGUAGES, STATES, WIDTHS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
KILOBYTES, REQUESTS, TAB_STOPS, MOVES = 40, 5, 47, 6


@pytest.fixture
def site(live_server):
    """The address of the portal after a correction of Abai: its r1 of 2023 is superseded."""
    of_elders = Event.objects.filter(year=2023, region="KZ-10", participations__kind="elders")
    Event.objects.filter(pk=of_elders[0].pk).update(attendance=1000)
    release = build_candidate(2023)
    Release.objects.filter(pk=release.pk).update(note_kk="Түзету", note_ru="Поправка", note_en="-")
    publish(release)
    return live_server.url


def sample():
    """Every page in Kazakh at 320 px; and each language with each width in each state."""
    others = [(language, width) for language in LANGUAGES for width in WIDTHS]
    for paths in STATES.values():
        yield from ((path, "kk", 320) for path in paths)
        yield from ((path, *other) for path, other in zip(cycle(paths), others, strict=False))


def test_no_page_breaks_a_rule_of_access(page, site):
    found = {
        (path, language, width): axe.faults(page, f"{site}/{language}{path}", width)
        for path, language, width in sample()
    }

    assert not {where: faults for where, faults in found.items() if faults}


def test_a_page_is_light_and_asks_nobody_else(browser, site):
    for path in [path for paths in STATES.values() for path in paths]:
        context = browser.new_context()  # nothing kept from the page before
        page, answers = context.new_page(), []
        page.on("response", lambda answer, answers=answers: answers.append(answer))
        page.goto(f"{site}/kk{path}")
        weight = sum(len(gzip.compress(answer.body())) for answer in answers)

        assert weight <= KILOBYTES * 1000 and len(answers) <= REQUESTS, (path, weight)
        assert all(answer.url.startswith(site) for answer in answers)
        assert not context.cookies()
        context.close()


class Tree:
    """The accessibility tree of a page (list of dict in reading order)."""

    def __init__(self, page):
        session = page.context.new_cdp_session(page)
        found = session.send("Accessibility.getFullAXTree")["nodes"]
        self.by_id = {node["nodeId"]: node for node in found}
        self.nodes = [node for node in self.under(found[0]) if not node.get("ignored")]

    def of(self, *roles):
        return [node for node in self.nodes if self.role(node) in roles]

    def role(self, node):
        return node.get("role", {}).get("value")

    def name(self, node):
        return " ".join(node.get("name", {}).get("value", "").split())

    def under(self, node):
        """The node and all below it."""
        yield node
        for child in node.get("childIds", []):
            if child in self.by_id:
                yield from self.under(self.by_id[child])

    def text(self, node):
        parts = [self.name(n) for n in self.under(node) if self.role(n) == "StaticText"]
        return " ".join(" ".join(parts).split())


def test_the_tree_alone_tells_the_figure_its_cells_and_the_way_to_abai(page, site):
    page.goto(f"{site}/en/indicators/elders.events/2023/")
    tree = Tree(page)
    assert "6,358 events, 2023" in [tree.text(node) for node in tree.of("paragraph")]

    page.set_viewport_size({"width": 320, "height": 900})  # where rows are laid out as blocks
    for path in ("/indicators/elders.covered/2023/", "/2023/", "/regions/kz-10/2023/"):
        page.goto(f"{site}/en{path}")
        tree = Tree(page)
        for row in tree.of("row"):
            kinds = [tree.role(n) for n in tree.under(row)]
            if "columnheader" not in kinds:
                assert "rowheader" in kinds, (path, tree.text(row))
        assert len(tree.of("columnheader")) >= 4

    page.goto(f"{site}/kk/indicators/elders.events/2023/")
    moves, value = way(Tree(page), "Абай облысы")
    assert value == "207" and moves <= MOVES, moves


def way(tree, label):
    """How many headings and then rows lead to a row (int), and the first cell of the row."""
    headings = rows = 0
    for node in tree.of("heading", "row"):
        headings, rows = (headings, rows + 1) if tree.role(node) == "row" else (headings + 1, 0)
        if rows and tree.text(node).startswith(label):
            cells = [n for n in tree.under(node) if tree.role(n) in ("cell", "gridcell")]
            return headings + rows, tree.text(cells[0])
    raise AssertionError(f"no row {label}")


FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e);
    return [e.tagName, e.getAttribute('href') || e.name || '', s.outlineStyle, e.id]; }"""


def stops(page):
    """What the Tab key reaches (list of [tag, address or name, outline, id]) until it is out."""
    found = []
    while len(found) <= 2 * TAB_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop[0] == "BODY":
            break
        found.append(stop)
    return found


def test_the_keyboard_alone_reaches_a_figure_and_sees_where_it_is(page, site):
    page.goto(f"{site}/kk/indicators/elders.covered/2023/")
    assert page.locator("#history + div tbody tr").count() == 2  # the longest: it was corrected
    found = stops(page)
    assert found[0][1] == "#content"
    assert len(found) <= TAB_STOPS, len(found)
    assert all(outline != "none" for _, _, outline, _ in found), found

    page.goto(f"{site}/kk/compare/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    press_until(page, lambda stop: stop[0] == "SUMMARY")
    page.keyboard.press("Enter")
    press_until(page, lambda stop: stop[1] == "i")
    page.keyboard.press("Space")
    press_until(page, lambda stop: stop[0] == "BUTTON")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/?*i=*")


def press_until(page, wanted):
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted(page.evaluate(FOCUS)):
            return
    raise AssertionError("the keyboard does not get there")


def test_without_javascript_a_reader_searches_checks_a_text_and_changes_language(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/kk/indicators/")
    page.locator("input[name=q]").first.fill("кеңес")
    with page.expect_navigation():
        page.locator("input[name=q]").first.press("Enter")
    assert "?q=" in page.url and page.locator("main a[href*='/indicators/']").count()

    page.goto("/kk/check/")
    page.get_by_label("Мәтініңіз").fill("Елімізде 1119 Ақсақалдар кеңесі бар.")
    page.get_by_role("button", name="Тексеру").click()
    assert "1119" in page.locator(".mark.ok").first.inner_text()

    page.goto("/kk/2023/")
    page.get_by_role("link", name="Русский").click()
    assert page.url.endswith("/ru/2023/") and page.locator("html").get_attribute("lang") == "ru"
    context.close()


def test_a_reader_copies_the_press_text_and_is_told_so(page, site):
    page.goto(f"{site}/kk/press/2023/")
    page.get_by_role("button", name="Мәтінді көшіру").click()
    page.get_by_role("status").filter(has_text="Мәтін көшірілді.").wait_for()

    page.get_by_role("status").evaluate("e => e.after(document.createElement('textarea'))")
    page.locator(".copy textarea").press("Control+V")
    pasted = page.locator(".copy textarea").input_value()
    assert pasted.strip() == page.locator("article").inner_text().strip()
