"""Addresses of the back office that no door of a model knows: pages of our own, also of tomorrow.

A new address below /admin/ is knocked at by itself, by everybody, with the arguments of the other
unit, with odd ones and with those of the own unit.  The build fails until it is claimed:

- A page of a model (changelist, add, change, delete, history) is claimed by its name already.
- An argument with a new name: one line in ARGUMENTS says what it may be for a unit.
- A page that no coordinator may open: its name into HEADQUARTERS.
- A form of its own fields: what a browser would send, in FORMS.
- Public addresses are walked by tests/test_addresses.py in the same way.
"""

from itertools import product

from django.contrib import admin
from django.urls import reverse

from tests.registry.reading import ODD_IDS
from tests.registry.visitor import SEARCH

OPENS = {200, 302, 405}  # a page, the next page, or one that takes forms only
YEAR = 2024  # of the rows in anyrow.py
# Pages that the doors, or tests of their own, knock at: nothing in them belongs to a unit.
CLAIMED = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete"}
CLAIMED |= {"jsi18n", "app_list", "session", "language", None}
# tests/registry/accounts/second_factor/
CLAIMED |= {"second_factor", "second_factor_code", "second_factor_setup"}
# The files of a sheet of earlier years: tests/reports/earlier/
CLAIMED |= {"reported_marked", "reported_rest"}
PAGES = {"changelist", "add", "change", "delete", "history", "simple_history"}
PAGES |= {"export", "import", "process_import"}
# Names of addresses (without “admin:”) that every coordinator is refused.
HEADQUARTERS = {"registry_user_link", "registry_user_unlock", "reports_reportedvalue_differences"}
HEADQUARTERS |= {"registry_user_forget"}
HEADQUARTERS |= {"reported_section", "reported_template", "reported_check"}
HEADQUARTERS |= {"desk_releases", "desk_open_year", "desk_release"}
HEADQUARTERS |= {"desk_board", "desk_remind", "desk_send_again", "desk_review"}
HEADQUARTERS |= {"desk_centre", "desk_report"}
# What else a form of an address sends, beside the names of the other unit.
FORMS = {
    "desk_release": {"act": "build", "confirm": "on"},
    "desk_ask": {"section": "1", "cause": "entry", "note": SEARCH},
    "desk_correction": {"act": "close"},
    "desk_dispute": {"text": SEARCH},
    "desk_section": {"act": "nil", "reason": SEARCH},
    "desk_submit": {"confirm": "on", "seen": "x"},
    "desk_reasons": {"reason-W01-events": SEARCH, "warning": "W01 x"},
    "grid": {"act": "keep", "confirm": "on", "seen": SEARCH},
    "import_check": {"token": "x", "what": "whole", "offered": "W01", "reason-W01": SEARCH},
}


def keys(rows):
    """The keys (int) of everything that a unit has: one of them is the one that is meant."""
    pks = {row.pk for row in rows.made.values()}
    return sorted(pk for pk in pks if isinstance(pk, int))


# The name of an argument: what it may be for the rows (anyrow.Rows) of a unit.
ARGUMENTS = {
    "unit": lambda rows: [rows.unit],
    "region": lambda rows: [rows.unit],
    "code": lambda rows: [rows.unit],
    "indicator": lambda rows: ["events.total", "media.languages"],
    "year": lambda rows: [YEAR],
    "section": lambda rows: ["events", "elders"],
    "key": lambda rows: ["events"],
    "state": lambda rows: ["submitted"],
    "number": lambda rows: [1],
    "language": lambda rows: ["kk"],
    "report": lambda rows: ["year", "region"],
} | dict.fromkeys(["object_id", "pk", "id", "batch", "receipt", "release"], keys)
ODD = [
    {"year": "9" * 30, "q": "a " * 3000, "region": "%", "page": "-1"},
    {"year": "x", "q": "\U0001f600'\"<b>", "unit": "1e400", "page": "9" * 40},
    {"year": "-1", "date": "32.13.2024", "x__y__in": "1,x", "o": "99.-9", "page": "1_0"},
]


def unclaimed():
    """The addresses of the admin site that no door knocks at: (name, names of arguments)."""
    known = CLAIMED | {
        f"{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in PAGES
    }
    return [
        (pattern.name, names_of(pattern))
        for pattern in patterns(admin.site.get_urls())
        if pattern.name not in known
    ]


def patterns(listed):
    """The patterns of a list and of those that it includes."""
    for one in listed:
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns)
        else:
            yield one


def names_of(pattern):
    """The names (tuple of str) of the arguments of an address."""
    own = pattern.pattern
    return tuple(own.converters) or tuple(getattr(own, "regex", own).groupindex)


def pages(name, names, rows):
    """The addresses (list of str) that an address has for the rows of a unit."""
    unknown = set(names) - set(ARGUMENTS)
    assert not unknown, (
        f"The new address admin:{name} takes {unknown}. Add to ARGUMENTS in "
        "tests/registry/addresses.py what that may be for the rows of a unit; the top of the file "
        "says how an address is claimed."
    )
    found = product(*(ARGUMENTS[one](rows) for one in names))
    return [reverse(f"admin:{name}", args=one) for one in found]


def knock_at(visitor, name, names):
    """Try an address with everything that leads to the other unit."""
    for page in pages(name, names, visitor.foreign):
        visitor.get(page, {"region": visitor.foreign.unit, "year": YEAR, "q": SEARCH})
        more = {"region": visitor.foreign.unit, "unit": visitor.foreign.unit, "year": YEAR}
        send = visitor.post_own if visitor.may_work else visitor.post
        send(page, more | {"post": "yes"} | FORMS.get(name, {}))


def knock_oddly(visitor, name, names):
    """Try an address with numbers, words and parameters that nobody types (A29, A30)."""
    found = pages(name, names, visitor.own)
    good = min(found, key=lambda page: (visitor.get(page).status_code != 200, page))
    form = {field: text.replace(SEARCH, "\0") for field, text in FORMS.get(name, {}).items()}
    for query in ODD:
        visitor.get(good, query)
        visitor.post_own(good, query | form)
    for value in {str(one(visitor.own)[0]) for one in map(ARGUMENTS.get, names)}:
        for odd in ODD_IDS:
            visitor.get(good.replace(f"/{value}/", f"/{odd}/"), follow=True)


def answers(visitor, name, names):
    """How an address answers for the own unit: a set of numbers."""
    found = pages(name, names, visitor.own)
    return {visitor.client.get(page).status_code for page in found}
