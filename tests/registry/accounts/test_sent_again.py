"""The database goes away while a form is sent: the page keeps it, and asks nobody to do so."""

from contextlib import contextmanager

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from registry.accounts import kept
from registry.accounts.groups import COORDINATORS
from registry.models import Event
from tests.registry import rows
from tests.registry.doors import A, address, person

pytestmark = pytest.mark.django_db
NAME = 'Наурыз </textarea> «екі\u00a0жол»"'
SENTENCES = ("Жазғаныңыз сақталып тұр", "Введённое сохранено", "What you typed is kept")


@contextmanager
def no_database():
    """Within, each question to the database is answered as by one that is shut down."""

    def refuse(*_args):
        says = psycopg.errors.AdminShutdown("terminating connection")
        raise OperationalError(str(says)) from says

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def ana():
    """The browser of a coordinator, who sees an error as a page; its tokens are looked at."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(person("ana", COORDINATORS, A))
    return client


@pytest.fixture
def form(ana):
    """The form of an event of her region as it is sent, with another title."""
    answer = ana.get(address(Event, "change", rows.event(A).pk))
    token = {"csrfmiddlewaretoken": answer.context["csrf_token"]}
    return rows.posted(answer) | token | {"title": NAME}


def page():
    return address(Event, "change", Event.objects.get().pk)


def test_what_was_typed_is_kept_in_three_languages_and_written_once(ana, form):
    where = page()
    with no_database():
        away = ana.post(where, form)

    assert away.status_code == 503 and away["Retry-After"] == "60"
    for sentence in SENTENCES:
        assert sentence in away.content.decode()
    assert "екінші рет жазылмайды" in away.content.decode()
    assert "no-store" in away["Cache-Control"]
    sent = dict(away.context["fields"]) | {"csrfmiddlewaretoken": away.context["token"]}
    assert ana.post(away.context["path"], sent).status_code == 302
    assert Event.objects.get().title == NAME
    versions = Event.history.count()
    ana.post(away.context["path"], sent)
    assert Event.history.count() == versions


def test_a_text_of_the_form_stays_a_text(ana, form):
    where = page()
    with no_database():
        said = ana.post(where, form).content.decode()

    assert "Наурыз &lt;/textarea&gt; «екі\u00a0жол»&quot;" in said


def test_a_file_is_to_be_chosen_again(ana, form):
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    where = page()
    with no_database():
        said = ana.post(where, form | {"file": file}).content.decode()

    assert "Файл сақталмайды: оны бетте қайта таңдаңыз." in said and "PDF" not in said


@pytest.mark.parametrize(
    "change",
    [{"csrfmiddlewaretoken": ""}, {"password": "құпия"}, {"title": "ұ" * kept.LARGEST}],
    ids=["of another site", "with a password", "too large"],
)
def test_what_is_not_to_be_kept_is_told_the_trouble_alone(ana, form, change):
    where = page()
    with no_database():
        away = ana.post(where, form | change)

    assert away.status_code == 503 and "На сайте сбой" in away.content.decode()
    assert "<form" not in away.content.decode()


def test_a_page_that_is_read_has_nothing_to_keep(ana, form):
    where = page()
    with no_database():
        away = ana.get(where)

    assert away.status_code == 503 and "<form" not in away.content.decode()
