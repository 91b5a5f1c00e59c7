"""docs/operations.md is true: its commands, run in order, give a portal behind nginx with TLS."""

import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import time
from http.cookies import SimpleCookie

import pytest
from django.db import connection

from tests import commands, headers, machine, one_server

OPERATIONS = one_server.ROOT / "docs" / "operations"
A_SECOND = 2.1  # nginx counts whole seconds


@pytest.fixture(scope="module")
def served():
    """The server at the end of the page; what its commands said is `said`."""
    if connection.vendor != "postgresql":
        pytest.skip("the page is run once, with PostgreSQL")
    if one_server.missing():
        pytest.skip(f"not on this machine: {', '.join(one_server.missing())}")
    with one_server.server() as made:
        done = made.run(commands.blocks(one_server.PAGE))
        log = made.folder / "portal.service.log"
        assert done.returncode == 0, done.stdout + (log.read_text() if log.exists() else "")
        made.said = done.stdout
        print(done.stdout)
        yield made


def test_the_page_leads_from_nothing_to_an_upgrade_and_back(served):
    ready = '{"ready": true, "missing": []}'
    assert served.said.count(ready) == 3
    assert "503 while the work goes on" in served.said
    assert len(re.findall(r"can be restored: \d+ rows of \d+ tables", served.said)) == 1
    assert len(list((served.folder / "var/backups/portal").glob("portal-*.dump"))) == 2
    assert "Restored: " in served.said and "2026 is open for reporting." in served.said


def test_a_page_comes_by_tls_with_its_headers_and_no_other_way(served):
    page = served.ask("/kk/calendar/")
    assert page.startswith("HTTP/2 200") and "2027" in page
    for head in (
        "strict-transport-security: max-age=31536000; includeSubDomains",
        "x-content-type-options: nosniff",
        "x-frame-options: DENY",
        "content-security-policy: ",
        "x-request-id: ",
    ):
        assert page.lower().count(f"\r\n{head.lower()}") == 1, head
    assert "server: nginx\r\n" in page and "set-cookie" not in page.lower()
    plain = served.ask("/ru/", port=80)
    assert " 301 " in plain and "Location: https://stat.example.kz/ru/" in plain
    assert "portal" not in served.ask("/kk/", "--header", "Host: other.example.kz", port=80)


def test_a_public_page_comes_from_nginx_when_it_is_asked_for_again(served):
    for path, age in (("/ru/calendar/", 300), ("/data/catalogue.json", 300)):
        pairs = [(served.ask(path), served.ask(path)) for _time in range(3)]
        assert any("x-cache: HIT" in second for _first, second in pairs)
        assert all(f"max-age={age}" in page for pair in pairs for page in pair)
    assert not any("x-cache" in served.ask(path).lower() for path in ("/admin/", "/readyz", "/"))


def test_a_browser_of_many_headers_is_answered_in_words(served):
    """nginx lets 32 kB of them pass; gunicorn would end such a request with a bare page."""
    many = [word for number in range(200) for word in ("--header", f"X-{number}: a")]

    assert served.ask("/kk/calendar/", *many).startswith("HTTP/2 200")


def test_static_files_are_kept_for_a_year_and_can_be_read_by_nginx(served):
    address = re.search(r'href="(/static/portal\.[0-9a-f]{12}\.css)"', served.ask("/kk/"))[1]
    sheet = served.ask(address, "--compressed")
    assert sheet.startswith("HTTP/2 200") and "immutable" in sheet and "nosniff" in sheet
    assert "content-encoding: gzip" in sheet
    modes = {
        oct(f.stat().st_mode)[-3:] for f in (served.folder / "srv/portal/static").rglob("*.css")
    }
    assert modes == {"644"}
    assert oct((served.folder / "srv/portal/.env").stat().st_mode)[-3:] == "600"


def test_too_large_a_request_is_refused_in_three_languages(served, tmp_path):
    large = tmp_path / "large.xlsx"
    large.write_bytes(b"x" * 13 * 2**20)
    answer = served.ask("/admin/", "--form", f"file=@{large}", "--header", "Expect:")
    assert answer.startswith("HTTP/2 413")
    assert all(word in answer for word in ("Файл тым үлкен", "Файл слишком", "too large"))
    assert "strict-transport-security" in answer


