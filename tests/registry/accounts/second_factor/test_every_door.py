"""Every address of the back office, as a superuser who has given the password alone."""

import re

import pytest
from django.contrib import admin
from django.urls import resolve

from registry import models as m
from registry.accounts import second_factor_pages
from tests.registry import addresses
from tests.registry.accounts.second_factor.phone import CODE, SET_UP, has_one, sign_in
from tests.registry.doors import address

pytestmark = pytest.mark.django_db
IS_OPEN = {CODE, SET_UP, "/admin/session/"}
OF_EVERYBODY = {"/admin/login/", "/admin/logout/", "/admin/language/"}


def every_address(listed=None, before="/admin/"):
    """An address (str) for each pattern of the admin site."""
    for one in admin.site.get_urls() if listed is None else listed:
        path = before + filled(str(one.pattern))
        if hasattr(one, "url_patterns"):
            yield from every_address(one.url_patterns, path)
        else:
            assert resolve(path).url_name == one.name, path
            yield path


def filled(route):
    """A route with something in place of its arguments; those of the regular ones are known."""
    for regular, text in (
        (r"\(\?P<app_label>.*\)", "registry"),
        (r"\(\?P<url>.*\)", "nowhere"),
        (r"\(\[\^/\]\+\)|<[^>]*>", "2024"),
        (r"[\^$]", ""),
    ):
        route = re.sub(regular, text, route)
    return route


def is_closed(answer):
    """Whether an answer is only the way to the code."""
    return answer.status_code == 302 and answer.url.startswith((CODE, SET_UP))


@pytest.fixture(params=["code", "set-up"])
def halfway(request, client, chief):
    if request.param == "code":
        has_one(chief)
    sign_in(client, chief)
    return client


def test_every_address_is_closed(halfway):
    pages = set(every_address()) - OF_EVERYBODY
    opened = {
        page
        for page in pages
        for method in ("get", "post", "head", "put", "options")
        if not is_closed(getattr(halfway, method)(page))
    }

    assert len(pages) > 200
    assert opened <= IS_OPEN


@pytest.mark.parametrize(
    "page",
    [
        "/admin/autocomplete/?app_label=registry&model_name=event&field_name=topic&term=",
        "/admin/registry/event/export/",
        "/admin/registry/event/add/",
        "/admin/password_change/",
        "/admin/jsi18n/",
        "/admin/nowhere/",
        "/admin/registry",
    ],
)
def test_so_are_files_lists_and_what_is_not_there(halfway, page):
    assert is_closed(halfway.get(page)) and is_closed(halfway.post(page))


def test_a_form_changes_nothing(halfway, clerk):
    halfway.post(address(m.User, "link", clerk.pk))
    data = {"action": "deactivate", "_selected_action": [clerk.pk]}
    halfway.post(address(m.User, "changelist"), data)

    clerk.refresh_from_db()
    assert clerk.is_active


def test_nothing_else_is_open():
    known = {f"admin:{pattern.name}" for pattern in addresses.patterns(admin.site.get_urls())}
    public = {"admin_password_reset", "password_reset_done"}
    public |= {"password_reset_confirm", "password_reset_complete"}

    assert second_factor_pages.OPEN - known == public
    names = {name.partition(":")[2] for name in second_factor_pages.OPEN & known}
    of_the_code = {"second_factor_code", "second_factor_setup"}
    assert names == {"login", "logout", "language", "session"} | of_the_code
