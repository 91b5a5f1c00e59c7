"""The browser works, and the door of the back office is accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.mark.browser_postgres
def test_the_login_page_has_no_accessibility_violation(page, live_server):
    page.goto(f"{live_server.url}/admin/login/")

    assert page.locator("input[name=username]").is_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
