"""The accessibility rules of axe in Chromium: each page, each language, each width."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests import machine
from tests.pages import LANGUAGES, STATES, WIDTHS


def pages():
    """(state, path, language, width) of the whole matrix."""
    for width in WIDTHS:
        for language in LANGUAGES:
            for state, paths in STATES.items():
                for path in paths:
                    yield state, path, language, width


def audit(address):
    """Yield (page, state, what was measured as a text, faults as a list) of each page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**machine.launch_options())
        page = browser.new_page()
        for state, path, language, width in pages():
            found = faults(page, f"{address}/{language}{path}", width)
            yield f"/{language}{path} {width}", state, f"{len(found)} violations", found
        browser.close()


def faults(page, address, width):
    """The rules that a page breaks at a width in px (list of str)."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    found = [f"{v['id']} ({len(v['nodes'])})" for v in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("scrolls sideways")
    return found
