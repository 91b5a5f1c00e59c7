"""A key for the app on the phone, in use after its first code."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as configured
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from registry import models as m
from registry.accounts import second_factor
from tests.registry.accounts.second_factor.phone import (
    CODE,
    LIST,
    OWN,
    SET_UP,
    give,
    has_one,
    is_in,
    kept_in,
    said,
    set_up,
    shown,
    sign_in,
    wrong,
)

pytestmark = pytest.mark.django_db


class TestSettingUp:
    def test_it_shows_the_key_as_a_picture_and_as_text(self, client, chief):
        sign_in(client, chief)

        page = client.get(SET_UP)
        text = said(page)

        device = TOTPDevice.objects.get(user=chief, confirmed=False)
        key = re.search(r'class="key">([A-Z2-7 ]+)<', text)[1].replace(" ", "")
        assert parse_qs(urlsplit(device.config_url).query)["secret"] == [key]
        assert '<svg viewBox="' in text and "style=" not in text
        assert "no-store" in page["Cache-Control"]

    def test_a_wrong_first_code_sets_nothing_up(self, client, chief):
        sign_in(client, chief)
        client.get(SET_UP)

        page = give(client, wrong(shown(chief)), SET_UP)

        assert "This code is wrong" in said(page) and not is_in(client)
        assert not second_factor.has_one(chief)

    def test_a_key_that_was_shown_before_is_good_no_more(self, client, chief):
        sign_in(client, chief)
        client.get(SET_UP)
        old = shown(chief)
        client.get(SET_UP)

        give(client, old, SET_UP)

        assert not second_factor.has_one(chief)

    def test_the_password_alone_puts_no_other_phone_in_its_place(self, client, chief):
        has_one(chief)
        sign_in(client, chief)

        assert client.get(SET_UP).url.startswith(CODE)
        assert give(client, "000000", SET_UP).url.startswith(CODE)
        page = client.post(OWN, {"act": "codes"})
        assert f'action="{CODE}' in said(page) and "<code>" not in said(page)
        assert TOTPDevice.objects.count() == 1

    def test_another_phone_takes_the_place_of_the_first(self, client, chief):
        old = has_one(chief)
        first = TOTPDevice.objects.get()
        sign_in(client, chief)
        give(client, shown(chief, after=1))

        new = set_up(client, chief)

        assert TOTPDevice.objects.get() != first and not set(old) & set(new)
        assert is_in(client) and StaticToken.objects.count() == 10

    def test_new_recovery_codes_end_the_old_ones(self, client, chief):
        old = has_one(chief)
        sign_in(client, chief)
        give(client, shown(chief, after=1))
        client.post(OWN, {"act": "codes"})
        client.post("/admin/logout/")

        sign_in(client, chief)
        give(client, old[0])

        assert not is_in(client)

    def test_recovery_codes_are_shown_once(self, client, chief):
        sign_in(client, chief)
        codes = set_up(client, chief)

        assert not any(code in said(client.get(OWN)) for code in codes)


class TestTyped:
    """Nothing typed is lost when a session ends: it goes through the code, too."""

    @pytest.mark.parametrize("is_set_up", [True, False])
    def test_it_is_offered_after_the_code(self, client, chief, is_set_up):
        sign_in(client, chief)
        set_up(client, chief)
        if not is_set_up:
            second_factor.forget(chief)
        client.cookies.pop(configured.SESSION_COOKIE_NAME)
        page = client.post(LIST + "add/", {"title": "Достық күні"})
        page = sign_in(client, chief, kept=kept_in(page))
        assert "Достық күні" not in said(page)

        if is_set_up:
            page = give(client, shown(chief, after=1), kept=kept_in(page))
        else:
            page = give(client, shown(chief), SET_UP, kept=kept_in(page))
            page = client.post(CODE, {"kept": kept_in(page)})

        assert "Достық күні" in said(page) and f'action="{LIST}add/"' in said(page)

    def test_a_form_of_an_open_page_waits_for_the_code(self, client, clerk):
        sign_in(client, clerk)
        m.User.objects.filter(pk=clerk.pk).update(is_superuser=True)

        page = client.post(LIST + "add/", {"title": "Достық күні"})

        page = give(client, shown(clerk), SET_UP, kept=kept_in(page))
        assert "Достық күні" in said(client.post(CODE, {"kept": kept_in(page)}))

    def test_a_code_is_not_carried_along(self, client, chief):
        sign_in(client, chief)
        set_up(client, chief)
        client.cookies.pop(configured.SESSION_COOKIE_NAME)

        assert not kept_in(give(client, "765432"))
