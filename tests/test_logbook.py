"""The log book: a line of JSON an event, the number of the account, nothing that was typed."""

import json
import logging
import re
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from registry import logbook
from registry import models as m
from registry.accounts.groups import COORDINATORS
from registry.accounts.locking import sender
from reports.models import Release
from tests.registry import rows
from tests.registry.doors import A, B, address, person

pytestmark = pytest.mark.django_db
NGINX = Path(__file__).parent.parent / "docs" / "operations" / "nginx.conf"
PASSWORD = "a-long-word-of-the-tests"


@pytest.fixture
def lines(caplog, django_capture_on_commit_callbacks):
    """What was written down (list of dict), as the server's log holds it."""
    caplog.set_level(logging.INFO, logger="portal")

    def written():
        return [json.loads(logbook.Line().format(record)) for record in caplog.records]

    return written


@pytest.fixture
def ana(db):
    user = person("ana", COORDINATORS, A)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, password=PASSWORD):
    return client.post("/admin/login/", {"username": "ana", "password": password})


def test_signing_in_and_out_and_failing_to_are_written_without_a_name(client, ana, lines):
    sign_in(client, "wrong-word")
    sign_in(client)
    client.post("/admin/logout/")

    told = [(line["event"], line.get("account")) for line in lines()]
    assert told == [("sign-in failed", None), ("sign-in", ana.pk), ("sign-out", ana.pk)]
    assert not any(word in str(lines()) for word in ("ana", "wrong-word", PASSWORD))
    assert all(line["request"] and line["time"] for line in lines())


def test_a_locked_account_is_written(client, ana, lines, settings):
    settings.AXES_ENABLED = True
    for _try in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "wrong")

    assert "sign-in locked" in [line["event"] for line in lines()]


def test_a_refusal_names_the_account_and_the_request(client, ana, lines):
    client.force_login(ana)
    answer = client.get("/admin/registry/user/")

    line = lines()[-1]
    assert answer.status_code == 403
    assert (line["event"], line["account"]) == ("denied", ana.pk)
    assert (line["method"], line["path"]) == ("GET", "/admin/registry/user/")
    assert line["request"] == answer["X-Request-ID"]


@pytest.mark.parametrize("page", ["change", "delete"])
def test_a_record_of_another_unit_is_a_refusal(client, ana, lines, page):
    client.force_login(ana)
    foreign = address(m.Event, page, rows.event(B).pk)
    answer = client.get(foreign)

    assert answer.url == "/admin/"
    told = [(line["event"], line["account"], line.get("path")) for line in lines()]
    assert told == [("sign-in", ana.pk, None), ("denied", ana.pk, foreign)]


def test_a_list_that_goes_out_is_written(client, ana, lines, django_capture_on_commit_callbacks):
    client.force_login(ana)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/registry/event/export/?q=secret", {"form": "csv"})

    line = lines()[-1]
    assert (line["event"], line["list"], line["form"]) == ("export", "registry.event", "csv")
    assert line["rows"] == 0 and "secret" not in str(line)


def test_what_came_in_and_its_way_back_are_written_when_they_stand(
    ana, lines, django_capture_on_commit_callbacks
):
    given = {"region_id": A, "section": "events", "user": ana, "added": 3}
    with django_capture_on_commit_callbacks(execute=True):
        batch = m.ImportBatch.objects.create(file_name="Асан Үсенов.xlsx", **given)
        batch.save(update_fields=["reasons"])
        batch.undone_at = batch.created_at
        batch.save(update_fields=["undone_at"])
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            m.ImportBatch.objects.create(**given)
            raise ZeroDivisionError  # nothing of this one stands

    assert [line["event"] for line in lines()] == ["import", "import undone"]
    assert {"batch": batch.pk, "region_id": A, "added": 3}.items() <= lines()[0].items()
    assert "Үсенов" not in str(lines())


