"""No request chooses how it is read: addresses and forms are UTF-8, cookies hold no NUL."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from django.core import signals
from django.db import close_old_connections

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
ODD = ("base64", "rot13", "undefined", "idna", "punycode", "utf-7", "cp037", "utf-16", "none")
SEARCH = "/kk/indicators/", "q=%D1%96%D1%81-%D1%88%D0%B0%D1%80%D0%B0%20i%2BAAA-"
CHOICE = "/kk/compare/", "i=elders.events&r=kz-71&r=kz-75"
FORM = (
    "--cut\r\nContent-Disposition: form-data; name=text\r\n\r\nіс-шара\r\n"
    "--cut\r\nContent-Disposition: form-data; name*=base64''x\r\n\r\ny\r\n--cut--\r\n"
)


@pytest.fixture
def ask(monkeypatch):
    """Asks what gunicorn serves (path, query, its kind, body).  Gives the status and the text."""
    monkeypatch.setenv("PORTAL_SERVES", "")  # importing it sets this for good
    from assembly.wsgi import application

    signals.request_started.disconnect(close_old_connections)  # the tests' own, as in a Client

    def answer(path, query="", kind="", body=None, **more):
        environ = {"PATH_INFO": path, "QUERY_STRING": query, "CONTENT_TYPE": kind, **more}
        if body is not None:
            sent = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
            environ |= {"REQUEST_METHOD": "POST"} | sent
        setup_testing_defaults(environ)
        told = []
        text = b"".join(application(environ, lambda status, heads: told.append(status)))
        return int(told[0][:3]), text

    yield answer
    signals.request_started.connect(close_old_connections)


@pytest.mark.parametrize("charset", ODD)
@pytest.mark.parametrize(("path", "query"), [SEARCH, CHOICE])
def test_the_same_address_is_the_same_page_whatever_charset_is_named(ask, path, query, charset):
    plain = ask(path, query)

    assert plain[0] == 200
    for kind in (f"text/plain; charset={charset}", f"x/y;CHARSET*={charset}''x", f'"; {charset}'):
        assert ask(path, query, kind) == plain


def test_too_many_parameters_are_refused_in_words(ask):
    status, text = ask("/kk/", "a&" * 1001, "text/plain; charset=utf-8")

    assert status == 400 and text


@pytest.mark.parametrize("charset", ODD)
def test_a_form_is_read_whatever_charset_it_names(ask, charset):
    kind = "multipart/form-data; boundary=cut"
    plain = ask("/kk/check/", "", kind, FORM.encode())

    assert plain[0] < 500
    assert ask("/kk/check/", "", f"{kind}; charset={charset}", FORM.encode())[0] == plain[0]


@pytest.mark.parametrize("page", ["/admin/", "/admin/login/", "/admin/session/", "/kk/"])
def test_a_nul_that_a_cookie_spells_is_refused(ask, page):
    cookies = ('sessionid="\\000"', '__Host-sid="\\000\\000\\000\\000\\000\\000\\000\\000"')
    for cookie in cookies:
        status, text = ask(page, HTTP_COOKIE=cookie)
        assert status == 400 and text
