"""A lost phone: who takes the second factor away, and who does not."""

import pytest
from django.core.management import CommandError, call_command

from registry import models as m
from registry.accounts import links, second_factor
from tests.registry.accounts.second_factor.phone import (
    CODE,
    LIST,
    SET_UP,
    has_one,
    is_in,
    said,
    set_up,
    sign_in,
    with_password,
)
from tests.registry.accounts.test_links import PASSWORD, set_password
from tests.registry.doors import address, refused, sit

pytestmark = pytest.mark.django_db


class TestForgotten:
    def test_a_new_password_does_not_switch_it_off(self, client, chief, rf):
        has_one(chief)

        m.User.objects.update(password="")
        set_password(client, links.make(rf.get("/"), m.User.objects.get()), PASSWORD)
        sign_in(client, chief)

        assert "_auth_user_id" in client.session
        assert client.get(LIST).url.startswith(CODE)

    def test_who_forgot_the_phone_and_the_codes_asks_those_who_run_the_server(self, client, chief):
        has_one(chief)

        call_command("forget_second_factor", "chief")
        sign_in(client, chief)

        assert client.get(LIST).url.startswith(SET_UP)

    def test_a_session_in_which_the_code_was_given_ends_with_it(self, client, chief):
        sign_in(client, chief)
        set_up(client, chief)

        call_command("forget_second_factor", "chief")

        assert client.get(LIST).url.startswith(SET_UP)

    def test_a_coordinator_whose_code_is_forgotten_goes_on(self, client, clerk):
        has_one(clerk)
        sign_in(client, clerk)
        client.get(LIST)

        call_command("forget_second_factor", "clerk")

        assert client.get(LIST, follow=True).status_code == 200
        assert client.get(CODE).url == "/admin/"
        assert is_in(client)

    @pytest.mark.parametrize(
        ("name", "words"), [("nobody", "There is no account"), ("chief", "has no second factor")]
    )
    def test_the_command_says_what_is_wrong(self, chief, name, words):
        with pytest.raises(CommandError, match=words):
            call_command("forget_second_factor", name)

    def test_another_superuser_does_it_on_the_page_of_the_person(self, client, clerk):
        has_one(clerk)
        boss = sit(client, with_password(m.User.objects.create_superuser("boss")))
        set_up(boss, m.User.objects.get(username="boss"))
        page = address(m.User, "change", clerk.pk)
        assert "Forget the sign-in code" in said(boss.get(page))

        boss.post(address(m.User, "forget", clerk.pk))

        assert not second_factor.has_one(clerk)
        assert "Forget the sign-in code<" not in said(boss.get(page))
        assert "Forgot the sign-in code." in said(boss.get(address(m.User, "history", clerk.pk)))

    def test_nobody_else_does(self, client, clerk, chief, manager):
        has_one(clerk)

        assert refused(manager.post(address(m.User, "forget", clerk.pk)))

        sign_in(client, chief)
        set_up(client, chief)
        assert refused(client.post(address(m.User, "forget", chief.pk)))
        assert client.get(address(m.User, "forget", clerk.pk)).status_code == 405
        assert second_factor.has_one(clerk) and second_factor.has_one(chief)