def test_each_step_of_a_release_is_written(lines, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        release = Release.objects.create(year=2023, number=1, state="candidate")
        release.save(update_fields=["causes"])
        release.state = "proposed"
        release.save(update_fields=["state"])

    assert [(line["number"], line["state"]) for line in lines()] == [
        (1, "candidate"),
        (1, "proposed"),
    ]


def test_an_error_tells_its_kind_and_place_but_not_what_was_typed(lines):
    try:
        raise IntegrityError("Key (bin)=(990101300123) already exists")
    except IntegrityError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Failed", (), sys.exc_info())
    line = json.loads(logbook.Line().format(record))

    assert line["problem"] == "django.db.utils.IntegrityError"
    assert "test_logbook.py" in line["at"][0] and "990101300123" not in str(line)


def test_what_django_tells_names_the_request_too(client, lines):
    answer = client.get("/kk/nowhere/")

    told = [line for line in lines() if line["event"] == "Not Found: /kk/nowhere/"]
    assert [line["request"] for line in told] == [answer["X-Request-ID"]]


def test_a_line_stays_one_line(lines):
    logbook.tell("denied", path='/a\nb\r"c')
    assert "\n" not in logbook.Line().format(logging.makeLogRecord({"facts": {"path": "a\nb"}}))
    assert lines()[0]["path"] == '/a\nb\r"c'


@pytest.mark.parametrize(
    "page", ["/admin/password/MQ/d1-0a2b3c/", "/admin/password/MQ/d1/nowhere/"]
)
def test_a_link_that_sets_a_password_is_in_no_log(client, lines, page):
    logbook.tell("denied", method="POST", path=page)
    client.get(page)  # what Django tells of a page that is not there

    assert "/admin/password/" in str(lines()) and "d1" not in str(lines())
    pattern = re.search(r'"~(\^\S+)" \$told;', NGINX.read_text())[1]
    cut = re.compile(pattern.replace("?<", "?P<")).match(page)
    assert cut["told"] == "/admin/password/"
    for asked, told in (("/kk/?q=a", "/kk/"), ("/admin/password", "/admin/password"), ("", "")):
        assert re.match(pattern.replace("?<", "?P<"), asked)["told"] == told
    assert not re.search(r"log_format [^;]*\$(uri|request\b|request_uri)", NGINX.read_text())


FORM = {"username": "ana", "password": "wrong-word"}
NAME = "0123456789abcdef0123456789abcdef"


NETS = {
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::",
    "2001:db8:1:2::6": "2001:db8:1:2::",
    "2001:db8::5": "2001:db8::",
    "::1": "::",
    "fe80::1%eth0": "fe80::",
    "::ffff:10.1.1.1": "10.1.1.1",
    "10.1.1.1": "10.1.1.1",
}


@pytest.mark.parametrize(("address", "net"), NETS.items())
def test_a_sender_of_ipv6_is_a_net_for_one_has_all_its_addresses(rf, address, net):
    assert sender(rf.get("/", REMOTE_ADDR=address)) == net


def test_a_name_stays_locked_for_whoever_takes_the_next_address_of_the_net(client, ana, settings):
    settings.AXES_ENABLED = True
    for last in range(10):
        client.post("/admin/login/", FORM, REMOTE_ADDR=f"2001:db8:1:2::{last}")

    assert client.post("/admin/login/", FORM, REMOTE_ADDR="2001:db8:1:2::a").status_code == 429
    assert client.post("/admin/login/", FORM, REMOTE_ADDR="2001:db8:1:3::a").status_code == 200


def test_only_our_own_server_in_front_names_a_request_and_its_sender(client, rf):
    given = {"HTTP_X_REQUEST_ID": NAME, "HTTP_X_REAL_IP": "10.1.1.1"}
    with override_settings(BEHIND_PROXY=False):
        assert client.get("/healthz", **given)["X-Request-ID"] != NAME
        assert sender(rf.get("/", **given)) == "127.0.0.1"
    with override_settings(BEHIND_PROXY=True):
        assert client.get("/healthz", **given)["X-Request-ID"] == NAME
        assert client.get("/healthz", HTTP_X_REQUEST_ID="a\r\nb")["X-Request-ID"] != "a\r\nb"
        assert sender(rf.get("/", **given)) == "10.1.1.1"
