"""Every address of the portal is known to a test, and none fails at what nobody types.

Those of the back office are walked by tests/registry (addresses.py says how one is claimed); the
others here, over the published demo.  A new address fails until VALUES, WORDS or REGEXES say what
leads to a page of it.
"""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern

from registry import models as m
from reports.urls import CodeConverter, PlaceConverter, RevisionConverter, YearConverter
from tests import headers
from tests.registry import addresses
from tests.registry.visitor import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
# What stands for an argument: by its converter, else by its name.
VALUES = {YearConverter: 2023, RevisionConverter: 1, CodeConverter: "elders.events"}
VALUES |= {PlaceConverter: "KZ-71"}
WORDS = {"language": "kk", "form": "csv", "uidb64": "MQ", "token": "x-y"}
# Patterns that are no routes: an address that they are there for, and how it answers.
REGEXES = {
    r"^(?!admin/|data/.*[.])(?P<rest>.*)/$": "nowhere/",
    r"^(?P<rest>.*)$": "nowhere.csv",
    r"(?P<url>.*)$": "nowhere",
}
# Addresses that have no page of their own, and what they answer.
NO_PAGE = {"/kk/nowhere/": 404, "/data/nowhere.csv": 404}
NO_PAGE |= {"/data/compare.csv": 400, "/data/compare.kk.csv": 404}  # nothing chosen; no such file
ODD_VALUES = ["0", "-1", "9" * 30, "%00", "абв", "%2e%2e", "x" * 3000, "1e9", "%ff", "a.b.c"]
ODD_TEXTS = ["%", "-1", "9" * 40, "1e400", "я " * 3000, "32.13.2024", "'\"<b>\\", "1,x;2", "None"]
NAMES = [
    "q",
    "i",
    "r",
    "from",
    "to",
    "year",
    "page",
    "lang",
    "text",
    "terr",
    "print",
    "unit",
    "x__y",
]
# Each name with each odd text in one of the queries.
ODD_QUERIES = [
    {name: [ODD_TEXTS[(n + turn) % len(ODD_TEXTS)], "kz-71"] for n, name in enumerate(NAMES)}
    for turn in (0, 3, 6)
]


def leaves(patterns, before=()):
    """Each address of the project outside /admin/'s own site: the list of its patterns."""
    for one in patterns:
        if getattr(one, "app_name", None) == "admin":
            continue
        path = (*before, one.pattern)
        if hasattr(one, "url_patterns"):
            yield from leaves(one.url_patterns, path)
        else:
            yield path


def address(path, **odd):
    """The address (str) that a list of patterns leads to; `odd` gives arguments as they stand."""
    return "/" + "".join(_part(pattern, odd) for pattern in path)


def _part(pattern, odd):
    if isinstance(pattern, LocalePrefixPattern):
        return "kk/"
    if isinstance(pattern, RegexPattern):
        known = pattern.regex.pattern in REGEXES or not pattern.regex.groupindex
        assert known, f"Say in REGEXES (tests/test_addresses.py) what leads to {pattern}."
        return REGEXES.get(pattern.regex.pattern, "")
    values = {name: _value(name, one) for name, one in pattern.converters.items()} | odd
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], pattern._route)


def _value(name, converter):
    known = VALUES.get(type(converter), WORDS.get(name))
    assert known is not None, f"Say in VALUES or WORDS (tests/test_addresses.py) what “{name}” is."
    return converter.to_url(known)


def arguments(path):
    return [name for pattern in path for name in getattr(pattern, "converters", ())]


ADDRESSES = list(leaves(get_resolver().url_patterns))


@pytest.fixture
def guest():
    return Client(raise_request_exception=False)


@pytest.fixture(scope="module")
def answers(demo, django_db_blocker):
    """{address: how it answers a guest}, asked once."""
    guest = Client(raise_request_exception=False)
    with django_db_blocker.unblock():
        return {address(path): guest.get(address(path)) for path in ADDRESSES}


def test_every_address_is_claimed():
    """Those of the back office too: by a door of a model, or with arguments that are known."""
    for name, names in addresses.unclaimed():
        assert set(names) <= set(addresses.ARGUMENTS), (
            f"admin:{name}: see tests/registry/addresses.py"
        )
    assert len({address(path) for path in ADDRESSES}) > 30


def test_every_public_address_leads_somewhere(answers):
    codes = {page: answer.status_code for page, answer in answers.items()}

    assert {page: code for page, code in codes.items() if code not in (200, 302)} == NO_PAGE


def test_every_public_answer_carries_the_headers(guest, answers):
    """Those of the back office are looked at at every door: tests/registry/visitor.py."""
    odd = [guest.get("/kk/?q=%00"), guest.post("/kk/"), guest.put("/healthz"), guest.get("/x")]
    faults = [
        f"{answer.status_code} {answer.request['PATH_INFO']}: {fault}"
        for answer in [*answers.values(), *odd]
        for fault in headers.lacking(answer)
    ]

    assert not faults


def test_by_tls_every_answer_says_that_there_is_no_other_way(settings):
    """As in production: on a desk nothing says so."""
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 60 * 60, True
    client = Client()  # its own chain of middleware

    for page in ("/kk/", "/kk/nowhere/", "/data/catalogue.json", "/admin/", "/admin/login/"):
        assert not headers.lacking(client.get(page, secure=True)), page


def test_no_public_address_fails_on_odd_arguments(guest):
    failed = []
    for path in ADDRESSES:
        for name in arguments(path):
            for odd in ODD_VALUES:
                page = address(path, **{name: odd})
                failed += [page] if guest.get(page).status_code >= 500 else []

    assert not failed


def test_no_public_address_fails_on_odd_parameters_and_forms(guest):
    failed = []
    for page in map(address, ADDRESSES):
        answers = [guest.get(page, data) for data in ODD_QUERIES]
        answers += [guest.post(page, ODD_QUERIES[0]), guest.post(page, {"text": "\0"})]
        answers += [guest.get(f"{page}?q=%00"), guest.put(page), guest.options(page)]
        failed += [page for answer in answers if answer.status_code >= 500]

    assert not failed


def test_no_person_is_named_in_public(answers):
    """Mediators, laureates and ambassadors stay in the back office."""
    names = {
        name for model, field in PERSONAL for name in model.objects.values_list(field, flat=True)
    }
    for page, answer in answers.items():
        shown = text_of(answer)
        assert not {name for name in names if name in shown}, page
    assert len(names) > 100


PERSONAL = [
    (m.Mediator, "full_name"),
    (m.Award, "laureate"),
    (m.Ambassador, "name"),
]


def test_the_site_of_the_back_office_is_left_to_its_doors():
    pages = [address(path) for path in ADDRESSES]
    own = {"/admin/forgotten/", "/admin/forgotten/sent/", "/admin/password/set/"}

    assert {page for page in pages if page.startswith("/admin/")} >= own
    assert admin.site.get_urls()
