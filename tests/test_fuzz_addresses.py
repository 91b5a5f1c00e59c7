"""Seeded nonsense in addresses and queries: no page ever answers with an error of ours."""

import random

import pytest
from django.contrib import admin
from django.urls import reverse

from registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
LANGUAGES = ("kk", "ru", "en")
PUBLIC = (
    "", "2023/", "2023/r1/", "2023/r1/elders.events/", "indicators/", "indicators/elders.events/",
    "indicators/elders.events/2023/", "regions/", "regions/kz-71/2023/", "regions/republic/",
    "compare/", "compare/", "compare/", "data/", "press/2023/", "check/", "glossary/", "changes/",
    "calendar/", "methodology/", "accessibility/",
)  # fmt: skip
FILES = ("2023/r1/summary.csv", "2023/r1/elders.events.json", "2023/r1/summary.kk.xlsx")
FILES += ("catalogue.json", "datapackage.json", "compare.csv", "compare.xlsx", "compare.json")
NAMES = ("i", "r", "from", "to", "q", "p", "o", "year", "unit", "page", "lang", "ids", "_facets")
NAMES += ("region__code__exact", "state", "e", "all", "_popup", "_to_field", "held_on__gte", "id")
NAMES += ("app_label", "model_name", "field_name", "term", "id__in", "next", "region", "code", "as")
VALUES = (
    "", "0", "-1", "1e9", "9" * 30, "2023", "99999", "kz-71", "KZ-71", "REP", "elders.events",
    "id", "events", "registry", "event", "programme", "%00", "%zz", "%ff", "%F0%9F%98%80", "٣",
    "a'b", '"', "<b>", "../..", "%0d%0aX:1", "null", "true", "1,2,x", "[]", "{}", "$", "\\", "%",
    "2023-02-30", "x" * 3000, "a%20" * 400, "%D2%9B", "1_0", "１", "1.5", "NaN", "__class__",
    "//[", "http://[x",
)  # fmt: skip
long = pytest.mark.soak


def addresses():
    lists = [
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        for model in admin.site._registry
    ]
    desk = ["desk_my_region", "index", "autocomplete", "jsi18n", "login"]
    back = [reverse(name) for name in [*lists, *(f"admin:{name}" for name in desk)]]
    back += ["/admin/import/KZ-71/2024/events/", "/admin/import/KZ-71/2024/events/template.xlsx"]
    public = [f"/{language}/{page}" for language in LANGUAGES for page in PUBLIC]
    return [*public, *(f"/data/{name}" for name in FILES)], back


def nonsense(known, rng):
    """One address with a query; now and then a step of its path is odd, too."""
    path = rng.choice(known)
    if rng.random() < 0.3:
        steps = path.split("/")
        odd = rng.choice(VALUES).replace("%00", "%01")[:200]
        steps[rng.randrange(1, len(steps))] = odd.replace("?", "").replace("\\", "")
        path = "/".join(steps)
    names = rng.choices(NAMES, k=rng.randint(0, 4))
    query = "&".join(f"{name}={rng.choice(VALUES)}" for name in names)
    return f"{path}?{query}"


@pytest.mark.parametrize(
    "seeds", [range(100), pytest.param(range(1_000, 8_000), marks=long)], ids=["short", "long"]
)
@pytest.mark.parametrize("who", ["", "coordinator-kz-71", "admin"])
def test_no_address_gives_an_error_of_ours(client, who, seeds):
    public, back = addresses()
    client.raise_request_exception = False
    if who:
        client.force_login(User.objects.get(username=who))
    for seed in seeds:
        address = nonsense(back if who else public, random.Random(seed))
        answer = client.get(address)
        assert answer.status_code < 500, f"{answer.status_code}: {address[:500]}"
        list(answer) if answer.streaming else None
