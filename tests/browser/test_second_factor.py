"""The sign-in code, in Kazakh and without JavaScript: set up, asked for, a lost phone."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from registry.demo.accounts import ADMIN
from registry.models import User
from tests.browser.visiting import look, send, sign_in, text_of
from tests.registry.accounts.second_factor.phone import CODE, OWN, SET_UP, shown, wrong

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
FIELD = "one_time_code"


@pytest.fixture(autouse=True)
def is_on(settings):
    settings.SECOND_FACTOR = True


def give(page, code):
    page.fill(f"[name={FIELD}]", code)
    send(page, FIELD)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_administrator_sets_it_up_and_is_asked_for_it(visit, has_scripts):
    chief = User.objects.get(username=ADMIN)
    page = visit(java_script_enabled=has_scripts)
    sign_in(page, ADMIN, then="/admin/registry/event/")
    assert SET_UP in page.url and page.locator("[role=img] svg").is_visible()
    give(page, wrong(shown(chief)))
    assert "Код қате" in page.locator(".errorlist").inner_text()
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    give(page, shown(chief))
    codes = page.locator(".recovery code").all_inner_texts()
    assert len(codes) == 10
    with page.expect_navigation():
        page.get_by_role("button", name="Жазып алдым").click()
    assert page.url.endswith("/admin/registry/event/")

    other = visit(java_script_enabled=has_scripts)
    sign_in(other, ADMIN)
    assert CODE in other.url
    give(other, codes[0])
    assert other.url.endswith("/admin/")
    other.goto(OWN)
    assert "Қалған қосалқы кодтар: 9" in text_of(other)


def test_its_pages_are_read_by_everybody(visit):
    chief = User.objects.get(username=ADMIN)
    page = visit()
    sign_in(page, ADMIN)
    look(page)
    give(page, wrong(shown(chief)))
    look(page)
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    give(page, shown(chief))
    look(page)
    page.goto(OWN)
    look(page)
    page.get_by_role("button", name="Шығу").click()
    sign_in(page, ADMIN)
    look(page)
