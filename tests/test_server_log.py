"""Every line that the server writes is JSON, also of what fails outside of Django."""

import json
import logging
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from registry import logbook
from tests import machine
from tests.odd_server import SECRET

ROOT = Path(__file__).parent.parent
CONF = ROOT / "docs" / "operations" / "gunicorn.conf.py"
QUERY = "what-they-look-for"
REQUESTS = {
    "fine": f"GET /fine?q={QUERY} HTTP/1.1",
    "before": f"GET /before?q={QUERY} HTTP/1.1",
    "midway": f"GET /midway?q={QUERY} HTTP/1.1",
    "header": f"GET /header?q={QUERY} HTTP/1.1",
    "line": f"GET /line?q={QUERY} and {SECRET}",
    "visitor's header": f"GET / HTTP/1.1\r\n{QUERY} {SECRET}: {SECRET}",
}


@pytest.fixture(scope="module")
def written():
    """What gunicorn wrote (list of str) while it was asked all this, and its answers."""
    (port,) = machine.free_ports(1)
    env = os.environ | {"PORTAL_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1"}
    env.pop("DJANGO_SETTINGS_MODULE", None)  # nothing of the portal is read
    command = [sys.executable, "-m", "gunicorn", "--config", CONF, "tests.odd_server"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    server = subprocess.Popen(command, cwd=ROOT, env=env, **pipes)
    try:
        answers = {name: ask(port, request) for name, request in REQUESTS.items()}
    finally:
        server.terminate()
        said = server.communicate(timeout=30)[0]
    assert "200 OK" in answers["fine"] and "500 " in answers["before"], said
    return list(filter(str.strip, said.splitlines()))


def ask(port, request, patience=30):
    """The bytes of an answer (str)."""
    end = time.monotonic() + patience
    while True:
        try:
            link = socket.create_connection(("127.0.0.1", port), timeout=10)
            break
        except ConnectionRefusedError:
            assert time.monotonic() < end
            time.sleep(0.1)
    with link:
        link.sendall(f"{request}\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: link.recv(4096), b"")).decode(errors="replace")


def test_every_line_is_json(written):
    lines = [json.loads(line) for line in written]

    assert all({"time", "level", "from", "event"} <= line.keys() for line in lines)
    events = [line["event"] for line in lines]
    assert events.count("Error handling request") == 3 and events.count("Invalid request") == 2
    assert any(event.startswith("Listening at: ") for event in events)


def test_no_line_has_a_query_or_the_text_of_an_error(written):
    assert not [line for line in written if QUERY in line or SECRET in line]
    assert any(json.loads(line).get("problem") == "builtins.ValueError" for line in written)


def test_the_text_of_an_error_is_no_event():
    error = ValueError(SECRET)
    refused = {"exc_info": (ValueError, error, None), "msg": SECRET, "levelname": "ERROR"}
    for record in (
        {"name": "django.security.DisallowedHost"} | refused,
        {"name": "gunicorn.error", "msg": error, "levelname": "ERROR"},
    ):
        assert SECRET not in logbook.Line().format(logging.makeLogRecord(record))


def test_the_clock_is_that_of_the_portal():
    assert logbook.ZONE.key == settings.TIME_ZONE
