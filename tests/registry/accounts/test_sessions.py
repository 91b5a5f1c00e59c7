"""Signed in, gone, moved: what a session may do, and what happens to a form when it ends."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from registry import models as m
from registry.accounts import kept
from registry.accounts.groups import COORDINATORS
from tests.registry import rows
from tests.registry.accounts.test_links import PASSWORD
from tests.registry.doors import A, B, address, person

pytestmark = pytest.mark.django_db
LOGIN = {"username": "ana", "password": PASSWORD}
TYPED = {"title": "Наурыз <b>&amp;\n«екі жол»", "place": "Достық үйі", "languages": ["ko", "ru"]}


def account(name, *units):
    user = person(name, COORDINATORS, *units)
    user.set_password(PASSWORD)
    user.language = "en"
    user.save()
    return user


@pytest.fixture
def ana(client):
    """The browser of a coordinator who signed in by the form."""
    account("ana", A)
    client.post("/admin/login/", LOGIN)
    client.get("/admin/")
    return client


def end(client):
    """Let the session end; the browser keeps its other cookies."""
    client.session.flush()
    return client


def sign_in_again(client, page, **who):
    return client.post("/admin/login/", LOGIN | who | {"kept": page.context["kept"]})


class TestStaying:
    def test_a_page_knows_how_long_its_session_lasts(self, ana):
        assert 8 * 3600 - 60 < ana.get("/admin/").context["session_left"] <= 8 * 3600

    def test_one_key_begins_it_anew(self, ana):
        session = ana.session
        session.set_expiry(200)
        session.save()
        assert ana.get("/admin/session/").json()["left"] <= 200

        assert ana.post("/admin/session/").json()["left"] > 8 * 3600 - 60

    def test_a_session_that_ended_has_nothing_left(self, ana):
        end(ana)

        assert ana.post("/admin/session/").json() == {"left": 0}
        assert ana.get("/admin/").status_code == 302

    def test_it_needs_a_token(self, ana):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = ana.cookies

        assert strict.post("/admin/session/").status_code == 403


class TestNothingTypedIsLost:
    def test_a_form_is_carried_through_the_sign_in(self, ana):
        page = end(ana).post("/admin/registry/mediaoutlet/add/?x=1", TYPED)
        assert page.status_code == 200 and "Your session has ended" in page.content.decode()

        again = sign_in_again(ana, page)

        assert again.context["path"] == "/admin/registry/mediaoutlet/add/?x=1"
        assert dict(again.context["fields"]) == TYPED | {"languages": "ru"}
        assert "<b>&amp;" not in again.content.decode()

    def test_the_kept_form_is_saved_by_one_button(self, ana):
        row = rows.event(A)
        where = address(m.Event, "change", row.pk)
        typed = rows.posted(ana.get(where)) | {"title": "Жаңа атау"}
        again = sign_in_again(ana, end(ana).post(where, typed))

        ana.post(again.context["path"], dict(again.context["fields"]))

        row.refresh_from_db()
        assert row.title == "Жаңа атау"

    def test_another_person_does_not_get_it(self, ana):
        account("bek", B)
        page = end(ana).post(address(m.Event, "add"), TYPED)

        answer = sign_in_again(ana, page, username="bek")

        assert answer.status_code == 302
        assert "Наурыз" not in ana.get("/admin/").content.decode()

    def test_a_wrong_password_does_not_lose_it(self, ana):
        page = end(ana).post(address(m.Event, "add"), TYPED)

        page = sign_in_again(ana, page, password="wrong")

        assert dict(sign_in_again(ana, page).context["fields"])["place"] == TYPED["place"]

    def test_an_invented_form_is_not_offered(self, ana):
        answer = ana.post("/admin/login/", LOGIN | {"kept": "eyJ4IjoxfQ:abc:def"})

        assert answer.status_code == 302

    def test_a_stranger_is_sent_to_sign_in_as_before(self, client):
        answer = client.post(address(m.Event, "add"), TYPED)

        assert answer.status_code == 302 and "/login/" in answer.headers["Location"]

    def test_no_password_and_no_token_is_kept(self, ana):
        secret = {"old_password": "a", "new_password1": "b", "csrfmiddlewaretoken": "c"}
        page = end(ana).post("/admin/password_change/", TYPED | secret)

        assert not {"old_password", "new_password1", "csrfmiddlewaretoken"} & set(
            dict(sign_in_again(ana, page).context["fields"])
        )

    def test_a_form_older_than_the_sign_in_is_offered_again(self, ana):
        strict = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
        strict.cookies = ana.cookies
        strict.get("/admin/")

        old = TYPED | {"csrfmiddlewaretoken": "x" * 64}
        answer = strict.post(address(m.Event, "add"), old)

        assert "Send what I typed" in answer.content.decode()
        assert "x" * 64 not in answer.content.decode()

    @pytest.mark.parametrize("origin", [{}, {"origin": "https://CSRF.token.from.evil.kz"}])
    def test_a_form_of_another_site_is_not(self, ana, origin):
        strict = Client(enforce_csrf_checks=True, headers=origin)
        strict.cookies = ana.cookies

        answer = strict.post(address(m.Event, "add"), TYPED | {"csrfmiddlewaretoken": "x" * 64})

        assert answer.status_code == 403 and "Наурыз" not in answer.content.decode()

    def test_a_mountain_is_not_carried(self, ana):
        page = end(ana).post(address(m.Event, "add"), {"title": "я" * kept.LARGEST})

        assert page.status_code == 302


class TestOutAtOnce:
    @pytest.mark.parametrize("page", ["/admin/", "/admin/password_change/"])
    def test_the_browser_of_a_person_keeps_no_page_for_the_next_one(self, ana, page):
        assert "no-store" in ana.get(page).headers["Cache-Control"]

    def test_a_person_who_is_switched_off_is_out_with_the_next_request(self, ana):
        m.User.objects.filter(username="ana").update(is_active=False)

        assert ana.get("/admin/").status_code == 302

    def test_a_person_who_leaves_the_group_is_out_of_its_pages(self, ana):
        assert ana.get(address(m.Event, "changelist")).status_code == 200

        m.User.objects.get(username="ana").groups.clear()

        assert ana.get(address(m.Event, "changelist")).status_code == 403

    def test_a_person_who_moves_sees_the_new_unit_and_no_longer_the_old_one(self, ana):
        old, new = rows.make(m.House, A), rows.make(m.House, B)
        assert ana.get(address(m.House, "change", old.pk)).status_code == 200

        m.User.objects.get(username="ana").units.set([B])

        listed = ana.get(address(m.House, "changelist")).context["cl"].result_list
        assert [row.pk for row in listed] == [new.pk]
        assert ana.get(address(m.House, "change", old.pk)).status_code == 302
        assert ana.post(address(m.House, "delete", old.pk), {"post": "yes"}).status_code == 302
        assert m.House.objects.filter(pk=old.pk).exists()

    def test_a_person_who_joins_a_group_is_in_at_once(self, ana):
        page = address(m.Submission, "add")
        user = m.User.objects.get(username="ana")
        assert ana.get(address(m.House, "changelist")).context["cl"].result_count == 0
        rows.make(m.House, B)

        user.groups.set([Group.objects.get(name="officials")])

        assert ana.get(address(m.House, "changelist")).context["cl"].result_count == 1
        assert ana.get(page).status_code == 403

    def test_leaving_keeps_the_account_and_what_it_did(self, manager):
        user = person("bek", COORDINATORS, A)
        row = rows.event(A)
        row.history.update(history_user=user)

        data = {"action": "deactivate", "_selected_action": [user.pk]}
        manager.post(address(m.User, "changelist"), data)

        user.refresh_from_db()
        assert not user.is_active and row.history.get().history_user == user
        assert manager.post(address(m.User, "delete", user.pk), {"post": "yes"}).status_code == 403
