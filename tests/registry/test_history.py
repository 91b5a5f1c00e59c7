"""Every change is kept, once, in one table, whatever class it came through."""

import pytest
from django.apps import apps

from registry.models import (
    EldersCouncil,
    Event,
    ExpertGroup,
    Headcount,
    JournalistsClub,
    MothersCouncil,
    Structure,
    UniversityChair,
    YouthBranch,
)
from registry.models.base import KeyField, Record
from tests import build

pytestmark = pytest.mark.django_db
PROXIES = [
    EldersCouncil,
    MothersCouncil,
    YouthBranch,
    ExpertGroup,
    UniversityChair,
    JournalistsClub,
]
RECORDS = [m for m in apps.get_app_config("registry").get_models() if issubclass(m, Record)]
Kept = Structure.history.model


def kinds(pk, history=Kept):
    """What happened to a record, first to last: + added, ~ changed, - deleted."""
    return "".join(history.objects.filter(id=pk).order_by("history_id").values_list(
        "history_type", flat=True
    ))  # fmt: skip


def new(proxy):
    form = "chair" if proxy is UniversityChair else ""
    return proxy(name="Бірлік", region_id="KZ-71", opened_on=build.as_day("2015-03-01"), form=form)


@pytest.mark.parametrize("proxy", PROXIES)
class TestProxies:
    def test_a_life_is_kept_once(self, proxy):
        record = new(proxy)
        record.save()
        record.name = "Достық"
        record.save()
        pk = record.pk
        record.delete()

        assert kinds(pk) == "+~-"

    def test_create_is_kept_once(self, proxy):
        values = {f.name: getattr(new(proxy), f.name) for f in proxy._meta.fields}
        record = proxy.objects.create(**{k: v for k, v in values.items() if k != "id"})

        assert kinds(record.pk) == "+"

    def test_a_query_that_deletes_is_kept(self, proxy):
        record = new(proxy)
        record.save()
        proxy.objects.filter(pk=record.pk).delete()

        assert kinds(record.pk) == "+-"

    def test_its_history_is_that_of_the_table(self, proxy):
        record = new(proxy)
        record.save()

        assert proxy.history.model is Kept
        assert record.history.get().name == "Бірлік"


class TestBase:
    def test_a_life_through_the_table_is_kept_once(self):
        council = build.council()
        council.save()
        pk = council.pk
        Structure.objects.filter(pk=pk).delete()

        assert kinds(pk) == "+~-"

    def test_parts_that_go_with_the_whole_are_kept(self):
        headcount = build.headcount(build.council())
        pk = headcount.pk
        EldersCouncil.objects.get().delete()

        assert kinds(pk, Headcount.history.model) == "+-"

    def test_one_table_holds_all_kinds(self):
        tables = {m._meta.db_table for m in apps.get_app_config("registry").get_models()}

        assert not [t for t in tables if t.startswith("registry_historicalelders")]
        assert Kept._meta.db_table in tables


@pytest.mark.parametrize("model", RECORDS)
class TestFields:
    def test_it_has_a_history(self, model):
        assert model.history.model.__name__.startswith("Historical")

    def test_made_fields_are_left_out(self, model):
        kept = {field.name for field in model.history.model._meta.get_fields()}
        made = {f.name for f in model._meta.fields if f.generated or isinstance(f, KeyField)}

        assert not kept & made

    def test_every_other_field_is_kept(self, model):
        kept = {field.name for field in model.history.model._meta.get_fields()}
        own = {
            f.name for f in model._meta.fields if not f.generated and not isinstance(f, KeyField)
        }

        assert own <= kept


class TestValues:
    def test_old_and_new_can_be_compared(self):
        event = build.event(attendance=30)
        event.attendance = 45
        event.save()

        new, old = event.history.all()
        change = new.diff_against(old).changes[0]
        assert (change.field, change.old, change.new) == ("attendance", 30, 45)

    def test_a_reason_is_kept(self):
        event = build.event()
        event._change_reason = "The list of those present was found."
        event.save()

        assert Event.history.first().history_change_reason == event._change_reason


class TestRelationsToMany:
    def test_the_languages_of_an_outlet_are_kept(self):
        outlet = build.outlet(languages=["kk"])
        outlet.languages.set(["kk", "ru"])

        newest = outlet.history.first()
        assert set(newest.languages.values_list("language", flat=True)) == {"kk", "ru"}

    def test_the_structures_of_a_participation_are_kept(self):
        participation, council = build.participation(build.event()), build.council()
        participation.structures.add(council)

        newest = participation.history.first()
        assert list(newest.structures.values_list("structure", flat=True)) == [council.pk]
        participation.structures.clear()
        assert not participation.history.first().structures.exists()
