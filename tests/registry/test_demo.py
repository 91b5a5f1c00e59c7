"""The demo registry: its totals are reached by rows, and its records are valid ones."""

import hashlib
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import Count, F, Q, Sum

from registry.demo import NotEmpty, load, shares
from registry.demo.accounts import make_accounts
from registry.models import (
    REPUBLIC,
    Agreement,
    Ambassador,
    Association,
    Award,
    DemoMark,
    Event,
    Headcount,
    House,
    MaterialCount,
    MediaOutlet,
    Mediator,
    Memorandum,
    MonitoringTrip,
    Participation,
    Programme,
    Region,
    ReportingYear,
    SectionState,
    Structure,
    Submission,
    Training,
    User,
)
from registry.models.base import Flow, Record, Stock
from registry.sections import BY_KEY

YEARS = (2021, 2022, 2023, 2024)
LAST_DAY = date(2024, 9, 30)
SAMPLE = 25


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo twice, the first one undone: the prints (str) of both."""
    with django_db_blocker.unblock(), transaction.atomic():
        first = transaction.savepoint()
        load(5)
        prints = [fingerprint()]
        transaction.savepoint_rollback(first)
        load(5)
        yield [*prints, fingerprint()]
        transaction.set_rollback(True)


@pytest.fixture
def undone(demo):
    """Takes back what a test writes."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


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


def councils(kind, year=2023):
    return Structure.objects.counted_in(year).filter(kind=kind)


def members(kind):
    counts = Headcount.objects.filter(year=2023, structure__kind=kind)
    return counts.exclude(structure__region=REPUBLIC).aggregate(n=Sum("members"))["n"]


def events(kind, year=2023, **role):
    return Event.objects.filter(
        pk__in=Participation.objects.filter(kind=kind, **role).values("event"), year=year
    )


def covered(queryset):
    return queryset.aggregate(n=Sum("attendance"))["n"]


def regions(queryset, field="region"):
    return set(queryset.order_by().values_list(field, flat=True)) - {REPUBLIC}


def overlapping(kind, first, last):
    still = Q(finished_on__isnull=True) | Q(finished_on__year__gte=first)
    return Programme.objects.filter(still, kind=kind, started_on__year__lte=last).count()


class TestTotalsOf2023:
    def test_councils_of_elders(self, demo):
        assert councils("elders").count() == 1119
        assert members("elders") == 7639
        assert len(regions(councils("elders"))) == 20

    def test_events_with_elders(self, demo):
        assert events("elders").count() == 6358
        assert covered(events("elders")) == 190007

    def test_councils_of_mothers(self, demo):
        assert councils("mothers").count() == 1713
        assert 16000 < members("mothers") < 16500

    def test_events_of_mothers(self, demo):
        held = events("mothers", role="organised")

        assert held.count() == 6172
        assert 252500 < covered(held) < 252600

    def test_youth(self, demo):
        assert len(regions(councils("youth"))) == 20
        assert members("youth") == 9000
        assert 1000 < events("youth").count() < 1100
        assert 50000 < covered(events("youth")) < 51000

    def test_most_youth_events_are_republican(self, demo):
        republican = events("youth").filter(scope="republican").count()

        assert republican > events("youth").count() / 2

    def test_mediation(self, demo):
        assert Mediator.objects.counted_in(2023).count() == 1294
        assert Agreement.objects.filter(year=2023).count() == 2621
        assert Training.objects.filter(year=2023).aggregate(n=Sum("trainees"))["n"] == 1380

    def test_research(self, demo):
        assert overlapping("scientific", 2018, 2023) == 7
        assert overlapping("grant", 2023, 2023) == 5
        assert overlapping("study", 2023, 2023) == 3
        trips = MonitoringTrip.objects.filter(year=2023)
        assert len(regions(trips, "visited")) == 10

    def test_experts_and_chairs(self, demo):
        assert councils("experts").count() == len(regions(councils("experts"))) == 18
        assert 350 < members("experts") < 360
        forms = Counter(councils("chair").values_list("form", flat=True))
        assert forms.total() == 23
        assert set(forms) == {"chair", "centre", "representation"}

    def test_journalists(self, demo):
        clubs = councils("journalists")

        assert clubs.filter(level="republican").count() == 1
        assert clubs.exclude(level="republican").count() == len(regions(clubs)) == 20
        assert members("journalists") == 207
        materials = MaterialCount.objects.filter(year=2023).aggregate(n=Sum("materials"))["n"]
        assert 10000 < materials < 10500

    def test_media(self, demo):
        outlets = MediaOutlet.objects.counted_in(2023)

        assert outlets.count() == 52
        assert outlets.order_by().values("languages").distinct().count() == 15
        assert len(regions(outlets)) == 20

    def test_associations_and_houses(self, demo):
        assert 1000 < Association.objects.counted_in(2023).count() < 1050
        assert House.objects.counted_in(2023).count() == 34
        projects = Programme.objects.filter(kind="social", finished_on__year=2023)
        assert 100 < projects.count() < 110

    def test_honours_and_memoranda(self, demo):
        assert Ambassador.objects.counted_in(2023).count() == 14
        assert Award.objects.filter(kind="order", year=2023).count() == 7
        prizes = Award.objects.filter(kind="prize", year=2023)
        assert prizes.values("nomination").order_by().distinct().count() == 14 < prizes.count()
        assert 60 <= Memorandum.objects.counted_in(2023).count() <= 90

    def test_each_event_once(self, demo):
        assert 15000 < Event.objects.filter(year=2023).count() < 16000

    def test_several_hundred_events_are_joint(self, demo):
        assert 200 < (events("elders") & events("mothers", role="organised")).count() < 500