REFUSED = {
    "no words of HTTP": b"what is this\r\n",
    "a long address": b"GET /".ljust(8192, b"a"),
    "TRACE": b"TRACE / HTTP/1.1\r\nHost: stat.example.kz\r\n\r\n",
}


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED)
def test_what_is_no_request_hears_nothing_in_the_open_and_a_page_by_tls(served, sent):
    trusted = ssl.create_default_context(cafile=served.folder / "etc/ssl/portal/fullchain.pem")
    with socket.create_connection(("127.0.0.1", served.http), timeout=10) as link:
        link.sendall(sent)
        assert link.recv(1) == b""
    link = socket.create_connection(("127.0.0.1", served.https), timeout=10)
    with trusted.wrap_socket(link, server_hostname=one_server.HOST) as safe:
        safe.sendall(sent)
        answer = http.client.HTTPResponse(safe)
        answer.begin()
        assert answer.status in (400, 405, 414) and "Запрос не распознан" in answer.read().decode()
        assert {*(headers.ALWAYS | headers.BY_TLS).items()} <= {*answer.headers.items()}


def test_maintenance_speaks_three_languages(served):
    door = served.folder / "var/lib/portal/maintenance"
    door.touch()
    try:
        time.sleep(A_SECOND)
        answer, sheet = served.ask("/ru/"), served.ask("/static/portal.css")
    finally:
        door.unlink()
        time.sleep(A_SECOND)
    assert answer.startswith("HTTP/2 503") and "retry-after: 300" in answer
    assert all(f'lang="{language}"' in answer for language in ("kk", "ru", "en"))
    assert sheet.startswith("HTTP/2 200")


def test_cookies_are_for_this_host_alone_and_end_after_a_working_day(served):
    jar = served.folder / "jar"
    keeps = ("--cookie", str(jar), "--cookie-jar", str(jar))
    page = served.ask("/admin/login/", *keeps)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    fields = {"csrfmiddlewaretoken": token, "username": "chief", "password": one_server.PASSWORD}
    sent = [word for name, value in fields.items() for word in ("--data", f"{name}={value}")]
    answer = served.ask(
        "/admin/login/", *keeps, *sent, "--header", f"Referer: https://{one_server.HOST}/"
    )
    assert answer.startswith("HTTP/2 302")

    cookies = SimpleCookie()
    for line in re.findall(r"^set-cookie: (.*?)\r?$", page + answer, re.M):
        cookies.load(line)
    assert {name: cookie["path"] for name, cookie in cookies.items()} == {
        "__Host-sid": "/",
        "__Host-csrf": "/",
        "last-person": "/admin/",
    }
    for cookie in cookies.values():
        assert (cookie["secure"], cookie["domain"], cookie["samesite"]) == (True, "", "Lax")
    assert cookies["__Host-sid"]["httponly"] and cookies["last-person"]["httponly"]
    assert 0 <= 8 * 60 * 60 - int(cookies["__Host-sid"]["max-age"]) < 60


def test_guessing_is_slowed_down_and_written_without_a_name(served):
    answers = [served.ask("/admin/login/") for _time in range(30)]
    last = served.ask("/admin/nowhere/")
    assert sum(answer.startswith("HTTP/2 429") for answer in answers) >= 5
    assert last.startswith("HTTP/2 302")
    for line in (served.folder / "var/log/nginx/portal.log").read_text().splitlines():
        assert {"request", "status", "path"} <= json.loads(line).keys()


def test_what_is_written_down_is_json_and_names_the_request(served):
    answer = served.ask("/kk/nowhere/")
    name = re.search(r"x-request-id: (\w+)", answer)[1]
    log = (served.folder / "portal.service.log").read_text().splitlines()
    lines = [json.loads(line) for line in log if line.strip()]
    assert [line["event"] for line in lines if line.get("request") == name] == [
        "Not Found: /kk/nowhere/"
    ]
    assert name in (served.folder / "var/log/nginx/portal.log").read_text()


