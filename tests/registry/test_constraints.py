"""What the database itself refuses, by whatever way a row comes in."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from registry.models import DemoMark, Region, ReportingYear, Submission
from tests import build, cast

pytestmark = pytest.mark.django_db
LONG_AGO = date(2001, 1, 1)
# The maker of a sound record, and the values that the database refuses in it.
REFUSED = {
    "a council closed before it opened": (build.council, {"closed_on": LONG_AGO}),
    "a House closed before it opened": (build.house, {"closed_on": LONG_AGO}),
    "an association closed before it opened": (build.association, {"closed_on": LONG_AGO}),
    "an outlet closed before it opened": (build.outlet, {"closed_on": LONG_AGO}),
    "a mediator who left before the entry": (build.mediator, {"closed_on": LONG_AGO}),
    "an ambassador who left before": (build.ambassador, {"closed_on": LONG_AGO}),
    "a memorandum that ended before": (build.memorandum, {"closed_on": LONG_AGO}),
    "a programme that ended before": (build.programme, {"finished_on": LONG_AGO}),
    "a negative attendance": (build.event, {"attendance": -1}),
    "a negative number of trainees": (build.training, {"trainees": -1}),
    "a negative area": (build.house, {"area": -1}),
    "a negative number of rooms": (build.house, {"rooms": -1}),
    "a negative staff": (build.house, {"staff": -1}),
    "a republican council of a region": (build.council, {"level": "republican"}),
    "a regional council of the republic": (build.council, {"region": "REP"}),
    "a council with a form": (build.council, {"form": "chair"}),
    "a prize without a nomination": (build.award, {"kind": "prize"}),
    "a year that is due before it opens": (
        lambda: build.reporting_year(2023),
        {"due_on": LONG_AGO},
    ),
    "an acceptance without a date": (
        lambda: build.accept("KZ-71", 2023),
        {"accepted_at": None},
    ),
    "a return without a reason": (
        lambda: build.hand_in("KZ-71", 2023, "returned"),
        {"reason": ""},
    ),
    "a nil without a reason": (
        lambda: build.accept("KZ-71", 2023, [], ["events"]).sections.get(),
        {"reason": ""},
    ),
}


def refuse(record, **values):
    """Assert that the database refuses values in a stored row."""
    rows = type(record)._base_manager.filter(pk=record.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)


def refuse_twin(record, **changes):
    """Assert that the database refuses the row once more, with some values changed."""
    model = type(record)._meta.concrete_model
    twin = model._base_manager.get(pk=record.pk)
    twin.pk, twin._state.adding = None, True
    for name, value in changes.items():
        setattr(twin, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.bulk_create([twin])


@pytest.mark.parametrize("case", REFUSED)
def test_it_refuses(case):
    make, values = REFUSED[case]
    refuse(make(), **values)


@pytest.mark.parametrize("kind", ["elders", "mothers", "youth", "experts", "journalists"])
def test_it_refuses_a_form_of_any_but_a_chair(kind):
    refuse(build.structure(kind), form="centre")


class TestChairs:
    def test_it_refuses_one_without_a_form(self):
        refuse(build.structure("chair"), form="")

    @pytest.mark.parametrize("form", ["chair", "centre", "representation"])
    def test_it_takes_each_form(self, form):
        assert build.structure("chair", form=form).pk


class TestHeadcounts:
    def test_it_refuses_two_of_a_structure_and_year(self):
        refuse_twin(build.headcount(build.council()))

    def test_it_takes_one_of_another_year(self):
        council = build.council()
        assert build.headcount(council, 2022).pk != build.headcount(council, 2023).pk

    @pytest.mark.parametrize(
        "values",
        [
            {"members": -1},
            {"members": None},
            {"unknown_because": "nobody answered"},
            {"members": None, "unknown_because": ""},
        ],
    )
    def test_it_wants_the_members_or_the_reason(self, values):
        refuse(build.headcount(build.council()), **values)

    def test_it_takes_a_reason(self):
        council = build.council()
        assert build.headcount(council, members=None, unknown_because="nobody answered").pk


class TestMaterials:
    def test_it_refuses_two_of_a_club_and_month(self):
        refuse_twin(build.materials(build.club()), materials=9)

    @pytest.mark.parametrize("values", [{"month": 0}, {"month": 13}, {"materials": -1}])
    def test_it_refuses_what_no_month_has(self, values):
        refuse(build.materials(build.club()), **values)


class TestEvents:
    def test_it_refuses_the_same_event_twice(self):
        refuse_twin(build.event(), attendance=99, topic="sport")

    def test_it_knows_the_event_by_folded_title_and_place(self):
        event = build.event(title="Наурыз  мейрамы", place="Достық үйі")
        refuse_twin(event, title="НАУРЫЗ мейрамы", place="достық  үйі")

    @pytest.mark.parametrize(
        "change",
        [{"title": "Another"}, {"place": "Another"}, {"region_id": "KZ-75"}, {"held_on": LONG_AGO}],
    )
    def test_it_takes_an_event_that_differs_in_its_key(self, change):
        event = build.event()
        event.pk, event._state.adding = None, True
        for name, value in change.items():
            setattr(event, name, value)
        event.save()

    def test_it_refuses_two_participations_of_a_kind(self):
        refuse_twin(build.participation(build.event()), role="organised")


class TestNumbersOfOthers:
    def test_it_refuses_a_bin_twice(self):
        refuse_twin(build.association(bin="050140001234"), name="Another")

    def test_it_takes_many_without_a_bin(self):
        assert build.association().pk and build.association().pk

    def test_it_refuses_a_register_number_twice(self):
        refuse_twin(build.mediator(), full_name="Another")


class TestAwards:
    def test_it_refuses_the_order_with_a_nomination(self):
        refuse(build.award(build.nomination()), kind="order")


class TestRegions:
    def test_it_refuses_a_second_republic(self):
        refuse(Region.objects.get(pk="KZ-71"), kind="republic")

    def test_it_refuses_a_republic_of_another_kind(self):
        refuse(Region.objects.get(pk="REP"), kind="region")

    def test_it_refuses_a_region_closed_before_it_opened(self):
        refuse(Region.objects.get(pk="KZ-10"), closed_on=LONG_AGO)


class TestReturns:
    def test_it_refuses_two_of_a_unit_and_year(self):
        refuse_twin(build.accept("KZ-71", 2023))

    def test_it_refuses_a_section_twice(self):
        refuse_twin(build.accept("KZ-71", 2023, ["events"]).sections.get(), state="open")

    def test_it_refuses_that_one_person_sends_and_accepts(self):
        marat = cast.marat()
        submission = build.accept("KZ-71", 2023)
        refuse(submission, submitted_by=marat, accepted_by=marat)

    def test_it_takes_two_people(self):
        submission = build.accept("KZ-71", 2023)
        submission.submitted_by, submission.accepted_by = cast.bolat(), cast.marat()
        submission.save()

    def test_a_year_with_returns_stays(self):
        build.accept("KZ-71", 2023)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportingYear.objects.all().delete()
        assert Submission.objects.count() == 1


def test_there_is_one_demo_mark():
    with pytest.raises(IntegrityError), transaction.atomic():
        DemoMark.objects.bulk_create([DemoMark(pk=2, seed=1)])


@pytest.mark.parametrize("app", ["registry", "reports"])
def test_each_declared_constraint_is_in_the_database(app):
    there = names_in_the_database()

    for model in apps.get_app_config(app).get_models():
        assert {c.name for c in model._meta.constraints} <= there, model


def names_in_the_database():
    """The names of all constraints (and, on SQLite, every other word of the schema)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            return {word for (sql,) in cursor.fetchall() for word in re.findall(r"\w+", sql)}
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
        return {name for (name,) in cursor.fetchall()}


def test_each_record_of_a_time_has_its_dates_in_order():
    for model in apps.get_app_config("registry").get_models():
        fields = {field.name for field in model._meta.get_fields()}
        if "closed_on" in fields and not model.__name__.startswith("Historical"):
            names = [c.name for c in model._meta.concrete_model._meta.constraints]
            assert any(name.endswith("_dates_in_order") for name in names), model
