"""What is kept for a while only goes, whether or not anybody comes."""

from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from registry import forgetting
from registry.models import SentForm, Upload
from tests import build, cast

pytestmark = pytest.mark.django_db
SESSIONS = import_module(settings.SESSION_ENGINE).SessionStore


def upload(user):
    year = build.reporting_year(2024)
    named = {"user": user, "region_id": "KZ-71", "year": year, "section": "events"}
    return Upload.objects.create(**named, file_name="a.xlsx", sha256="0" * 64, data=b"x")


def session(ends):
    one = SESSIONS()
    one.set_expiry(ends)
    one.create()
    return one.session_key


def test_each_goes_after_its_time_and_not_before():
    bolat, long_ago = cast.bolat(), timezone.now() - timedelta(days=9)
    kept, gone = upload(bolat), upload(bolat)
    Upload.objects.filter(pk=gone.pk).update(created_at=long_ago)
    new, old = (SentForm.objects.create(user=bolat, token=token) for token in "ab")
    SentForm.objects.filter(pk=old.pk).update(sent_at=long_ago)
    for name, age in (("now", timedelta(0)), ("then", timedelta(hours=2))):
        tried = AccessAttempt.objects.create(username=name, failures_since_start=1)
        AccessAttempt.objects.filter(pk=tried.pk).update(attempt_time=timezone.now() - age)
    open_, over = session(timezone.now() + timedelta(hours=1)), session(long_ago)
    told = StringIO()

    call_command("forget_old", stdout=told)

    assert list(Upload.objects.all()) == [kept] and list(SentForm.objects.all()) == [new]
    assert AccessAttempt.objects.get().username == "now"
    assert SESSIONS().exists(open_) and not SESSIONS().exists(over)
    assert "1 uploaded files, 1 sent forms, 1 wrong passwords" in told.getvalue()


def test_who_signs_in_is_written_into_no_table(client):
    bolat = cast.bolat()
    bolat.set_password("a long enough password")
    bolat.save()
    client.post("/admin/login/", {"username": "bolat", "password": "a long enough password"})
    assert client.get("/admin/session/").json()["left"]
    client.post("/admin/logout/")

    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("command", ["forget_old", "send_letters"])
def test_a_database_that_does_not_answer_is_said_in_words(command, monkeypatch):
    def fail(*_asked):
        raise OperationalError("gone")

    monkeypatch.setattr(forgetting, "forget", fail)
    monkeypatch.setattr("registry.letters.again", fail)

    with pytest.raises(CommandError, match="The database does not answer: gone"):
        call_command(command)
