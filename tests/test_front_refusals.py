"""What nginx refuses it says as the portal would: in three languages, with the same headers."""

import pytest

from tests import behind, front, machine
from tests.behind import OUR_HOST, lacking, raw

site, ask = behind.site, behind.ask
A_BUFFER = 8 * 1024  # bytes of a line that nginx reads: exactly so many, and nothing is left unread
A_FILE = "/static/maintenance.html"
REFUSED = {
    "no words of HTTP": ("\x16\x03\x01 what is this\r\n", 400),
    "small letters": (f"get / HTTP/1.1\r\n{OUR_HOST}\r\n", 400),
    "no name": ("GET / HTTP/1.1\r\n\r\n", 400),
    "no such name": ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
    "two names": (f"GET / HTTP/1.1\r\n{OUR_HOST}{OUR_HOST}\r\n", 400),
    "a NUL": (f"GET /%00 HTTP/1.1\r\n{OUR_HOST}\r\n", 400),
    "out of the root": (f"GET /../ HTTP/1.1\r\n{OUR_HOST}\r\n", 400),
    "a long header": ("GET / HTTP/1.1\r\n" + "X: ".ljust(A_BUFFER, "a"), 400),
    "a long address": ("GET /".ljust(A_BUFFER, "a"), 414),
    "TRACE": (f"TRACE / HTTP/1.1\r\n{OUR_HOST}\r\n", 405),
    "a form for a file": (f"POST {A_FILE} HTTP/1.1\r\n{OUR_HOST}Content-Length: 0\r\n\r\n", 405),
    "another file": (f'GET {A_FILE} HTTP/1.1\r\n{OUR_HOST}If-Match: "a"\r\n\r\n', 412),
    "a large body": (f"POST / HTTP/1.1\r\n{OUR_HOST}Content-Length: 13000000\r\n\r\n", 413),
    "past the end": (f"GET {A_FILE} HTTP/1.1\r\n{OUR_HOST}Range: bytes=99999-\r\n\r\n", 416),
    "an odd coding": (f"POST / HTTP/1.1\r\n{OUR_HOST}Transfer-Encoding: odd\r\n\r\n", 501),
    "another HTTP": (f"GET / HTTP/9.9\r\n{OUR_HOST}\r\n", 505),
    "no such file": (f"GET /static/nowhere.css HTTP/1.1\r\n{OUR_HOST}\r\n", 404),
    "a folder": (f"GET /static/ HTTP/1.1\r\n{OUR_HOST}\r\n", 404),
    "a page of errors": (f"GET /too-many.html HTTP/1.1\r\n{OUR_HOST}\r\n", 404),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "status"), REFUSED.values(), ids=REFUSED)
def test_what_nginx_refuses_it_says_as_the_portal_would(site, ask, sent, status):
    answer, page = raw(site[0].port, sent)

    assert (answer.status, lacking(answer, page)) == (status, [])
    assert "nginx" not in page and not answer.headers["Retry-After"]
    once = len(answer.headers.get_all("X-Frame-Options")) == 1
    assert once or status == 416  # nginx has begun with the file when it sees where the file ends
    assert not site[1].asked


def test_what_the_portal_says_of_an_error_is_left_as_it_is(ask, site):
    site[1].body = "of the portal"
    for site[1].status in (400, 403, 404, 405, 413, 429, 500):
        answer = ask("/admin/")
        assert answer.status == site[1].status and answer.text.startswith("of the portal")


def test_a_portal_that_is_not_there_is_told_of(tmp_path):
    if not machine.nginx():
        pytest.skip("nginx is not on this machine")
    (nowhere,) = machine.free_ports(1)
    with front.nginx(tmp_path, nowhere) as nginx:
        for path in ("/admin/", "/kk/"):
            answer, page = raw(nginx.port, f"GET {path} HTTP/1.1\r\n{OUR_HOST}\r\n")
            assert (answer.status, lacking(answer, page)) == (503, [])
            assert answer.headers["Retry-After"] == "300"


def test_a_disk_that_takes_nothing_is_told_of(tmp_path):
    if not machine.nginx():
        pytest.skip("nginx is not on this machine")
    (nowhere,) = machine.free_ports(1)
    with front.nginx(tmp_path, nowhere) as nginx:
        (tmp_path / "temp" / "body").rmdir()  # where a body waits that is not small
        head = f"POST /admin/ HTTP/1.1\r\n{OUR_HOST}Content-Length: 99999\r\n\r\n"
        answer, page = raw(nginx.port, head + "a" * 99_999)
        assert (answer.status, lacking(answer, page)) == (500, [])
