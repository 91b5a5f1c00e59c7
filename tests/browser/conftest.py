"""Chromium of this machine, driven by Playwright.  Every test here is marked `browser`."""

import os

import pytest

from tests import machine
from tests.browser.visiting import sign_in


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in item.nodeid:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if not machine.chromium():
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("Chromium is not on this machine.")
    # Playwright runs an event loop in this thread, where Django refuses to read its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return machine.launch_options()


@pytest.fixture
def visit(browser, live_server):
    """Opens a browser of its own for each person, in Kazakh, signed in if a name is given."""
    contexts = []

    def open_page(name="", then="", **options):
        contexts.append(browser.new_context(base_url=live_server.url, locale="kk-KZ", **options))
        page = contexts[-1].new_page()
        if name:
            sign_in(page, name, then=then)
        return page

    yield open_page
    for context in contexts:
        context.close()
