"""The browser works, and the door of the back office is accessible."""

import pytest

from tests.browser.visiting import look


@pytest.mark.browser_postgres
def test_the_login_page_has_no_accessibility_violation(page, live_server):
    page.goto(f"{live_server.url}/admin/login/")

    assert page.locator("input[name=username]").is_visible()
    look(page)
