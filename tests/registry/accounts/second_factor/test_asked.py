"""A superuser gives a code beside the password, and so does whoever set one up."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_totp.models import TOTPDevice

from registry import models as m
from tests.registry.accounts.second_factor.phone import (
    CODE,
    LIST,
    OWN,
    SET_UP,
    give,
    has_one,
    is_in,
    said,
    set_up,
    shown,
    sign_in,
)

pytestmark = pytest.mark.django_db


class TestSuperusers:
    def test_a_superuser_reads_no_page_before_the_code(self, client, chief):
        has_one(chief)

        sign_in(client, chief)

        assert (
            client.get(LIST + "?q=x").url == f"{CODE}?next=%2Fadmin%2Fregistry%2Fevent%2F%3Fq%3Dx"
        )
        give(client, shown(chief, after=1))
        assert is_in(client)

    def test_who_has_none_is_led_to_setting_one_up(self, client, chief):
        sign_in(client, chief)

        assert client.get(LIST).url.startswith(SET_UP)
        assert client.get(CODE).url.startswith(SET_UP)
        assert client.get(OWN).url.startswith(SET_UP)
        assert set_up(client, chief) and is_in(client)

    def test_the_code_leads_to_the_page_that_was_asked_for_and_nowhere_else(self, client, chief):
        has_one(chief)
        sign_in(client, chief)

        elsewhere = give(client, shown(chief, after=1), f"{CODE}?next=https://example.org/")
        assert elsewhere.url == "/admin/"
        assert client.get(f"{CODE}?next={LIST}").url == LIST

    def test_the_page_of_the_code_shows_nothing_of_what_the_account_opens(self, client, chief):
        has_one(chief)
        sign_in(client, chief)

        text = said(client.get(CODE))

        assert "/admin/registry/" not in text and "nav-sidebar" not in text
        assert "/admin/password_change/" not in text and "/admin/logout/" in text

    def test_signing_out_language_and_session_stay_open(self, client, chief):
        has_one(chief)
        sign_in(client, chief)

        client.post("/admin/language/", {"language": "ru"})
        chief.refresh_from_db()
        assert chief.language == "ru"
        assert client.get("/admin/session/").json()["left"] > 0
        client.post("/admin/logout/")
        assert "_auth_user_id" not in client.session

    def test_a_new_session_asks_again(self, client, chief):
        has_one(chief)
        sign_in(client, chief)
        give(client, shown(chief, after=1))
        client.post("/admin/logout/")

        sign_in(client, chief)

        assert not is_in(client)

    def test_a_new_superuser_is_asked_with_the_next_page(self, client, clerk):
        sign_in(client, clerk)
        assert is_in(client)

        m.User.objects.filter(pk=clerk.pk).update(is_superuser=True)

        assert not is_in(client)

    def test_the_key_of_the_session_changes_with_the_code(self, client, chief):
        has_one(chief)
        sign_in(client, chief)
        before = client.session.session_key

        give(client, shown(chief, after=1))

        assert client.session.session_key != before

    def test_where_it_is_off_nobody_is_asked(self, client, chief, settings):
        has_one(chief)
        settings.SECOND_FACTOR = False

        sign_in(client, chief)

        assert is_in(client) and OWN not in said(client.get("/admin/"))


class TestEverybodyElse:
    def test_a_coordinator_without_one_notices_nothing(self, client, clerk, settings):
        client.force_login(clerk)
        client.get(LIST)  # what a process asks once
        asked = {}
        for is_on in (False, True):
            settings.SECOND_FACTOR = is_on
            sign_in(client, clerk)
            asked[is_on] = [count(client, LIST) for _first_and_second in range(2)]

        assert asked[True] == asked[False]

    def test_who_gave_a_code_costs_one_question_a_page(self, client, clerk):
        sign_in(client, clerk)
        client.get(LIST)
        before = count(client, LIST)
        set_up(client, clerk)

        assert count(client, LIST) == before + 1

    def test_who_set_one_up_by_choice_is_asked_then(self, client, clerk):
        sign_in(client, clerk)
        assert OWN in said(client.get(LIST))
        assert client.get(OWN).url == SET_UP
        set_up(client, clerk)
        assert is_in(client)
        client.post("/admin/logout/")

        sign_in(client, clerk)

        assert client.get(LIST).url.startswith(CODE)
        give(client, shown(clerk, after=1))
        assert is_in(client)

    def test_a_session_that_was_open_before_puts_no_other_phone_in_its_place(self, client, clerk):
        sign_in(client, clerk)
        has_one(clerk)

        assert client.get(SET_UP).url.startswith(CODE)
        assert not is_in(client)

    def test_who_chose_it_may_go_back_to_the_password_alone(self, client, clerk):
        sign_in(client, clerk)
        set_up(client, clerk)
        client.post(OWN, {"act": "off"})
        assert is_in(client)
        client.post("/admin/logout/")

        sign_in(client, clerk)

        assert is_in(client) and not TOTPDevice.objects.exists()

    def test_a_superuser_may_not(self, client, chief):
        sign_in(client, chief)
        set_up(client, chief)

        client.post(OWN, {"act": "off"})

        assert TOTPDevice.objects.exists()

    def test_its_tables_are_in_nobodys_menu(self, client, chief):
        sign_in(client, chief)
        set_up(client, chief)

        assert not [x for x in admin.site._registry if x._meta.app_label.startswith("otp")]
        assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
        assert "/admin/otp_" not in said(client.get("/admin/"))


def count(client, page):
    """How many times a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("debug", "factor", "is_asked"),
    [("0", None, True), ("1", None, False), ("1", "1", True), ("0", "0", False)],
)
def test_a_server_asks_and_a_desk_does_not(debug, factor, is_asked):
    env = {name: text for name, text in os.environ.items() if name != "SECOND_FACTOR"}
    env |= {"DEBUG": debug, "SECRET_KEY": "x"} | ({"SECOND_FACTOR": factor} if factor else {})
    code = "from assembly.settings import SECOND_FACTOR; print(SECOND_FACTOR)"
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, env=env, cwd=configured.BASE_DIR, capture_output=True, text=True)

    assert told.stdout.strip() == str(is_asked), told.stderr
