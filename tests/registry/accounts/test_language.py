"""The back office speaks the language that a person chose, and remembers it."""

import pytest

from registry import models as m
from registry.accounts.groups import COORDINATORS
from tests.registry.accounts.test_links import PASSWORD
from tests.registry.doors import A, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client):
    client.force_login(person("ana", COORDINATORS, A))
    return client


def language_of(page):
    return page.content.decode().split('<html lang="')[1][:2]


def stored():
    return m.User.objects.get(username="ana").language


def test_it_is_the_accounts_whatever_the_browser_says(ana):
    for language in ("ru", "kk", "en"):
        m.User.objects.update(language=language)
        page = ana.get("/admin/", headers={"accept-language": "de,en"})
        assert language_of(page) == language == page.headers["Content-Language"]


def test_a_choice_is_kept_and_leads_back(ana):
    answer = ana.post("/admin/language/", {"language": "ru", "next": "/admin/registry/event/?o=1"})

    assert answer.headers["Location"] == "/admin/registry/event/?o=1"
    assert stored() == "ru" and language_of(ana.get("/admin/")) == "ru"


@pytest.mark.parametrize("language", ["de", "", "kk'", "x" * 500])
def test_an_unknown_language_changes_nothing(ana, language):
    assert ana.post("/admin/language/", {"language": language}).status_code == 302
    assert stored() == "en"


@pytest.mark.parametrize("back", ["https://evil.kz/", "//evil.kz", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(ana, back):
    answer = ana.post("/admin/language/", {"language": "ru", "next": back})

    assert answer.headers["Location"] == "/admin/"


def test_a_stranger_chooses_nothing(client):
    assert client.post("/admin/language/", {"language": "ru"}).status_code == 302
    assert client.get("/admin/language/").status_code == 302


@pytest.mark.parametrize(
    ("header", "query", "language"),
    [
        ("", "", "kk"),
        ("ru-RU,ru;q=0.9", "", "kk"),
        ("en", "", "kk"),
        ("ru", "?lang=en", "en"),
        ("ru", "?lang=xx", "kk"),
    ],
)
@pytest.mark.parametrize("path", ["/admin/login/", "/admin/forgotten/", "/admin/forgotten/sent/"])
def test_a_first_visit_is_in_kazakh_unless_the_address_asks(client, path, header, query, language):
    page = client.get(path + query, headers={"accept-language": header})

    assert language_of(page) == language
    assert 'href="?lang=ru" lang="ru"' in page.content.decode()  # the switch is there


def test_a_page_that_is_missing_says_so_in_it_with_debug_too(ana, settings):
    settings.DEBUG = True
    m.User.objects.update(language="ru")
    page = ana.get("/admin/reports/")

    assert page.status_code == 404 and language_of(page) == "ru"
    assert "Using the URLconf" not in page.content.decode()


def test_the_choice_before_signing_in_is_kept_for_the_next_pages(client):
    client.get("/admin/login/?lang=ru")

    assert language_of(client.get("/admin/forgotten/")) == "ru"
    assert client.get("/kk/").headers["Content-Language"] == "kk"


def test_the_choice_of_the_sign_in_page_becomes_the_accounts(client):
    m.User.objects.create_user("ana", password=PASSWORD, is_staff=True)

    client.post("/admin/login/?lang=ru", {"username": "ana", "password": PASSWORD})

    assert stored() == "ru"


def test_every_page_offers_the_three(ana, client):
    for page in ("/admin/", "/admin/password_change/", "/admin/registry/event/add/"):
        text = ana.get(page).content.decode()
        assert all(f'value="{code}" lang="{code}"' in text for code in ("kk", "ru", "en"))
    client.logout()
    links = client.get("/admin/login/?next=/admin/").content.decode()
    assert all(f"&amp;lang={code}" in links for code in ("kk", "ru", "en"))


def test_the_sign_in_after_a_session_speaks_the_same_language(ana):
    m.User.objects.update(language="ru")
    ana.get("/admin/")
    ana.session.flush()

    page = ana.get("/admin/", headers={"accept-language": "en"}, follow=True)

    assert language_of(page) == "ru"


class TestFromAPageOfThePortal:
    LEADS = ["/admin/?lang=ru", "/admin/rows/elders.events/2023/?revision=1&lang=ru"]

    @pytest.fixture
    def staff(self):
        return m.User.objects.create_user("ana", password=PASSWORD, is_staff=True)

    def sign_in(self, client, lead):
        page = client.get(lead, follow=True)
        assert language_of(page) == "ru"
        (address, _status) = page.redirect_chain[-1]
        return client.post(address, {"username": "ana", "password": PASSWORD}, follow=True)

    @pytest.mark.parametrize("lead", LEADS)
    def test_who_never_chose_goes_on_in_its_language(self, client, staff, lead):
        assert staff.language == ""

        assert language_of(self.sign_in(client, lead)) == "ru"
        assert stored() == "ru"

    def test_what_an_account_chose_wins(self, client, staff):
        m.User.objects.update(language="kk")

        assert language_of(self.sign_in(client, self.LEADS[0])) == "kk"
        assert stored() == "kk"

    def test_who_never_chose_gets_letters_in_kazakh(self, staff):
        assert staff.speaks == "kk"


@pytest.mark.parametrize("odd", ["//[", "http://[x", "//[?lang=ru"])
def test_a_way_on_that_is_no_address_is_no_crash(client, odd):
    page = client.get("/admin/login/", {"next": odd})

    assert page.status_code == 200 and language_of(page) == "kk"