class TestYears:
    @pytest.mark.parametrize("kind", ["elders", "mothers", "youth"])
    def test_councils_and_their_events_grow(self, demo, kind):
        assert all(a < b for a, b in pairwise(councils(kind, y).count() for y in YEARS))
        assert all(a < b for a, b in pairwise(events(kind, y).count() for y in YEARS[:3]))

    def test_no_agreements_in_2024(self, demo):
        assert Agreement.objects.filter(year=2021).exists()
        assert not Agreement.objects.filter(year=2024).exists()

    def test_no_awards_before_2023(self, demo):
        assert not Award.objects.exclude(year=2023).exists()

    def test_spring_is_busier_than_summer(self, demo):
        months = Counter(day.month for day in Event.objects.values_list("held_on", flat=True))

        assert months[3] > 4 * months[7]

    @pytest.mark.parametrize("model", [m for m in record_models() if issubclass(m, Flow)])
    def test_no_flow_outside_its_unit_or_after_the_last_day(self, demo, model):
        day = model.day_field
        early = Q(**{f"{day}__lt": F("region__opened_on")})
        late = Q(**{f"{day}__gt": LAST_DAY}) | Q(**{f"{day}__lt": date(2021, 1, 1)})

        assert not model.objects.filter(early | late | Q(region="KZ-YUZ")).exists()

    @pytest.mark.parametrize("model", [m for m in record_models() if issubclass(m, Stock)])
    def test_stocks_count_by_their_dates(self, demo, model):
        assert not model.objects.exclude(counts_from=F("opened_on__year")).exists()
        until = F("closed_on__year") - 1
        assert (
            not model.objects.filter(closed_on__isnull=False).exclude(counts_until=until).exists()
        )
        assert not model.objects.filter(closed_on=None, counts_until__isnull=False).exists()
        assert not model.objects.filter(Q(opened_on__gt=LAST_DAY) | Q(region="KZ-YUZ")).exists()

    def test_materials_appear_while_the_club_works(self, demo):
        rows = MaterialCount.objects.values_list("club__opened_on", "year", "month")

        assert all((day.year, day.month) < (year, month) for day, year, month in rows)
        assert max((year, month) for _day, year, month in rows) == (2024, 9)


