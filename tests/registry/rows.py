"""One record of each model for a unit, and what a browser would send from an open form."""

import copy
from datetime import date
from itertools import count

import pytest

from registry import models as m
from registry import once

NUMBERS = count(1)
SINCE = date(2020, 3, 1)
DAY = date(2024, 5, 20)


def name():
    return f"Атау {next(NUMBERS)}"


def structure(model, region, **fields):
    level = "republican" if region == m.REPUBLIC else "regional"
    form = "chair" if model is m.UniversityChair else ""
    fields = {"level": level, "form": form, "name": name(), "opened_on": SINCE} | fields
    row = model.objects.create(region_id=region, **fields)
    row.headcounts.create(year=2023, members=9)
    if model is m.JournalistsClub:
        row.material_counts.create(year=2023, month=2, materials=4)
    return row


def event(region, **fields):
    fields = {"held_on": DAY, "topic": "culture", "attendance": 80, "place": "Зал"} | fields
    row = m.Event.objects.create(region_id=region, title=name(), **fields)
    row.participations.create(kind="elders", role="organised")
    return row


def outlet(region, **fields):
    row = stock(m.MediaOutlet, region, form="newspaper", name=name(), **fields)
    row.languages.set(["ko"])
    return row


def stock(model, region, **fields):
    return model.objects.create(region_id=region, **{"opened_on": SINCE} | fields)


def flow(model, region, **fields):
    return model.objects.create(region_id=region, **fields)


def nomination(region):
    words = dict.fromkeys(["name_kk", "name_ru", "name_en"], name())
    return m.Nomination.objects.create(region_id=region, **words)


MAKERS = {
    m.Event: event,
    m.House: lambda r: stock(m.House, r, name=name()),
    m.Association: lambda r: stock(m.Association, r, name=name(), ethnic_group="корей"),
    m.MediaOutlet: outlet,
    m.Mediator: lambda r: stock(
        m.Mediator, r, register_number=name(), full_name=name(), kind="public"
    ),
    m.Agreement: lambda r: flow(m.Agreement, r, concluded_on=DAY, category="family"),
    m.Training: lambda r: flow(m.Training, r, held_on=DAY, title=name(), trainees=7),
    m.Programme: lambda r: flow(
        m.Programme, r, name=name(), kind="social", started_on=SINCE, finished_on=DAY
    ),
    m.MonitoringTrip: lambda r: flow(m.MonitoringTrip, r, held_on=DAY, visited_id=r),
    m.Nomination: nomination,
    m.Award: lambda r: flow(m.Award, r, kind="order", laureate=name(), awarded_on=DAY),
    m.Ambassador: lambda r: stock(m.Ambassador, r, name=name(), country="Корея"),
    m.Memorandum: lambda r: stock(m.Memorandum, r, name=name(), parties="Екі жақ"),
}
for kind in (
    m.EldersCouncil,
    m.MothersCouncil,
    m.YouthBranch,
    m.ExpertGroup,
    m.UniversityChair,
    m.JournalistsClub,
):
    MAKERS[kind] = lambda r, kind=kind: structure(kind, r)


def make(model, region):
    """A record of a model for a unit (code)."""
    return MAKERS[model](region)


def of_each(models, region, mark="Атау"):
    """{model: a record} for a unit; the names begin with a mark (str)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{__name__}.name", lambda: f"{mark} {next(NUMBERS)}")
        return {model: make(model, region) for model in models}


def kept(state, blocker, fill):
    """Fill the database for a whole module; what a test does is gone before the next."""
    with blocker.unblock():
        try:
            yield fill()
        finally:
            state.load(state.empty)


def copies(made):
    """The records {model: record} for one test: what it does to them stays with it."""
    return {model: copy.copy(row) for model, row in made.items()}


def year(number=2024, **fields):
    days = {"opens_on": date(number, 1, 1), "due_on": date(number + 1, 1, 31)}
    return m.ReportingYear.objects.get_or_create(year=number, defaults=days | fields)[0]


def lock(region, section, number=2024):
    """Submit one section of a unit."""
    returned, _new = m.Submission.objects.get_or_create(
        region_id=region, year=year(number), defaults={"state": "submitted"}
    )
    return returned.sections.create(section=section, state="done")


def a_change(data):
    """Another value (dict) for one field of a posted form (dict): a name, or a day."""
    name = next((n for n in ("title", "name", "full_name", "laureate", "name_kk") if n in data), "")
    if name:
        return {name: f"{data[name]} өзгерді"}
    return {next(n for n in data if n.endswith("_on")): "2024-06-03"}


def posted_version(response):
    """The same from the page of a past version, which has no parts."""
    form = response.context["adminform"].form
    return {bound.html_name: _sent(bound) for bound in form}


def posted(response):
    """What a browser would send from an open form (response): every field as it stands."""
    sets = [one.formset for one in response.context["inline_admin_formsets"]]
    forms = [response.context["adminform"].form]
    forms += [form for one in sets for form in (one.management_form, *one.forms)]
    token = {once.FIELD: response.context[once.FIELD]} if once.FIELD in response.context else {}
    return token | {bound.html_name: _sent(bound) for form in forms for bound in form}


def deleted(response):
    """What a browser would send from an open page that asks whether to delete (response)."""
    asked = response.context or {}
    return {"post": "yes", "version": asked.get("version", "")}


def _sent(bound):
    value = bound.value()
    return "" if value is None else value
