"""What happens to a return is told by e-mail, in the language of the reader."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from registry import corrections, letters, returns
from registry.models import Correction, Letter, SectionState, User
from tests import build
from tests.registry.acts import UNIT, in_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """Does an act and gives the letters that it sent."""
    monkeypatch.setattr(letters, "in_background", lambda act, *args: act(*args))

    def told(act, *args):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act(*args)
        return mail.outbox

    return told


@pytest.fixture
def aigul(db):
    """The coordinator of Abai, who reads Kazakh; another one of hers has no address."""
    build.person("asel", "coordinators", [UNIT])
    fields = {"email": "aigul@example.kz", "language": "kk", "is_staff": True}
    return build.person("aigul", "coordinators", [UNIT], **fields)


def test_a_return_that_is_given_back_tells_why_and_which_sections(told, aigul, marat):
    submission = in_review(aigul, marat)

    (letter,) = told(returns.give_back, submission, marat, "12-жол", ["events"])

    assert letter.to == ["aigul@example.kz"]
    assert "түзетуге қайтарылды" in letter.subject and "Абай облысы" in letter.subject
    assert "12-жол" in letter.body and "Іс-шаралар" in letter.body
    assert f"/admin/my-region/?unit={UNIT}&year=2024" in letter.body


def test_acceptance_is_told_in_the_language_of_the_reader(told, aigul, marat):
    User.objects.filter(pk=aigul.pk).update(language="ru")

    (letter,) = told(returns.accept, in_review(aigul, marat), marat)

    assert "принят" in letter.subject and "область Абай" in letter.body


def test_the_opening_of_a_year_is_told_once_to_each_unit(told, aigul, marat):
    build.person("bolat", "coordinators", ["KZ-71"], email="bolat@example.kz")
    build.reporting_year(2025)

    sent = told(returns.open_year, 2025, marat)

    assert sorted(letter.to[0] for letter in sent) == ["aigul@example.kz", "bolat@example.kz"]
    assert not told(returns.open_year, 2025)


def test_the_end_of_a_correction_is_told_once(told, aigul, marat):
    build.accept(UNIT, 2023)
    states = SectionState.objects.filter(section="elders")
    unit, today = states.get().submission.region, timezone.localdate()
    opening = told(
        corrections.open_at_once, marat, unit, states, "late", "Found", today + timedelta(3)
    )
    assert [letter.to for letter in opening] == [["aigul@example.kz"]]
    assert not told(letters.ended)

    Correction.objects.update(closes_on=today - timedelta(days=1))

    assert len(told(call_command, "send_letters")) == 1
    assert not told(letters.ended)


def test_a_reminder_comes_once_a_day(told, aigul):
    submission = build.hand_in(UNIT, 2024, "draft")

    assert len(told(letters.remind, [submission])) == 1
    assert not told(letters.remind, [submission])


def test_a_mail_server_that_fails_blocks_nothing_and_is_shown(told, aigul, marat, settings):
    right = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    submission = in_review(aigul, marat)

    told(returns.accept, submission, marat)

    submission.refresh_from_db()
    assert submission.state == "accepted"
    assert Letter.objects.not_sent().get().person == aigul
    settings.EMAIL_BACKEND = right
    assert told(letters.again, Letter.objects.not_sent())
    assert not Letter.objects.not_sent().exists()


def test_each_late_unit_of_a_person_is_reminded_of(told, aigul):
    aigul.units.add("KZ-63")
    late = [build.hand_in(unit, 2024, "draft") for unit in (UNIT, "KZ-63")]

    assert len(told(letters.remind, late)) == 2


def test_a_letter_that_fails_does_not_hold_up_the_others(told, aigul, marat, monkeypatch):
    build.person("bolat", "coordinators", ["KZ-71"], email="bad@example.kz")
    take = EmailBackend.send_messages

    def choosy(server, mails):
        if mails[0].to == ["bad@example.kz"]:
            raise OSError
        return take(server, mails)

    monkeypatch.setattr(EmailBackend, "send_messages", choosy)
    build.reporting_year(2025)

    told(returns.open_year, 2025, marat)

    assert [x.person.username for x in Letter.objects.filter(sent_at=None)] == ["bolat"]
    assert Letter.objects.get(person=aigul).failed_at is None


def test_an_old_reminder_that_leaves_today_is_not_the_one_of_today(told, aigul):
    submission = build.hand_in(UNIT, 2024, "draft")
    told(letters.remind, [submission])
    old = timezone.now() - timedelta(days=2)
    Letter.objects.update(made_at=old, sent_at=None, failed_at=old)

    assert len(told(letters.again, Letter.objects.not_sent())) == 1
    assert len(told(letters.remind, [submission])) == 1


def test_a_letter_that_somebody_sends_now_is_sent_once(told, aigul, monkeypatch):
    told(letters.remind, [build.hand_in(UNIT, 2024, "draft")])
    old = timezone.now() - timedelta(days=2)
    Letter.objects.update(made_at=old, sent_at=None)
    take = EmailBackend.send_messages

    def slow(server, mails):
        letters.send([Letter.objects.get().pk])  # the second click comes while this one sends
        assert not Letter.objects.not_sent().exists()
        return take(server, mails)

    monkeypatch.setattr(EmailBackend, "send_messages", slow)

    assert len(told(letters.again, Letter.objects.not_sent())) == 1
    assert Letter.objects.get().sent_at and not told(letters.again, Letter.objects.not_sent())


def test_who_took_a_letter_and_died_has_not_sent_it(told, aigul):
    told(letters.remind, [build.hand_in(UNIT, 2024, "draft")])
    old = timezone.now() - timedelta(days=2)
    Letter.objects.update(made_at=old, sent_at=None, taken_at=old)

    assert len(told(letters.again, Letter.objects.not_sent())) == 1
