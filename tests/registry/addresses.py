"""Addresses of the back office that no other door knows: pages of our own, also of tomorrow."""

from itertools import product

from django.contrib import admin
from django.urls import reverse

from registry.models import Event
from tests.registry.doors import B
from tests.registry.visitor import SEARCH
from tests.registry.writing import upload

CLAIMED = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete"}
CLAIMED |= {"jsi18n", "app_list", "session", "language", None}
PAGES = {"changelist", "add", "change", "delete", "history", "simple_history"}
PAGES |= {"export", "import", "process_import"}


def unclaimed():
    """The addresses of the admin site that no door knocks at: (name, names of arguments)."""
    known = CLAIMED | {
        f"{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in PAGES
    }
    return [
        (pattern.name, tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex))
        for pattern in _patterns(admin.site.get_urls())
        if pattern.name not in known
    ]


def _patterns(listed):
    for one in listed:
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def arguments(visitor, names):
    """What leads such an address to the other unit (dicts)."""
    known = {"year": [2024], "section": ["events", "elders"], "state": ["submitted"], "number": [1]}
    known |= dict.fromkeys(["unit", "region", "code"], [B])
    keys = sorted({row.pk for row in visitor.foreign.made.values()}, key=str)
    known |= dict.fromkeys(["object_id", "pk", "id", "batch", "receipt"], keys)
    unknown = set(names) - set(known)
    assert not unknown, f"Say in arguments() what leads {unknown} to the other unit."
    return [dict(zip(names, found, strict=True)) for found in product(*(known[n] for n in names))]


def knock_at(visitor, name, names):
    """Try an address with everything that leads to the other unit."""
    for found in arguments(visitor, names):
        page = reverse(f"admin:{name}", kwargs=found)
        visitor.get(page, {"region": B, "unit": B, "year": 2024, "q": SEARCH})
        visitor.post_own(page, {"region": B, "unit": B, "year": 2024, "post": "yes"})
        upload(visitor, Event, page)
