"""A manager adds a person and hands over a link; a forgotten password is set the same way."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from registry import models as m
from registry.accounts import links
from registry.accounts.forms import PAUSE
from registry.accounts.groups import COORDINATORS
from tests.registry.doors import A, address, person, refused, sit

pytestmark = pytest.mark.django_db
PASSWORD = "Ұзын құпия сөз 77"
ADD = "/admin/registry/user/add/"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Letters go out before the answer, so that a test can read them."""
    monkeypatch.setattr(links, "in_background", lambda act, *args: act(*args))


def group(name=COORDINATORS):
    return m.User.groups.rel.model.objects.get(name=name).pk


def form(**changes):
    data = {"email": "New@Example.kz", "language": "kk", "units": [A], "groups": [group()]}
    return data | changes


def set_password(client, link, password=PASSWORD):
    """Follow a link and choose a password."""
    page = client.get(link, follow=True)
    data = {"new_password1": password, "new_password2": password}
    return client.post(page.request["PATH_INFO"], data, follow=True)


def new_user():
    return m.User.objects.get(username="new@example.kz")


class TestAdding:
    def test_a_manager_adds_a_coordinator_on_one_page(self, manager):
        page = manager.post(ADD, form())

        assert page.context["link"] in page.content.decode()
        user = new_user()
        assert user.is_staff and not user.is_superuser and not user.has_usable_password()
        assert [unit.pk for unit in user.units.all()] == [A]
        assert [one.name for one in user.groups.all()] == [COORDINATORS]

    def test_the_link_leads_to_the_portal_whatever_the_server_is_called(self, manager, settings):
        settings.LINK_ROOT = "https://stat.example.kz"

        link = manager.post(ADD, form(), HTTP_HOST="localhost").context["link"]

        assert link.startswith("https://stat.example.kz/admin/password/")

    def test_the_link_sets_the_password_once(self, manager, client):
        link = manager.post(ADD, form()).context["link"]
        client.logout()

        assert set_password(client, link).status_code == 200
        assert new_user().check_password(PASSWORD)
        set_password(client, link, "another long password 9")
        assert new_user().check_password(PASSWORD)

    def test_nothing_is_called_restored_where_the_first_password_is_set(self, manager, client):
        link = manager.post(ADD, form(language="ru")).context["link"]
        client.logout()

        page = client.get(link, follow=True).content.decode()
        done = set_password(client, link).content.decode()

        assert "<title>Задайте пароль" in page and "<h1>Пароль задан</h1>" in done
        assert not any(word in (page + done).lower() for word in ("сброс", "восстанов"))

    def test_the_page_of_the_link_speaks_the_persons_language(self, manager, client):
        link = manager.post(ADD, form(language="ru")).context["link"]
        client.logout()

        page = client.get(link, follow=True, headers={"accept-language": "en"})

        assert '<html lang="ru"' in page.content.decode()

    @pytest.mark.parametrize(
        "changes",
        [{"units": []}, {"email": ""}, {"groups": []}, {"units": ["XX"]}, {"language": "de"}],
    )
    def test_a_person_without_work_or_address_is_an_error(self, manager, changes):
        page = manager.post(ADD, form(**changes))

        assert "errorlist" in page.content.decode()
        assert m.User.objects.count() == 1

    @pytest.mark.parametrize("twin", [{"email": "NEW@example.kz"}, {"username": "new@example.KZ"}])
    def test_an_address_belongs_to_one_person(self, manager, twin):
        m.User.objects.create(**{"username": "x", "email": "y@example.kz"} | twin)

        assert "There is an account" in manager.post(ADD, form()).content.decode()

    @pytest.mark.parametrize("rights", [{"is_superuser": "on"}, {"user_permissions": ["1"]}])
    def test_a_new_person_gets_no_rights_beside_the_groups(self, manager, rights):
        manager.post(ADD, form(**rights))

        assert not new_user().is_superuser and not new_user().user_permissions.exists()

    def test_a_manager_makes_no_manager(self, manager):
        page = manager.post(ADD, form(groups=[group("managers")]))

        assert "errorlist" in page.content.decode()

    def test_groups_have_names_for_people(self, manager):
        text = manager.get(ADD).content.decode()

        assert "regional coordinators" in text and "managers of accounts" not in text