class TestRecords:
    @pytest.mark.parametrize("model", record_models())
    def test_they_are_what_a_user_may_enter(self, demo, model):
        step = max(1, model.objects.count() // SAMPLE)

        for record in model.objects.order_by("pk")[::step]:
            record.full_clean()

    def test_headcounts_stand_for_each_open_structure(self, demo):
        counts = Headcount.objects.filter(year=2023)

        assert counts.count() == Structure.objects.counted_in(2023).count()
        assert 0 < counts.filter(members=None).count() < counts.count() / 40

    def test_a_tenth_of_the_participations_name_structures(self, demo):
        all_ = Participation.objects.filter(event__year=2023).count()
        named = Participation.objects.filter(event__year=2023, structures__isnull=False)

        assert 0.04 < named.distinct().count() / all_ < 0.15

    def test_named_structures_are_of_the_kind_and_open(self, demo):
        through = Participation.structures.through.objects
        assert not through.exclude(participation__kind=F("structure__kind")).exists()
        early = Q(participation__event__held_on__lt=F("structure__opened_on"))
        late = Q(participation__event__held_on__gte=F("structure__closed_on"))
        assert not through.filter(early | late).exists()

    def test_each_event_has_an_organiser(self, demo):
        organised = Participation.objects.filter(role="organised").values("event")

        assert not Event.objects.exclude(pk__in=organised).exists()


class TestReturns:
    def test_each_unit_of_the_year_returns(self, demo):
        rows = Submission.objects.order_by().values_list("year", "state").annotate(n=Count("pk"))

        assert sorted(rows) == [
            (2021, "accepted", 18),
            (2022, "accepted", 21),
            (2023, "accepted", 21),
            (2024, "draft", 21),
        ]

    def test_they_are_accepted_in_the_next_year(self, demo):
        days = Submission.objects.exclude(accepted_at=None).values_list("year", "accepted_at")

        assert all(at.year == year + 1 and at.month in (1, 2) for year, at in days)

    def test_their_years_have_their_days(self, demo):
        assert list(ReportingYear.objects.values_list("year", "due_on", "release_on")) == [
            (year, date(year + 1, 1, 20), date(year + 1, 2, 15)) for year in reversed(YEARS)
        ]

    def test_every_section_is_done_or_nil(self, demo):
        for returned in Submission.objects.prefetch_related("sections"):
            states = {s.section: s.state for s in returned.sections.all()}
            filled = [k for k, s in BY_KEY.items() if s.units([returned.region_id])]
            assert sorted(states) == sorted(filled)
            assert ("open" in states.values()) == (returned.year_id == 2024)

    def test_a_section_is_nil_where_nothing_is(self, demo):
        nil = SectionState.objects.filter(state="nil", submission__year=2023)
        units = set(nil.filter(section="experts").values_list("submission__region", flat=True))

        assert not nil.filter(reason="").exists()
        assert units == set(Region.objects.units_of(2023).values_list("pk", flat=True)) - regions(
            councils("experts")
        )


class TestLoading:
    def test_it_gives_the_same_for_the_same_seed(self, demo):
        first, second = demo

        assert first == second

    def test_it_marks_the_registry(self, demo):
        assert DemoMark.objects.get().seed == 5

    def test_it_refuses_a_registry_with_records(self, demo):
        with pytest.raises(NotEmpty):
            load(5)

    def test_it_refuses_one_with_nothing_but_a_year(self, db):
        ReportingYear.objects.create(year=2023, opens_on="2023-01-05", due_on="2024-01-20")

        with pytest.raises(NotEmpty):
            load(5)

        assert not DemoMark.objects.exists()

    def test_an_interruption_leaves_nothing(self, db):
        def stop(label, done, total):
            if done == 5:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            load(5, stop)

        assert not any(model.objects.exists() for model in record_models())


class TestAccounts:
    def test_one_for_each_unit_and_role(self, undone):
        made = make_accounts("a shared demo password")

        assert len(made) == User.objects.count() == 27
        assert set(made.values()) == {"a shared demo password"}
        abai = User.objects.get(username="coordinator-kz-10")
        assert [unit.pk for unit in abai.units.all()] == ["KZ-10"]
        assert [group.name for group in abai.groups.all()] == ["coordinators"]
        assert abai.is_staff and not abai.is_superuser
        assert User.objects.get(username="admin").is_superuser

    def test_they_get_different_passwords_when_none_is_given(self, undone, settings):
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
