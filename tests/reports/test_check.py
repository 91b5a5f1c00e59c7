"""Check a text: marks on the page, nothing kept, nothing told to logs or mails."""

import logging
import re

import pytest
from django.core import mail
from django.test import Client

from registry.models import Event
from reports.models import Release
from reports.publishing import build_candidate, publish
from reports.views import check as page
from tests.reports.test_views import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LANGUAGES = ["kk", "ru", "en"]
SECRET = "Құпия сөз"


def send(client, pasted, language="en", **data):
    return client.post(f"/{language}/check/", {"text": pasted, **data})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_needs_no_cookie_and_no_token(language):
    strict = Client(enforce_csrf_checks=True)

    form, answer = strict.get(f"/{language}/check/"), send(strict, "1119", language)
    assert form.status_code == answer.status_code == 200
    assert not strict.cookies
    assert "csrf" not in form.content.decode()


def test_a_number_is_marked_and_leads_to_its_figure(client):
    response = send(client, "The country has 1,119 Councils of Elders.")

    assert "agrees with the published figure: 1" in text(response)
    assert 'href="/en/indicators/elders.councils/2023/"' in response.content.decode()


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("1,120 Councils of Elders", "differs from the published figure"),
        ("more than 1,100 ethnocultural associations", "the rounding is not true"),
        ("the hall has 300 seats", "not a figure of the portal"),
        ("6358", "may be this figure"),
        ("Abai Region has 56 Councils of Elders", "regional figures are not checked here: 1"),
        ("Mediators rose by 212 to 1,294", "agrees with the published change"),
        ("Mediators rose by 212 to 1,294", "Mediators in the register: 1,294, +212 (2023 r1)"),
        ("In 2023, 764 Councils of Elders", "equals the figure of another year"),
    ],
)
def test_what_is_wrong_is_said_in_words(client, pasted, words):
    assert words in text(send(client, pasted))


@pytest.mark.parametrize("told", ["1,628", "1,629"])
def test_the_change_that_a_text_tells_is_the_one_beside_its_tick(client, told):
    """2023 r1 was compared with 2022 r1, which has one event more than 2022 r2."""
    events = Event.objects.filter(year=2022, region="KZ-71", participations__kind="elders")
    events.first().delete()
    publish(build_candidate(2022))

    page = text(send(client, f"Events with the Councils of Elders rose by {told}."))
    assert f"taking part: 6,358, +{told} (2023 r1)" in page
    assert "agrees with the published change" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_a_release_passes_its_own_check(client, language):
    paragraphs = Release.objects.get(year=2023).press[language]["paragraphs"]
    pasted = "\n".join("".join(piece["text"] for piece in pieces) for pieces in paragraphs)

    body = send(client, pasted, language).content.decode()
    assert body.count('<a class="mark ok"') == body.count('<a class="mark') == 38


def test_numbers_of_no_figure_are_counted_and_left_alone(client):
    body = send(client, "226 guests, 0 complaints, 34 Houses of Friendship").content.decode()

    assert "not a figure of the portal: 2" in re.sub(r"<[^>]+>", "", body)
    assert body.count('<a class="mark') == 1 and 'id="n1"' in body and 'id="n2"' not in body
    assert body.index("<form") < body.index('id="result"')


def test_the_year_may_be_chosen(client):
    assert "agrees" in text(send(client, "764 Councils of Elders", year="2022"))
    assert "another year" in text(send(client, "764 Councils of Elders", year="nonsense"))


def test_an_answer_costs_three_queries(client, django_assert_num_queries):
    with django_assert_num_queries(3):
        send(client, "1119 Ақсақалдар кеңесі", "kk")


def test_markup_in_a_text_is_shown_as_text(client):
    body = send(client, "<script>alert(1119)</script> <b>34</b> Houses of Friendship").content

    assert b"<script>alert" not in body and b"<b>" not in body


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "There is no text to check."),
        (" \r\n", "There is no text to check."),
        ("a" * 50_001, "Characters checked at once: 50,000."),
        ("12 people " * 1001, "Checked at once: 1,000."),
    ],
)
def test_a_text_that_cannot_be_checked_gets_a_sentence(client, pasted, sentence):
    response = send(client, pasted)

    assert response.status_code == 400
    assert sentence in text(response)
    assert pasted.strip()[:50] in response.content.decode()


def test_a_text_far_too_long_gets_the_same_sentence(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = send(client, "a" * 2000)
    assert response.status_code == 400
    assert "Characters checked at once: 50,000." in text(response)


def test_a_text_without_numbers_is_told(client):
    assert "There is no number in the text." in text(send(client, "No number at all."))


def test_an_answer_is_kept_by_no_cache(client):
    assert "no-store" in send(client, "1119")["Cache-Control"]
    assert "public" in client.get("/en/check/")["Cache-Control"]


def test_a_failing_check_tells_neither_logs_nor_mails_the_text(
    client, settings, monkeypatch, caplog
):
    settings.DEBUG, settings.ADMINS = False, [("Admin", "admin@example.org")]
    monkeypatch.setattr(page, "proofread", lambda text, *rest: {}[text])
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    client.raise_request_exception = False

    response = send(client, f"{SECRET} 1119")
    (letter,) = mail.outbox
    logged = " ".join(logging.Formatter().format(record) for record in caplog.records)
    assert response.status_code == 500
    assert "could not be checked" in logged and "could not be checked" in letter.body
    assert SECRET not in logged + letter.body + letter.subject + str(letter.alternatives)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_word_is_left(client, language):
    for pasted in ("1119 35 300", "", "7 " * 1001):
        shown = text(send(client, pasted, language))
        assert set(re.findall("[A-Za-z]{2,}", shown)) <= {"English", "r1"}
