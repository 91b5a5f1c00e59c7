"""Accounts in Kazakh, as a manager and a new coordinator live through them."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from registry.models import Event, User
from tests.browser.visiting import look, send, sign_in, text_of, type_in
from tests.conftest import DEMO_PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
PASSWORD = "Ұзын құпия сөз 77"
NEW = "aigerim@example.kz"


def end_sessions():
    Session.objects.all().delete()


def test_a_manager_adds_a_coordinator_who_signs_in_by_the_link(visit):
    manager = visit()
    sign_in(manager, "manager")
    manager.goto("/admin/registry/user/add/")
    look(manager)
    manager.fill("[name=last_name]", "Серікова")
    manager.fill("[name=first_name]", "Айгерім")
    manager.fill("[name=email]", NEW)
    manager.get_by_label("Абай облысы").check()
    manager.get_by_role("button", name="Сақтау", exact=True).click()

    link = manager.get_by_label("Құпиясөзді орнататын бір реттік сілтеме").input_value()
    look(manager)

    person = visit()
    person.goto(link)
    look(person)
    person.fill("[name=new_password1]", "12345")
    person.fill("[name=new_password2]", "12345")
    send(person, "new_password2")
    assert "қысқа" in text_of(person)  # a short password is told so
    person.fill("[name=new_password1]", PASSWORD)
    person.fill("[name=new_password2]", PASSWORD)
    send(person, "new_password2")
    person.locator("#content").get_by_role("link", name="Кіру").click()
    type_in(person, NEW.upper(), PASSWORD)
    assert "Менің өңірім" in person.title()

    again = visit()
    again.goto(link)
    assert not again.locator("[name=new_password1]").count()  # the link worked once

    manager.goto("/admin/registry/user/?q=aigerim")
    manager.locator("[name=_selected_action]").first.check()
    manager.select_option("[name=action]", "deactivate")
    manager.locator("button[name=index]").click()
    assert "жұмыстан кеткен" in text_of(manager)
    person.goto("/admin/")
    assert person.locator("[name=username]").count()  # out with the next request


def test_a_forgotten_password_and_a_locked_account(visit, settings):
    settings.AXES_ENABLED = True
    cache.clear()
    User.objects.filter(username="coordinator-kz-10").update(email="abai@example.kz")
    person = visit()
    person.goto("/admin/login/")
    person.get_by_role("link", name="ұмыт").click()
    said = []
    for address in ("abai@example.kz", "nobody@example.kz"):
        person.goto("/admin/forgotten/")
        person.fill("[name=email]", address)
        person.get_by_role("button", name="Сілтеме жіберу").click()
        said.append(text_of(person))
    assert said[0] == said[1]

    sign_in(person, "coordinator-kz-10", "қате")
    for _time in range(settings.AXES_FAILURE_LIMIT - 1):
        type_in(person, "coordinator-kz-10", "қате")
    assert "бұғатталды" in text_of(person)
    look(person)

    manager = visit()
    sign_in(manager, "manager")
    user = User.objects.get(username="coordinator-kz-10")
    manager.goto(f"/admin/registry/user/{user.pk}/change/")
    manager.get_by_role("button", name="Бұғатталған тіркелгіні ашу").click()
    assert "Тіркелгі ашық" in text_of(manager)
    sign_in(person, "coordinator-kz-10")
    assert "Менің өңірім" in person.title()


def test_a_session_ends_and_nothing_typed_is_lost(visit):
    person = visit()
    sign_in(person, "coordinator-kz-10")
    person.get_by_role("button", name="Русский").click()
    assert person.locator("html").get_attribute("lang") == "ru"
    person.get_by_role("button", name="Қазақша").click()

    person.goto("/admin/registry/event/add/")
    person.fill("[name=title]", "Достық күні «екі\u00a0халық»")
    person.fill("[name=held_on]", "24.10.2024")
    person.fill("[name=attendance]", "120")
    person.select_option("[name=topic]", index=1)
    person.fill("[name=place]", "Достық үйі")
    before = Event.objects.count()
    end_sessions()
    person.get_by_role("button", name="Сақтау", exact=True).click()
    assert "Жазғаныңыз сақталып тұр" in text_of(person)
    look(person)
    type_in(person, "coordinator-kz-10", DEMO_PASSWORD)
    look(person)
    with person.expect_navigation():
        person.get_by_role("button", name="Жазғанымды жіберу").click()

    assert Event.objects.count() == before + 1, text_of(person)
    assert Event.objects.order_by("pk").last().title == "Достық күні «екі\u00a0халық»"


def test_it_warns_before_the_end_and_one_key_stays(visit):
    person = visit()
    sign_in(person, "coordinator-kz-10")
    shorten_sessions()

    person.goto("/admin/")
    box = person.locator("#session-end")
    box.wait_for(state="visible")
    assert "Сеансыңыз бес минуттан кейін аяқталады" in box.inner_text()
    with person.expect_response("**/admin/session/"):
        person.keyboard.press("Enter")

    box.wait_for(state="hidden")
    session = Session.objects.get()
    assert (session.expire_date - timezone.now()).total_seconds() > 7 * 3600


def shorten_sessions():
    """Each session ends in four minutes."""
    soon = timezone.now() + timezone.timedelta(minutes=4)
    for row in Session.objects.all():
        store = SessionStore(row.session_key)
        store.set_expiry(soon)
        store.save()
