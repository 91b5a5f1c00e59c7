"""A stand-in for the portal behind nginx, and how tests of nginx.conf ask."""

import gzip
import http.client
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import front, headers, machine

HOST = "stat.example.kz"
OUR_HOST = f"Host: {HOST}\r\n"
PUBLIC = {"Cache-Control": "max-age=300, public"}
PATIENCE = 1  # seconds, in place of ten


class Portal(ThreadingHTTPServer):
    """Stands for the portal: says what it is told to, and remembers what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked = []
        self.begin()

    def begin(self):
        self.heads, self.body, self.status, self.packs = dict(PUBLIC), "old", 200, False
        self.hears = threading.Event()
        self.hears.set()
        self.asked.clear()

    def handle_error(self, *_asked):
        """Whoever was kept waiting has left."""


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        portal = self.server
        portal.asked.append(self)
        portal.hears.wait(10)
        etag = f'"{portal.body}"'
        is_known = self.headers["If-None-Match"] == etag
        body = b"" if is_known else f"{portal.body} {self.path}".encode()
        heads = portal.heads | {"ETag": etag}
        if portal.packs and self.headers["Accept-Encoding"] == "gzip" and body:
            body, heads = gzip.compress(body), heads | {"Content-Encoding": "gzip"}
        self.send_response(304 if is_known else portal.status)
        for name, value in (heads | {"Content-Length": len(body)}).items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_HEAD = do_GET

    def log_message(self, *_words):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """(Front, Portal)."""
    if not machine.nginx():
        pytest.skip("nginx is not on this machine")
    portal = Portal()
    thread = threading.Thread(target=portal.serve_forever, args=(0.05,))
    thread.start()
    folder = tmp_path_factory.mktemp("front")
    for one in (folder, *list(folder.parents)[:2]):
        one.chmod(0o755)
    try:
        with front.nginx(folder, portal.server_port, patience=PATIENCE) as nginx:
            yield nginx, portal
    finally:
        portal.shutdown()
        thread.join()
        portal.server_close()


@pytest.fixture
def ask(site, request):
    """Asks nginx; each test has pages of its own.  The portal is as at the beginning."""
    nginx, portal = site
    portal.begin()
    own = f"{abs(hash(request.node.name))}/"

    def answer(path="/kk/", method="GET", **heads):
        link = http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=10)
        heads = {name.replace("_", "-"): value for name, value in heads.items()}
        link.request(method, path + own, headers={"Host": HOST} | heads)
        got = link.getresponse()
        body = got.read()
        got.text = (gzip.decompress(body) if got.headers["Content-Encoding"] else body).decode()
        link.close()
        return got

    return answer


def raw(port, sent, at="127.0.0.1"):
    """(answer, its page) to a text as it stands: what no browser would send."""
    with socket.create_connection((at, port), timeout=10) as link:
        link.sendall(sent.encode())
        answer = http.client.HTTPResponse(link)
        answer.begin()
        return answer, answer.read().decode()


def lacking(answer, page):
    """What an answer of nginx's own should have and does not (list of str)."""
    wanted = headers.ALWAYS | headers.BY_TLS | {"Cache-Control": "no-store", "Server": "nginx"}
    told = [
        name for name, value in wanted.items() if {*answer.headers.get_all(name, ())} != {value}
    ]
    told += headers.POLICY - set(answer.headers.get("Content-Security-Policy", "").split("; "))
    told += [] if answer.headers["X-Request-ID"] else ["X-Request-ID"]
    return told + [tongue for tongue in ("kk", "ru", "en") if f'lang="{tongue}"' not in page]
