"""The doors that show something.  Numbers in brackets: the list of holes in the facts, A1-A34."""

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import reverse

from registry.models import Region
from tests.registry.doors import B
from tests.registry.visitor import REFUSED, SEARCH, address, links_of

DOORS = []
LONG = "q=" + "a%20" * 3000
ODD = ["p=1e9", "o=99.99", "o=-1.x", "p=-1", "e=1", "year=99999", "id__in=1,x", "q=%00", "x__y=1"]
QUERIES = [*ODD, LONG]
ODD_IDS = ["-1", "9e9999", "1_2F2", str(10**30), "абв", "%2e%2e", "_5F"]


def door(function):
    DOORS.append(function)
    return function


@door
def the_list(visitor, model):
    """The list, its search, filters and orders (A3, A4)."""
    page = address(model, "changelist")
    key = model._meta.pk.name
    queries = ["all=", f"q={SEARCH}", "o=1", "o=-2.1", "_facets=True", f"_popup=1&_to_field={key}"]
    queries += [f"{f.name}__{f.target_field.name}__exact={B}" for f in _regions(model)]
    text = visitor.get(page).content.decode()
    for query in queries:
        visitor.get(f"{page}?{query}")
    own = visitor.own[model]
    if visitor.form(model) and hasattr(model, "region_path"):
        visitor.control(address(model, "change", own.pk) in text, "the own row is in the list")


def _regions(model):
    return [f for f in model._meta.fields if f.related_model is Region]


@door
def guessing(visitor, model):
    """Filters that are not on the page, by which values could be guessed (A5, A6)."""
    page = address(model, "changelist")
    names = [f.name for f in model._meta.fields if isinstance(f, models.CharField)]
    paths = [f"{f.name}__pk__startswith" for f in links_of(model)]
    paths += ["region__people__password__startswith", "region__people__username__contains"]
    for path in [*(f"{name}__startswith" for name in names), *paths]:
        if visitor.get(page, {path: "1"}).status_code not in REFUSED:
            visitor.note(f"answers {path}")


@door
def the_pages(visitor, model):
    """Change, delete, history, a past version, a popup, and a bare number (A1, A2)."""
    for rows, is_own in ((visitor.foreign, False), (visitor.own, True)):
        row = rows[model]
        pages = [address(model, name, row.pk) for name in ("change", "history", "delete")]
        if hasattr(row, "history") and address(model, "simple_history", row.pk, 1):
            version = row.history.first()
            pages += [address(model, "simple_history", row.pk, version.pk)] if version else []
        for page in pages:
            _open(visitor, model, page, is_own)
        if not is_own:
            bare = address(model, "changelist") + f"{row.pk}/"
            for page in (bare, pages[0] + "?_popup=1&_to_field=id", pages[0] + "?_to_field=name"):
                visitor.get(page, follow=True)
            for method in ("head", "options", "put"):
                visitor._look(getattr(visitor.client, method)(pages[0]), f"{method} {pages[0]}")


def _open(visitor, model, page, is_own):
    answer = visitor.get(page)
    if is_own and visitor.form(model) and "delete" not in page:
        visitor.control(answer.status_code == 200, f"{page} of the own record")
    is_shared = visitor.own[model] == visitor.foreign[model]
    if not is_own and not is_shared and answer.status_code == 200:
        visitor.note(f"opens {page}")


@door
def the_forms(visitor, model):
    """What the fields of the own form and of an empty one offer (A7, A8)."""
    query = "&".join(f"{f.name}={visitor.foreign[f.related_model].pk}" for f in links_of(model))
    pages = [address(model, "change", visitor.own[model].pk), address(model, "add") + f"?{query}"]
    for page in pages:
        text = visitor.get(page).content.decode()
        if f'value="{B}"' in text and visitor.hidden:
            visitor.note(f"offers {B} in {page}")
    if visitor.form(model):
        visitor.control(visitor.get(pages[0]).status_code == 200, "the own form opens")


@door
def the_autocompletes(visitor, model):
    """What is offered while typing, for every link of a model and of its parts (A18)."""
    parts = [inline.model for inline in admin.site._registry[model].inlines]
    for field in [field for one in (model, *parts) for field in links_of(one)]:
        found = ask(visitor, field)
        own = visitor.own[field.related_model]
        if found and getattr(field.related_model, "region_path", None) == "region":
            visitor.control(str(own.pk) in found, f"the own row is offered for {field}")


def ask(visitor, field):
    """What an autocomplete offers for a field (list of keys, as str)."""
    names = {
        "app_label": field.model._meta.app_label,
        "model_name": field.model._meta.model_name,
        "field_name": field.name,
    }
    page = reverse("admin:autocomplete")
    for more in ({"term": SEARCH}, {"term": "", "page": "2"}):
        visitor.get(page, names | more)
    answer = visitor.get(page, names | {"term": ""})
    if answer.headers.get("Content-Type") != "application/json" or answer.status_code != 200:
        return []
    return [row["id"] for row in answer.json()["results"]]


def turn_of(model, values):
    """The odd values (list) that a model meets: each fifth, the next model the next ones.

    In `make soak` each model meets all of them.
    """
    place = sorted(admin.site._registry, key=lambda one: one._meta.label).index(model)
    return values[place % 5 :: 5]


@door
def odd_addresses(visitor, model):
    """Numbers and queries that nobody types (A29, A30)."""
    page = address(model, "changelist")
    for query in turn_of(model, QUERIES):
        visitor.get(f"{page}?{query}")
    for odd in turn_of(model, ODD_IDS):
        visitor.get(f"{page}{odd}/change/", follow=True)
        visitor.get(f"{page}{odd}/history/", follow=True)
        visitor.get(f"{page}{visitor.own[model].pk}/history/{odd}/", follow=True)


def every_link():
    """Every field of every table that leads to another: an autocomplete may be asked for any."""
    return [
        field for model in apps.get_models(include_auto_created=True) for field in links_of(model)
    ]


SHOWING = [one for one in DOORS if one is not odd_addresses]
