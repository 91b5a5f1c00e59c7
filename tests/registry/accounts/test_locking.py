"""Sign-in is throttled; a locked account says when it opens, and a manager opens it."""

import re

import pytest
from axes.models import AccessAttempt
from django.conf import settings as configured
from django.utils import timezone

from registry import models as m
from registry.accounts import links, locking
from registry.accounts.groups import COORDINATORS
from tests.registry.accounts.test_links import PASSWORD, set_password
from tests.registry.doors import A, address, person

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


@pytest.fixture(autouse=True)
def throttled(settings):
    settings.AXES_ENABLED = True


@pytest.fixture
def ana(db):
    user = person("ana", COORDINATORS, A)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, username="ana", password="wrong", **options):
    return client.post(LOGIN, {"username": username, "password": password}, **options)


def lock(client, username="ana"):
    """Guess until the account is locked; gives the last answer."""
    return [sign_in(client, username) for _try in range(configured.AXES_FAILURE_LIMIT)][-1]


def test_it_is_on_in_production():
    assert configured.AXES_FAILURE_LIMIT == 10 and configured.AXES_COOLOFF_TIME
    assert configured.AUTHENTICATION_BACKENDS[0] == "axes.backends.AxesStandaloneBackend"


def test_the_eleventh_try_is_refused_even_with_the_right_password(client, ana):
    assert lock(client).status_code == 429

    assert sign_in(client, password=PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_it_says_when_the_account_opens(client, ana):
    text = lock(client).content.decode()

    opens = timezone.localtime(locking.opens_at("ana"))
    assert f"{opens:%H:%M}" in text and "login-form" in text


def test_the_time_it_says_stays_true(client, ana):
    lock(client)
    first = locking.opens_at("ana")

    sign_in(client)

    assert locking.opens_at("ana") == first


def test_an_account_that_does_not_exist_is_locked_alike(client, ana):
    def plain(answer):
        return re.sub(r'value="[^"]*"', "", answer.content.decode())

    assert plain(lock(client, "ana")) == plain(lock(client, "nobody"))


def test_a_guesser_elsewhere_locks_nobody_out(client, ana):
    for _try in range(12):
        sign_in(client, REMOTE_ADDR="10.9.9.9")

    assert sign_in(client, password=PASSWORD).status_code == 302


def test_it_opens_by_itself(client, ana):
    lock(client)
    AccessAttempt.objects.update(
        attempt_time=timezone.now() - timezone.timedelta(hours=1, seconds=1)
    )

    assert locking.opens_at("ana") is None
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_a_manager_opens_it(client, ana, manager):
    lock(client)
    page = address(m.User, "change", ana.pk)
    manager.force_login(m.User.objects.get(username="manager"))
    assert "Open the locked account" in manager.get(page).content.decode()
    assert "locked until" in manager.get(address(m.User, "changelist")).content.decode()

    manager.post(address(m.User, "unlock", ana.pk))

    assert locking.opens_at("ana") is None
    assert "Open the locked account<" not in manager.get(page).content.decode()


def test_a_manager_opens_several_from_the_list(client, ana, manager):
    lock(client)
    manager.force_login(m.User.objects.get(username="manager"))

    data = {"action": "open_accounts", "_selected_action": [ana.pk]}
    manager.post(address(m.User, "changelist"), data)

    assert locking.opens_at("ana") is None


def test_a_new_password_by_link_opens_it(client, ana, rf):
    lock(client)

    set_password(client, links.make(rf.get("/"), ana), "another long password 9")

    assert locking.opens_at("ana") is None


def test_no_password_is_kept_of_the_tries(client, ana):
    sign_in(client, password="my secret try")
    client.post(LOGIN, {"username": "ana", "password": "x", "kept": "typed words"})

    kept = "".join(AccessAttempt.objects.values_list("post_data", flat=True))
    assert "secret" not in kept and "typed" not in kept


def test_an_address_is_written_in_any_case(client, ana):
    m.User.objects.update(username="ana@example.kz")

    assert sign_in(client, "Ana@Example.KZ", PASSWORD).status_code == 302


def test_its_tables_are_not_in_the_menu(client):
    client.force_login(m.User.objects.create_superuser("boss"))

    assert "/admin/axes/" not in client.get("/admin/").content.decode()
