"""What the tests of the back office share: units, models, addresses, and who sits where."""

import json

from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from registry import models as m
from registry.admin.base import RegionalAdmin
from registry.admin.portal import PortalAdmin

A, B = "KZ-71", "KZ-75"
MARK = "Бөтен"  # in every name of the other unit
LOCKED = "Ask for a correction."
REGISTERED = sorted(
    (model for model, own in admin.site._registry.items() if isinstance(own, PortalAdmin)),
    key=lambda model: model._meta.label,
)
RECORDS = [model for model in REGISTERED if isinstance(admin.site._registry[model], RegionalAdmin)]
OWN = [model for model in RECORDS if model is not m.Structure]


def by_name(model):
    return model._meta.model_name


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def person(name, group, *units):
    user = m.User.objects.create_user(name, is_staff=True, language="en")
    user.units.set(units)
    user.groups.set(Group.objects.filter(name=group))
    return user


def sit(client, user):
    """The browser of a person who reads English."""
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def refused(answer):
    return answer.status_code in (302, 403, 404) and MARK not in answer.content.decode()


def as_new(data):
    """An add form that repeats an open change form (dict)."""
    parts = ("-id", "-structure", "-club", "-event")
    blank = {name: "" for name in data if name.endswith(parts)}
    return data | blank | {name: "0" for name in data if name.endswith("INITIAL_FORMS")}


def snapshot():
    """Every row of every model, as the database has it."""
    models = [*OWN, m.Participation, m.Headcount, m.MaterialCount]
    return {model: sorted(model._base_manager.values_list(), key=str) for model in models}


def links(model):
    """The fields of a model, and of its form, that lead to records of units."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [f for f in fields if f.related_model in OWN]


def all_links():
    models = [*OWN, m.Participation, m.Headcount, m.MaterialCount, m.Submission, m.User]
    fields = [(x, f) for x in models for f in (*x._meta.fields, *x._meta.many_to_many)]
    return [(x, f) for x, f in fields if f.related_model]


def unit_of(model):
    return model._meta.get_field("region")


def asking(model, field):
    app, name = field.model._meta.app_label, field.model._meta.model_name
    return {"app_label": app, "model_name": name, "field_name": field.name, "term": ""}


def ids(answer):
    return {row["id"] for row in json.loads(answer.content)["results"]}
