"""Loading the demo: all of it or nothing, and the same for the same seed."""

import hashlib
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.db import transaction

from registry.demo import NotEmpty, load, shares
from registry.demo.accounts import give_addresses, make_accounts
from registry.models import (
    Agreement,
    Association,
    DemoMark,
    Event,
    Headcount,
    MaterialCount,
    MediaOutlet,
    Mediator,
    Participation,
    Programme,
    ReportingYear,
    SectionState,
    Structure,
    Submission,
    Training,
    User,
)
from registry.models.base import Record

YEARS = (2021, 2022, 2023, 2024)
LAST_DAY = date(2024, 9, 30)
SAMPLE = 25

pytestmark = pytest.mark.django_db


def fingerprint():
    """A digest (str) of the records without their numbers."""
    rows = [
        Event.objects.values_list("region", "held_on", "title", "place", "attendance", "topic"),
        Participation.objects.values_list("event__title", "event__held_on", "kind", "role"),
        Participation.objects.values_list("event__title", "kind", "structures__name"),
        Structure.objects.values_list("region", "kind", "name", "opened_on", "closed_on"),
        Headcount.objects.values_list("structure__name", "year", "members", "unknown_because"),
        Association.objects.values_list("name", "bin", "accredited_on", "house__name"),
        MediaOutlet.objects.values_list("name", "languages", "association__name"),
        Mediator.objects.values_list("full_name", "opened_on"),
        Agreement.objects.values_list("concluded_on", "category", "mediator__full_name"),
        Training.objects.values_list("held_on", "title", "trainees"),
        Programme.objects.values_list("name", "started_on", "house__name"),
        MaterialCount.objects.values_list("club__name", "year", "month", "materials"),
        SectionState.objects.values_list("submission__region", "section", "state"),
        Submission.objects.values_list("region", "year", "accepted_at"),
    ]
    lines = [sorted(map(repr, queryset.order_by())) for queryset in rows]
    return hashlib.sha256(repr(lines).encode()).hexdigest()


def record_models():
    models = apps.get_app_config("registry").get_models()
    return [m for m in models if issubclass(m, Record) and not m._meta.proxy]


class TestLoading:
    def test_it_gives_the_same_for_the_same_seed(self):
        point = transaction.savepoint()
        load(5)
        first = fingerprint()
        transaction.savepoint_rollback(point)

        load(5)
        assert fingerprint() == first
        assert DemoMark.objects.get().seed == 5

    def test_it_refuses_one_with_nothing_but_a_year(self):
        ReportingYear.objects.create(year=2023, opens_on="2023-01-05", due_on="2024-01-20")

        with pytest.raises(NotEmpty):
            load(5)

        assert not DemoMark.objects.exists()

    def test_an_interruption_leaves_nothing(self):
        def stop(label, done, total):
            if done == 5:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            load(5, stop)

        assert not any(model.objects.exists() for model in record_models())


class TestAccounts:
    def test_one_for_each_unit_and_role(self):
        made = make_accounts("a shared demo password")

        assert len(made) == User.objects.count() == 28
        assert set(made.values()) == {"a shared demo password"}
        abai = User.objects.get(username="coordinator-kz-10")
        assert [unit.pk for unit in abai.units.all()] == ["KZ-10"]
        assert [group.name for group in abai.groups.all()] == ["coordinators"]
        assert abai.is_staff and not abai.is_superuser
        assert User.objects.get(username="admin").is_superuser
        give_addresses()
        assert User.objects.get(username="reviewer2").email == "reviewer2@example.org"

    def test_they_get_different_passwords_when_none_is_given(self, settings):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

        made = make_accounts(None)

        assert len(set(made.values())) == len(made)
        assert min(map(len, made.values())) >= 16
        assert check_password(made["reviewer"], User.objects.get(username="reviewer").password)


class TestShares:
    def test_the_parts_sum_to_the_total(self):
        assert shares.apportion(10, [1, 1, 1]) == [4, 3, 3]
        assert shares.apportion(10, [1, 2, 0], least=1) == [3, 6, 1]
        assert shares.apportion(0, []) == []

    def test_it_refuses_what_cannot_be_divided(self):
        with pytest.raises(ValueError):
            shares.apportion(2, [1, 1, 1], least=1)
