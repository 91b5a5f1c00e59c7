"""nginx listens to both kinds of addresses, and limits a net of IPv6 as an address of IPv4."""

import re
from collections import Counter

import pytest

from tests import behind, front, machine
from tests.behind import OUR_HOST, raw

site, ask = behind.site, behind.ask


def test_every_door_is_open_to_both_kinds_of_addresses(ask, site):
    """On port 80 as on 443, whichever name is asked for: an IPv6 address finds no other server."""
    doors = re.findall(r"^    listen (.*);$", (front.OPERATIONS / "nginx.conf").read_text(), re.M)
    narrow = [door for door in doors if not door.startswith("[")]
    assert len(doors) == 8 and {f"[::]:{door}" for door in narrow} <= {*doors}
    if machine.has_ipv6():
        asked = f"GET /ipv6/ HTTP/1.0\r\n{OUR_HOST}\r\n"
        assert raw(site[0].port, asked, "::1")[0].status == 200


def test_a_machine_without_ipv6_listens_as_the_page_says(monkeypatch):
    monkeypatch.setattr(machine, "has_ipv6", lambda: False)
    page = (front.OPERATIONS.parent / "operations.md").read_text()
    told = re.search(r"`sed -i '/(.*)/d' /etc/nginx/sites-available/portal`", page)[1]
    site = (front.OPERATIONS / "nginx.conf").read_text()
    left = "".join(line for line in site.splitlines(True) if not re.search(told, line))
    assert front.listening(site, 443, 80) == front.listening(left, 443, 80) and "::" not in left


ASKERS = {
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2:",
    "2001:db8:1:2::6": "2001:db8:1:2:",
    "2001:db8:1::5": "2001:db8:1::",
    "2001:db8:1::3:4:5:6": "2001:db8:1::",
    "2001:db8:1:0:3::6": "2001:db8:1:0:",
    "::1": ":",
}


def test_a_limit_is_of_a_net_where_one_reader_has_as_many_addresses():
    site = (front.OPERATIONS / "nginx.conf").read_text()
    pattern = re.search(r'"~(\S+)" \$net;', site)[1].replace("?<", "?P<")
    assert {one: re.match(pattern, one)["net"] for one in ASKERS} == ASKERS
    assert not re.match(pattern, "10.1.1.1")
    assert site.count("$binary_remote_addr") == 1  # for IPv4, and nowhere around it


@pytest.mark.skipif(not machine.has_ipv6(), reason="no IPv6 on this machine")
def test_a_reader_by_ipv6_has_limits_too(ask, site):
    told = Counter(
        raw(site[0].port, f"GET /kk/?ipv6 HTTP/1.0\r\n{OUR_HOST}\r\n", "::1")[0].status
        for _time in range(60)
    )
    assert told[429] >= 5 and told.keys() == {200, 429}
