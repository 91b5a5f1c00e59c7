"""nginx keeps a public page for a second, for everyone; nothing of one reader, nothing else."""

import http.client
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import behind
from tests.behind import HOST, PATIENCE, PUBLIC, lacking

site, ask = behind.site, behind.ask
A_SECOND = 2.1  # nginx counts whole seconds
A_CLOCK_SECOND = 1.05  # the door is known until the clock shows the next one


def test_the_second_reader_of_a_second_has_the_page_of_the_first(ask, site):
    first, second = ask(), ask()
    assert (first.headers["X-Cache"], second.headers["X-Cache"]) == ("MISS", "HIT")
    assert first.text == second.text and len(site[1].asked) == 1
    assert second.headers["Cache-Control"] == PUBLIC["Cache-Control"]
    assert second.headers["ETag"] == '"old"'
    assert second.headers["X-Request-ID"] != first.headers["X-Request-ID"]


def test_after_a_second_the_portal_is_asked_and_what_is_new_is_seen(ask, site):
    ask()
    time.sleep(A_SECOND)
    assert ask().headers["X-Cache"] == "REVALIDATED"
    site[1].body = "new"
    time.sleep(A_SECOND)
    assert ask().text.startswith("new")
    assert [request.headers["If-None-Match"] for request in site[1].asked] == [None, *['"old"'] * 2]


def test_a_reader_who_has_the_page_is_told_so_without_the_portal(ask, site):
    ask()
    answer = ask(If_None_Match='"old"')
    assert answer.status == 304 and not answer.text and len(site[1].asked) == 1


@pytest.mark.parametrize("vary", ["Accept-Encoding", "Accept-Encoding, Accept-Language"])
def test_a_page_is_packed_once_for_all_who_take_it_packed(ask, site, vary):
    """However they say so: a copy for each way to say it could be made at will."""
    portal = site[1]
    portal.packs, portal.heads = True, PUBLIC | {"Vary": vary}
    wishes = ("gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.4")
    packed = [ask(Accept_Encoding=wish) for wish in wishes]
    plain = [ask(), *(ask(Accept_Encoding=wish) for wish in ("br", "gzip;q=0, identity"))]

    for ones, how in ((packed, "gzip"), (plain, None)):
        assert [one.headers["X-Cache"] for one in ones] == ["MISS", *["HIT"] * (len(ones) - 1)]
        assert {one.headers["Content-Encoding"] for one in ones} == {how}
        assert {one.headers["Vary"] for one in ones} == {vary}
        assert {one.text for one in ones} == {plain[0].text}
    assert [one.headers["Accept-Encoding"] for one in portal.asked] == ["gzip", None]


def test_languages_and_choices_never_mix(ask):
    for path in ("/kk/", "/ru/", "/en/", "/kk/?year=2023", "/kk/?year=2022"):
        answer = ask(path)
        assert path in answer.text and answer.headers["X-Cache"] == "MISS"


@pytest.mark.parametrize("heads", [{"Cookie": "a=b"}, {"Authorization": "Basic x"}])
def test_who_is_known_is_answered_by_the_portal_alone(ask, site, heads):
    ask()
    site[1].body = "for one reader"
    answer = ask(**heads)
    assert answer.headers["X-Cache"] == "BYPASS" and "for one reader" in answer.text
    assert ask().text.startswith("old")


@pytest.mark.parametrize(
    "heads",
    [
        PUBLIC | {"Set-Cookie": "a=b"},
        {"Cache-Control": "private"},
        {"Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private"},
        {},
        PUBLIC | {"Vary": "*"},
        PUBLIC | {"Vary": "Accept-Encoding, Cookie"},
    ],
    ids=["a cookie", "private", "no-store", "no word of it", "vary", "vary by more"],
)
def test_what_is_of_one_reader_is_never_kept(ask, site, heads):
    site[1].heads = heads
    assert [ask().headers["X-Cache"], ask().headers["X-Cache"]] == ["MISS", "MISS"]
    assert len(site[1].asked) == 2


