"""The pages of the second factor speak Kazakh and Russian, in every state."""

import pytest
from django.conf import settings

from registry import models as m
from tests.registry.accounts.second_factor.phone import (
    CODE,
    OWN,
    SET_UP,
    give,
    has_one,
    said,
    set_up,
    shown,
    sign_in,
    wrong,
)
from tests.registry.doors import address
from tests.registry.test_admin_speaks import english_on

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["kk", "ru"])
def client_of_chief(request, client, chief):
    chief.language = request.param
    chief.save()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = request.param
    sign_in(client, chief)
    return client


def english(*pages):
    return set().union(*(english_on(said(page)) for page in pages)) - {"chief", "clerk"}


def test_no_english_word_is_on_them(client_of_chief, chief, clerk):
    page = client_of_chief
    before = [page.get(SET_UP), give(page, "", SET_UP), give(page, wrong(shown(chief)), SET_UP)]
    before += [give(page, shown(chief), SET_UP)]  # too early
    m.User.objects.filter(pk=chief.pk).update(is_superuser=False)
    of_others = [page.get(SET_UP)]
    m.User.objects.filter(pk=chief.pk).update(is_superuser=True)
    set_up(page, chief)
    after = [page.get(OWN), page.post(OWN, {"act": "codes"})]
    has_one(clerk)
    of_a_person = page.post(address(m.User, "forget", clerk.pk), follow=True)
    page.post("/admin/logout/")
    sign_in(page, chief)
    asked = [page.get(CODE), give(page, "abc"), give(page, "abc")]

    assert not english(*before, *of_others, *after, of_a_person, *asked)