class TestHandingOver:
    def test_a_new_link_is_made_for_a_person_within_reach(self, manager):
        user = person("ana", COORDINATORS, A)

        page = manager.post(address(m.User, "link", user.pk))

        assert page.context["link"].startswith("http://testserver/admin/password/")
        assert manager.get(address(m.User, "link", user.pk)).status_code == 405

    @pytest.mark.parametrize("target", ["boss", "second", "gone"])
    def test_nobody_out_of_reach_gets_one(self, manager, target):
        m.User.objects.create_superuser("boss")
        person("second", "managers")
        m.User.objects.filter(pk=person("gone", COORDINATORS, A).pk).update(is_active=False)
        user = m.User.objects.get(username=target)

        assert refused(manager.post(address(m.User, "link", user.pk)))

    def test_without_a_mail_server_the_link_is_shown_only(self, manager, settings):
        settings.EMAIL_BACKEND = links.FILES

        assert "No letter was sent" in manager.post(ADD, form()).content.decode()
        assert not mail.outbox

    def test_where_mail_is_set_up_the_link_is_sent_in_the_persons_language(self, manager):
        manager.post(ADD, form(language="kk"))

        assert mail.outbox[0].to == ["new@example.kz"]
        assert mail.outbox[0].subject == "Порталға кіру құпиясөзі"
        assert "/admin/password/" in mail.outbox[0].body

    def test_nobody_types_a_password_for_another(self, manager):
        user = person("ana", COORDINATORS, A)

        manager.post(f"/admin/registry/user/{user.pk}/password/", {"password1": PASSWORD})

        user.refresh_from_db()
        assert not user.has_usable_password()


class TestForgotten:
    def ask(self, client, email):
        answer = client.post("/admin/forgotten/", {"email": email}, follow=True)
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())

    def test_it_does_not_tell_whether_an_account_exists(self, client):
        m.User.objects.create_user("ana", "ana@example.kz", PASSWORD)

        assert self.ask(client, "ana@example.kz") == self.ask(client, "nobody@example.kz")
        assert [letter.to for letter in mail.outbox] == [["ana@example.kz"]]

    def test_a_letter_a_minute_is_enough(self, client):
        m.User.objects.create_user("ana", "ana@example.kz", PASSWORD)

        for _time in range(3):
            cache.clear()  # what another process does not know
            self.ask(client, "ANA@example.kz")

        assert len(mail.outbox) == 1
        m.User.objects.update(asked_at=timezone.now() - PAUSE)
        self.ask(client, "ana@example.kz")
        assert len(mail.outbox) == 2

    def test_the_letter_sets_a_new_password(self, client):
        user = m.User.objects.create_user("ana", "ana@example.kz", "an older password 1")
        self.ask(client, "ana@example.kz")

        set_password(client, re.search(r"http\S+", mail.outbox[0].body)[0])

        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_who_never_used_the_first_link_gets_another(self, client):
        person("ana", COORDINATORS, A)
        m.User.objects.update(email="ana@example.kz")

        self.ask(client, "ana@example.kz")

        assert mail.outbox

    def test_who_has_left_gets_none_and_uses_no_old_one(self, client, rf):
        user = m.User.objects.create_user("ana", "ana@example.kz", PASSWORD)
        link = links.make(rf.get("/"), user)
        m.User.objects.update(is_active=False)

        self.ask(client, "ana@example.kz")

        assert not mail.outbox
        assert "new_password1" not in client.get(link, follow=True).content.decode()

    @pytest.mark.parametrize("path", ["MQ/abc", "%00/x", "99999999999999999999/abc-def", "я/я"])
    def test_an_invented_link_is_no_crash(self, client, path):
        assert client.get(f"/admin/password/{path}/").status_code in (200, 400, 404)

    def test_a_mail_server_that_fails_is_no_crash(self, client, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        m.User.objects.create_user("ana", "ana@example.kz", PASSWORD)

        assert self.ask(client, "ana@example.kz")


def test_a_short_password_is_refused(client, rf):
    user = m.User.objects.create_user("ana", "ana@example.kz")

    set_password(client, links.make(rf.get("/"), user), "short")

    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_superuser_reaches_everybody(client):
    sit(client, m.User.objects.create_superuser("boss"))
    other = person("second", "managers")

    assert client.post(address(m.User, "link", other.pk)).status_code == 200
