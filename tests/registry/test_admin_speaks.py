"""No page of the back office shows an English word to people who read Kazakh or Russian.

Every page of every model and every other address is walked; a page of tomorrow is covered by the
doors (addresses.py).  Names that stay Latin in any language are in NAMES.
"""

import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from registry import models as m
from registry.accounts import links
from tests.registry import addresses
from tests.registry.doors import A, person
from tests.registry.test_doors import MODELS
from tests.registry.test_doors import world as world
from tests.registry.visitor import address, link_to, links_of
from tests.test_translations import LATIN, alphabets_of, words_without_marks

pytestmark = pytest.mark.django_db
# What no translator touches: accounts and rows of the tests, codes, formats, the third language.
NAMES = (
    LATIN
    | {"publisher", "short", "milestones"}
    | {"English", "SHA", "KZ", "boss", "clerk", "other", "lost", "guest", "xlsx", "EN"}
)
UNSEEN = re.compile(r"(?s)<(script|style|code|kbd|textarea)\b.*?</\1>|<!--.*?-->")
SPOKEN = re.compile(r'(?:title|alt|aria-label|placeholder|data-over|data-confirm)="([^"]*)"')
BUTTON = re.compile(r'<input type="(?:submit|button)"[^>]*value="([^"]*)"')
ENGLISH_ON_PURPOSE = re.compile(
    r'(?s)<(\w+)[^>]* lang="en".*?</\1>|<t([dh]) class="field-(?:\w+_en|code)\b.*?</t\2>'
)
CODE = re.compile(r"\b[a-z]+\.[a-z_]+\b|\b[XVI]+\b|\b\d+\w*\b|\bKZ-\w+")


def english_on(page):
    """The English words (set) that a person sees or hears on a page (HTML)."""
    page = ENGLISH_ON_PURPOSE.sub(" ", UNSEEN.sub(" ", page))
    spoken = [*SPOKEN.findall(page), *BUTTON.findall(page)]
    text = unescape(" ".join([re.sub(r"<[^>]*>", " ", page), *spoken]))
    text = CODE.sub(" ", re.sub(r"\S+@\S+|https?://\S+|\b[\w-]+\.(?:xlsx|csv|kz)\b", " ", text))
    words = {word for word in words_without_marks(text) if alphabets_of(word) == {"LATIN"}}
    return {word for word in words if len(word) > 1} - NAMES


class Reader:
    """A browser in one language, and the pages on which it met English words."""

    def __init__(self, user, language, world):
        self.world, self.language, self.faults = world, language, {}
        self.client = Client(raise_request_exception=False, headers={"accept-language": language})
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language  # of the last time
        if user:
            m.User.objects.filter(pk=user.pk).update(language=language)
            self.client.force_login(user)

    def read(self, page, data=None, is_query=False, **options):
        send = self.client.get if data is None or is_query else self.client.post
        return self.look(send(page, data, **options), page)

    def look(self, answer, page):
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        assert answer.status_code < 500, page
        if is_page and answer.content:
            text = answer.content.decode()
            found = english_on(text)
            if found:
                self.faults[page] = found
            assert f'<html lang="{self.language}"' in text or answer.status_code in (400, 404), page
        return answer


@pytest.fixture
def language(request):
    """Kazakh; a word that no catalogue knows is the same in Russian, whose pages are fewer here."""
    return getattr(request, "param", "kk")


BOTH = pytest.mark.parametrize("language", ["kk", "ru"], indirect=True)


def boss_of(world, language):
    return Reader(m.User.objects.create_superuser("boss"), language, world)


def test_every_page_of_every_model(world, language):
    boss = boss_of(world, language)
    for model in MODELS:
        pk = world.own[model].pk
        for page in ("changelist", "add"):
            boss.read(address(model, page))
        boss.read(address(model, "add"), {f.name: "абв" for f in links_of(model)}, is_query=True)
        boss.read(address(model, "changelist") + "?q=zz&e=1")
        for page in ("change", "history", "delete"):
            boss.read(address(model, page, pk))
        past = getattr(world.own[model], "history", None)
        if past and past.exists() and address(model, "simple_history", pk, 1):
            boss.read(address(model, "simple_history", pk, past.first().pk))

    assert not boss.faults


def test_every_mistake_in_a_form(world, language):
    boss = boss_of(world, language)
    for model in MODELS:
        empty = {
            f"{prefix}-{n}_FORMS": "0" for prefix in _parts(model) for n in ("TOTAL", "INITIAL")
        }
        wrong = {f.name: "я" * 999 for f in model._meta.fields}
        for data in (empty, empty | wrong):
            boss.read(address(model, "add"), data)
        chosen = {"action": "delete_selected", "_selected_action": world.own[model].pk}
        for data in (chosen, {"action": ""}, {"action": "delete_selected"}):
            boss.read(address(model, "changelist"), data, follow=True)

    assert not boss.faults


def _parts(model):
    """The prefixes of the sets of parts in a form of a model."""
    inlines = admin.site._registry[model].inlines
    return [link_to(one.model, model).remote_field.get_accessor_name() for one in inlines]


def test_every_other_address(world, language):
    boss = boss_of(world, language)
    clerk = Reader(m.User.objects.get(username="clerk"), language, world)
    for name, names in addresses.unclaimed():
        for page in addresses.pages(name, names, world.own):
            boss.read(page)
            clerk.read(page, follow=True)
            clerk.read(page, addresses.FORMS.get(name, {}), follow=True)
    for page in ("index", "password_change", "password_change_done"):
        clerk.read(reverse(f"admin:{page}"))
        boss.read(reverse(f"admin:{page}"))
    clerk.read("/admin/registry/")
    clerk.read(
        "/admin/password_change/", {"old_password": "x", "new_password1": "1", "new_password2": "2"}
    )
    clerk.read(address(m.ReportingYear, "add"))  # not for coordinators
    clerk.read("/admin/nowhere/")

    assert not boss.faults | clerk.faults


@BOTH
def test_every_page_before_the_sign_in(world, language, settings, rf):
    settings.AXES_ENABLED = True
    guest = Reader(None, language, world)
    wrong = {"username": "guest", "password": "x"}
    for page in (
        "/admin/login/",
        "/admin/forgotten/",
        "/admin/forgotten/sent/",
        "/admin/password/set/",
    ):
        guest.read(page)
    guest.read("/admin/forgotten/", {"email": "x"})
    guest.read("/admin/login/", {})
    for _time in range(settings.AXES_FAILURE_LIMIT + 1):
        guest.read("/admin/login/", wrong)
    page = links.make(rf.get("/"), person("lost", "coordinators", A)).split("testserver")[1]
    form = guest.client.get(f"{page.split('?')[0]}?lang={language}", follow=True)
    here = guest.look(form, page).request["PATH_INFO"]
    guest.read(here, {"new_password1": "clerk", "new_password2": "clerk"})
    guest.read(here, {"new_password1": "1", "new_password2": "2"})
    guest.read("/admin/password/MQ/x-y/")
    guest.read("/admin/login/?q=%00")

    assert not guest.faults


def test_a_form_that_was_not_trusted(world, language):
    strict = Reader(None, language, world)
    strict.client = Client(enforce_csrf_checks=True, headers={"accept-language": language})

    assert strict.read("/admin/login/", {"username": "x"}).status_code == 403
    assert not strict.faults
