"""What each story in the browser does: a person signs in, and looks whether a page bars the way."""

from urllib.parse import quote

from axe_playwright_python.sync_playwright import Axe

from tests.conftest import DEMO_PASSWORD

SIZES = (1280, 320)  # a desk and a phone


def sign_in(page, name, password=DEMO_PASSWORD, then=""):
    """By the page of signing in, which leads to `then` (address) or to the first page."""
    page.goto("/admin/login/" + (f"?next={quote(then)}" if then else ""))
    type_in(page, name, password)


def type_in(page, name, password):
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    send(page, "password")


def send(page, field):
    """Send the form of a field and wait for the next page, which may be the same one again."""
    with page.expect_navigation():
        page.press(f"[name={field}]", "Enter")


def text_of(page):
    """What a reader reads when all of the page has come: a click ends with its first byte."""
    page.wait_for_load_state()
    return page.locator("main").inner_text()


def look(page, *widths):
    """The page breaks no rule of access and does not scroll sideways, at these widths in pixels."""
    page.wait_for_load_state()
    before = page.viewport_size
    for width in widths or SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.set_viewport_size(before)