def test_a_page_may_not_hold_the_database_and_a_command_may(served):
    shown = "with c.cursor() as x: x.execute('SHOW statement_timeout'); print(x.fetchone()[0])"
    begin = {"page": "import assembly.wsgi", "command": "import django; django.setup()"}
    said = {}
    for who, first in begin.items():
        code = f"{first}\nfrom django.db import connection as c\n{shown}"
        said[who] = subprocess.run(
            [f"{served.folder}/srv/portal/.venv/bin/python", "-c", code],
            cwd=served.folder / "srv/portal",
            env=served.env | {"DJANGO_SETTINGS_MODULE": "assembly.settings"},
            capture_output=True,
            text=True,
        ).stdout.strip()
    assert said == {"page": "30s", "command": "0"}


UNITS = sorted(OPERATIONS.glob("**/portal*.*"))


@pytest.mark.parametrize("name", [path.name for path in UNITS])
def test_systemd_takes_the_units(name, tmp_path):
    if not machine.systemd_analyze():
        pytest.skip("systemd-analyze is not on this machine")
    for unit in UNITS:
        # The programs of the server are not here: any other that can be started does for them.
        text = re.sub(
            r"^(ExecStart(?:Pre)?=-?)\S+",
            rf"\1{shutil.which('true')}",
            unit.read_text(),
            flags=re.M,
        )
        (tmp_path / unit.name).write_text(text)
    command = [machine.systemd_analyze(), "verify", "--man=no", tmp_path / name]
    said = subprocess.run(command, capture_output=True, text=True)
    own = [line for line in said.stderr.splitlines() if str(tmp_path) in line or "portal" in line]
    assert not own


def test_what_nginx_answers_itself_has_the_headers_of_the_portal():
    said = re.findall(
        r'^add_header (\S+) "?(.*?)"? always;$', (OPERATIONS / "headers.conf").read_text(), re.M
    )
    assert (headers.ALWAYS | headers.BY_TLS).items() <= dict(said).items()
    assert set(dict(said)["Content-Security-Policy"].split("; ")) >= headers.POLICY


CLOSED = """NoNewPrivileges ProtectSystem ProtectHome ProtectKernelTunables ProtectKernelModules
ProtectKernelLogs ProtectControlGroups ProtectClock ProtectHostname ProtectProc
PrivateTmp PrivateDevices RestrictSUIDSGID RestrictRealtime RestrictNamespaces
RestrictAddressFamilies LockPersonality SystemCallArchitectures SystemCallFilter
CapabilityBoundingSet UMask"""


SERVICES = [path for path in UNITS if path.suffix == ".service"]
REPORTED = ("portal-backup", "portal-rehearsal", "portal-base", "portal-late")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_each_unit_is_closed_to_what_it_does_not_need(unit):
    text = unit.read_text()
    said = re.findall(r"^(\w+)=", text, re.M)
    assert not set(CLOSED.split()) - set(said)
    assert len(said) == len(set(said))
    tells = "OnFailure=portal-failed@%n.service" in text
    assert tells == (unit.stem in REPORTED)
    if unit.with_suffix(".timer").exists():
        assert "TimeoutStartSec=" in text


def test_every_server_file_is_on_the_page():
    page = one_server.PAGE.read_text(encoding="utf-8")
    timers = {path.stem for path in OPERATIONS.glob("*.timer")}
    assert timers == set(re.findall(r"^\| `(portal-\w+)` \|", page, re.M))


def test_the_times_and_sizes_fit_each_other():
    from django.conf import settings

    from registry.sheets.bounds import MB, PAGE

    nginx = (OPERATIONS / "nginx.conf").read_text()
    gunicorn = {}
    exec((OPERATIONS / "gunicorn.conf.py").read_text(), gunicorn)
    body = int(re.search(r"client_max_body_size (\d+)m", nginx)[1]) * MB
    waits, of_a_page = map(int, re.findall(r"proxy_read_timeout (\d+)s", nginx))
    stops = int(re.search(r"TimeoutStopSec=(\d+)", (OPERATIONS / "portal.service").read_text())[1])

    assert PAGE.size + settings.DATA_UPLOAD_MAX_MEMORY_SIZE >= body > PAGE.size + MB
    assert of_a_page < 30 < gunicorn["timeout"] < waits
    assert gunicorn["graceful_timeout"] < stops
    said = (one_server.ROOT / "assets" / "too-large.html").read_text(encoding="utf-8")
    assert len(re.findall(rf"\b{PAGE.size // MB} (?:МБ|MB)", said)) == 3
