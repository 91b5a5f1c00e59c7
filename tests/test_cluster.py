"""The files of the cluster, without a cluster: nginx takes them, and keeps what it may.

`make cluster` runs all of it and kills each part under load.
"""

import http.client
import os
import re
import ssl
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from django.db import connection

from reports import replica
from tests import machine
from tests.cluster import front, kills, people, releases, table
from tests.cluster.database import FILES, etcd, patroni, variables
from tests.cluster.programs import Programs

PUBLIC = "max-age=300, public"
OLD = 2.1  # seconds: nginx counts whole ones, so "1s" is up to two
pytestmark = [
    pytest.mark.skipif(not machine.nginx(), reason="nginx is not on this machine"),
    pytest.mark.skipif(not machine.openssl(), reason="openssl is not on this machine"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="no database: it is run once"),
]


class Application(ThreadingHTTPServer):
    """Answers with the words that it was given, and notes what it is asked."""

    daemon_threads = True

    def __init__(self):
        self.asked, self.status, self.version, self.control = [], 200, "1", PUBLIC
        super().__init__(("127.0.0.1", 0), Answer)
        self.port = self.server_port
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()

    def die(self):
        self.shutdown()
        self.server_close()


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        server.asked.append((self.command, self.path, dict(self.headers)))
        is_known = self.headers.get("If-None-Match") == f'"{server.version}"'
        body = b"" if is_known else f"version {server.version} {self.path}".encode()
        self.send_response(304 if is_known and server.status == 200 else server.status)
        self.send_header("ETag", f'"{server.version}"')
        self.send_header("Cache-Control", server.control)
        self.send_header("X-Request-ID", "its-own")
        if not is_known:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_words):
        pass


class Front:
    """nginx before two applications."""

    def __init__(self, folder):
        self.programs = Programs(folder)
        self.applications = [Application(), Application()]
        self.nginx = front.Nginx(self.programs, self.applications)

    def ask(self, path, method="GET", **heads):
        """(status, what nginx says of its copy, the text, the heads)."""
        trusted = ssl.create_default_context(cafile=self.nginx.folder / "fullchain.pem")
        link = http.client.HTTPSConnection(front.NAME, self.nginx.port, context=trusted, timeout=9)
        try:
            link.request(method, path, headers=heads)
            got = link.getresponse()
            return got.status, got.headers.get("X-Cache"), got.read().decode(), got.headers
        finally:
            link.close()

    def asked(self):
        return [one for application in self.applications for one in application.asked]

    def say(self, **words):
        for application in self.applications:
            vars(application).update(words)


@pytest.fixture
def served(tmp_path):
    made = Front(tmp_path)
    made.nginx.start()
    try:
        made.nginx.wait()
        yield made
    finally:
        made.programs.stop_all()
        for application in made.applications:
            application.die()


def test_a_public_page_is_kept_for_two_seconds_and_then_only_confirmed(served):
    first, again = served.ask("/kk/2023/"), served.ask("/kk/2023/")
    assert (first[1], again[1]) == ("MISS", "HIT") and first[2] == again[2]
    assert len(served.asked()) == 1
    assert first[3]["X-Request-ID"] != again[3]["X-Request-ID"]
    assert again[3].get_all("Cache-Control") == [PUBLIC]

    time.sleep(OLD)
    assert served.ask("/kk/2023/")[:3] == (200, "REVALIDATED", first[2])
    assert sorted(heads.get("If-None-Match", "") for _do, _path, heads in served.asked()) == [
        "",
        '"1"',
    ]


def test_a_release_is_on_every_page_after_them_however_long_nobody_asked(served):
    pages = [f"/{language}/" for language in ("kk", "ru", "en")]
    for page in pages:
        served.ask(page)
    served.say(version="2")
    time.sleep(OLD)

    assert [served.ask(page)[2] for page in pages] == [f"version 2 {page}" for page in pages]


@pytest.mark.parametrize(
    ("path", "control", "heads"),
    [
        ("/admin/", PUBLIC, {}),
        ("/kk/", "no-store, private", {}),
        ("/kk/", "", {}),
        ("/kk/", PUBLIC, {"Cookie": "__Host-sid=a"}),
        ("/kk/", PUBLIC, {"Authorization": "Basic YTpi"}),
    ],
)
def test_what_is_not_for_everybody_is_never_kept(served, path, control, heads):
    served.say(control=control)

    assert {served.ask(path, **heads)[1] for _time in range(3)} <= {"BYPASS", "MISS", None}
    assert len(served.asked()) == 3


def test_where_one_application_dies_or_fails_the_other_answers(served):
    one, other = served.applications
    one.status = 500
    assert {served.ask(f"/kk/{number}/")[0] for number in range(6)} == {200}
    one.die()
    assert {served.ask(f"/ru/{number}/")[0] for number in range(6)} == {200}


def test_a_form_that_was_sent_is_not_sent_again(served):
    served.say(status=500)

    assert served.ask("/admin/", method="POST")[0] == 500
    assert len(served.asked()) == 1


def test_where_no_application_answers_the_last_copy_is_shown(served):
    served.ask("/kk/2023/")
    for application in served.applications:
        application.die()
    time.sleep(OLD)

    assert served.ask("/kk/2023/")[:3] == (200, "STALE", "version 1 /kk/2023/")
    assert served.ask("/kk/2022/")[0] >= 400  # there is none


def test_who_still_waits_and_what_is_between_two_kills_counts():
    kill = kills.Kill("Redis", start=10, end=20)
    pages = [people.Page(12, 72, "it hung", "")]
    writes = [people.Write(12, 13, "there", ""), people.Write(20, 21, "between", "")]
    met = SimpleNamespace(pages=pages, writes=writes, signed_out=0)
    kills.sort([kill], met, {"there"})
    late = releases.Seen("a release", publishing=1, at_once=True, kept=2600)

    assert kill.failed == ["it hung"]
    assert _unmet(kill, late, met) >= {"1 of 1 failed", "1 of 2 lost", "2.6 s"}
    assert _unmet(kill, late, SimpleNamespace(pages=[], writes=[], signed_out=0)) >= {
        "0 of 0 failed",
        "0 of 0 lost",
    }


def _unmet(kill, seen, met):
    goals = table.Table([kill], [seen], met, {"there"}).goals()
    return {said for _goal, said, is_met in goals if not is_met}


def test_the_times_of_the_databases_fit_each_other():
    text = (FILES / "patroni.yml").read_text()
    times = {name: int(value) for name, value in re.findall(r"(?m)^ +(\w+): (\d+)s?$", text)}

    assert times["wal_receiver_timeout"] == replica.SILENCE < times["wal_sender_timeout"]
    assert times["loop_wait"] + 2 * times["retry_timeout"] <= times["ttl"]
    assert "synchronous_mode: true" in text and "synchronous_commit: remote_apply" in text


def test_what_differs_between_machines_stands_in_the_files_for_it():
    assert {"PATRONI_NAME", "PATRONI_ETCD3_HOSTS"} <= variables("patroni.env").keys()
    assert {"ETCD_NAME", "ETCD_INITIAL_CLUSTER"} <= variables("etcd.env").keys()
    assert not re.search(r"(?m)^[^#]*\d+\.\d+\.\d+\.\d+", (FILES / "patroni.yml").read_text())


@pytest.mark.soak
@pytest.mark.skipif(not (patroni() and etcd()), reason="Patroni or etcd is not on this machine")
def test_each_part_dies_and_nobody_notices():
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "tests.cluster"]
    done = subprocess.run(command, env=env, cwd=front.TOP, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