@pytest.mark.parametrize("path", ["/data/", "/data/2023/r1/"])
def test_a_file_of_a_release_is_made_once(ask, site, path):
    assert [ask(path).headers["X-Cache"], ask(path).headers["X-Cache"]] == ["MISS", "HIT"]
    assert len(site[1].asked) == 1


@pytest.mark.parametrize("path", ["/admin/", "/database/", "/readyz"])
def test_other_addresses_are_never_kept(ask, site, path):
    assert [ask(path).headers["X-Cache"], ask(path).headers["X-Cache"]] == [None, None]
    assert len(site[1].asked) == 2


def test_a_form_is_not_kept_and_a_head_is_that_of_the_page(ask, site):
    assert ask(method="POST").headers["X-Cache"] == ask(method="POST").headers["X-Cache"] is None
    page = ask()
    head = ask(method="HEAD")
    assert head.headers["X-Cache"] == "HIT" and not head.text
    assert head.headers["Content-Length"] == page.headers["Content-Length"]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_page_is_there_while_the_portal_is_not(ask, site, status):
    ask()
    site[1].status, site[1].body = status, "broken"
    time.sleep(A_SECOND)
    answer = ask()
    assert answer.status == 200 and answer.text.startswith("old")
    assert answer.headers["X-Cache"] == "STALE"


def test_a_page_that_fails_is_not_hidden_by_the_one_before(ask, site):
    ask()
    site[1].status, site[1].body = 500, "broken"
    time.sleep(A_SECOND)
    answer = ask()
    assert answer.status == 500 and answer.text.startswith("broken")


def test_a_portal_that_hangs_holds_one_reader_and_not_for_long(ask, site):
    ask()
    time.sleep(A_SECOND)
    site[1].hears.clear()
    start = time.monotonic()
    try:
        with ThreadPoolExecutor() as readers:
            waits = readers.submit(ask)
            while len(site[1].asked) < 2:
                time.sleep(0.01)
            assert ask().headers["X-Cache"] == "UPDATING"
            assert not waits.done()
            assert waits.result().headers["X-Cache"] == "STALE"
    finally:
        site[1].hears.set()
    assert time.monotonic() - start < PATIENCE + 3


def test_maintenance_has_the_last_word_and_the_door_is_open_again_soon(ask, site):
    """At once where records are kept; a page may be as old as a copy."""
    ask()
    site[0].door.touch()
    try:
        assert ask("/admin/").status == ask("/readyz").status == 503
        time.sleep(A_CLOCK_SECOND)
        assert ask().status == ask("/data/").status == ask("/kk/?q=").status == 503
    finally:
        site[0].door.unlink()
    assert ask("/admin/").status == 200
    time.sleep(A_CLOCK_SECOND)
    assert ask().status == 200


def statuses(ask, number=60, **asked):
    """How many answers of each status (dict) so many requests have, one behind the other."""
    return Counter(ask(**asked).status for _time in range(number))


def test_plain_pages_and_files_have_no_limit(ask):
    assert statuses(ask) == statuses(ask, path="/data/") == {200: 60}


@pytest.mark.parametrize(
    "asked", [{"path": "/kk/?q="}, {"path": "/data/?i="}, {"path": "/kk/", "method": "POST"}]
)
def test_an_address_that_floods_the_portal_is_slowed_down(ask, asked):
    """Whatever it is that others ask for: plain pages come meanwhile."""
    told = statuses(ask, **asked)
    assert told[429] >= 5 and told.keys() <= {200, 429}
    refusal = ask(**asked)
    assert "Too many" in refusal.text and ask().status == 200
    assert refusal.headers["Retry-After"] == "300" and not lacking(refusal, refusal.text)


def test_new_passwords_have_the_limit_of_signing_in(site):
    """The address as it stands: `ask` would give each test one of its own."""
    link = http.client.HTTPConnection("127.0.0.1", site[0].port, timeout=10)
    told = Counter()
    for _time in range(30):
        link.request("POST", "/admin/forgotten/", headers={"Host": HOST})
        answer = link.getresponse()
        answer.read()
        told[answer.status] += 1
    link.close()
    assert told[429] >= 5 and told[200] >= 20
