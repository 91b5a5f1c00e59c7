"""Whose records are read: every admin, every door, by people who may not see the other unit.

`reading.py` and `writing.py` are the doors; a model is covered on the day it is registered.
"""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from registry import models as m
from registry.models.base import Record
from tests.registry import reading, rows
from tests.registry.doors import A, B, person
from tests.registry.visitor import FOREIGN, OWN, Visitor, address, browser
from tests.registry.world import World, show_each_menu_once

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A row of every model for two units, for every test of a module."""
    with pytest.MonkeyPatch.context() as patch:
        show_each_menu_once(patch)
        yield from rows.kept(django_db_setup, django_db_blocker, World)


@pytest.fixture
def clerk(world):
    """The coordinator of A."""
    return Visitor(world, world.clerk, hidden=[FOREIGN], may_work=True)


def strangers(world, hidden=(FOREIGN, OWN)):
    """Those who may see nothing, of any unit."""
    for who in (person("idle", None, A), person("lost", "coordinators"), None):
        yield Visitor(world, browser(who), hidden)


def by_name(door):
    return door.__name__


@pytest.mark.parametrize("door", reading.DOORS, ids=by_name)
def test_a_coordinator_reads_own_records_only(clerk, door):
    for model in MODELS:
        clerk.knock(door, model)

    assert clerk.calls
    assert not clerk.faults


@pytest.mark.parametrize("values", [reading.QUERIES, reading.ODD_IDS], ids=["queries", "keys"])
def test_each_odd_value_meets_records(values):
    records = [model for model in MODELS if issubclass(model, Record)]

    assert {one for model in records for one in reading.turn_of(model, values)} == set(values)


@pytest.mark.soak
def test_each_odd_value_meets_each_table(clerk, monkeypatch):
    monkeypatch.setattr(reading, "turn_of", lambda model, values: values)
    for model in MODELS:
        clerk.knock(reading.odd_addresses, model)

    assert not clerk.faults


@pytest.mark.parametrize("door", reading.SHOWING, ids=by_name)
def test_staff_without_permission_or_unit_and_strangers_read_nothing(world, door):
    for visitor in strangers(world):
        for model in MODELS:
            visitor.knock(door, model)

        assert not visitor.faults


def test_nothing_fails_on_a_relation_in_place_of_a_key(clerk):
    """Django's own pages answer with an error to `_to_field=events`."""
    for model in MODELS:
        for relation in [field.name for field in model._meta.get_fields() if not field.concrete]:
            clerk.get(f"{address(model, 'changelist')}?_to_field={relation}")

    assert clerk.calls > len(MODELS) and not clerk.faults


def test_no_table_offers_foreign_names_while_typing(clerk):
    for field in reading.every_link():
        reading.ask(clerk, field)

    assert not clerk.faults


@pytest.mark.parametrize("where", ["/admin/", "/admin/registry/", "/admin/reports/"])
def test_what_a_person_did_elsewhere_is_out_of_sight_after_a_move(clerk, world, where):
    row, user = world.foreign[m.House], m.User.objects.get(username="clerk")
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(m.House),
        object_id=row.pk,
        object_repr=str(row),
        action_flag=CHANGE,
    )

    clerk.get(where)

    assert not clerk.faults


def test_nobody_is_led_to_a_record_by_its_number(clerk, world):
    for model in MODELS:
        kind = ContentType.objects.get_for_model(model).pk
        assert clerk.get(f"/admin/r/{kind}/{world.foreign[model].pk}/").status_code == 404


def test_only_the_own_unit_is_offered_as_a_unit(clerk):
    for model in (m.House, m.Event, m.MonitoringTrip):
        assert reading.ask(clerk, model._meta.get_field("region")) == [A]
    assert B not in reading.ask(clerk, m.Event._meta.get_field("held_in"))


def test_a_new_record_model_cannot_be_left_out():
    """A model of the registry is administered, or is a part of one that is."""
    parts = {inline.model for own in admin.site._registry.values() for inline in own.inlines}
    known = {*admin.site._registry, *parts, m.DemoMark, m.Upload, m.ImportedRow, m.ListExport}
    known |= {m.Participation, m.SentForm}  # choices on the form of an event; what was sent
    models = apps.get_app_config("registry").get_models()
    missing = {x for x in models if not hasattr(x, "instance_type")} - known
    throughs = {x for x in missing if x._meta.auto_created}
    assert {x for x in missing - throughs if not x.__name__.startswith("Historical")} == set()
