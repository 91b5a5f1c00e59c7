"""Chromium of this machine, driven by Playwright.  Every test here is marked `browser`."""

import os

import pytest

from tests import machine


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
