"""The demo registry: its totals are reached by rows, and its records are valid."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from django.apps import apps
from django.db.models import Count, F, Q, Sum

from registry.models import (
    REPUBLIC,
    Agreement,
    Ambassador,
    Association,
    Award,
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
)
from registry.models.base import Flow, Record, Stock
from registry.sections import BY_KEY

YEARS = (2021, 2022, 2023, 2024)
LAST_DAY = date(2024, 9, 30)
SAMPLE = 25

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


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
    def test_councils_of_elders(self):
        assert councils("elders").count() == 1119
        assert members("elders") == 7639
        assert len(regions(councils("elders"))) == 20

    def test_events_with_elders(self):
        assert events("elders").count() == 6358
        assert covered(events("elders")) == 190007

    def test_councils_of_mothers(self):
        assert councils("mothers").count() == 1713
        assert 16000 < members("mothers") < 16500

    def test_events_of_mothers(self):
        held = events("mothers", role="organised")

        assert held.count() == 6172
        assert 252500 < covered(held) < 252600

    def test_youth(self):
        assert len(regions(councils("youth"))) == 20
        assert members("youth") == 9000
        assert 1000 < events("youth").count() < 1100
        assert 50000 < covered(events("youth")) < 51000

    def test_most_youth_events_are_republican(self):
        republican = events("youth").filter(scope="republican").count()

        assert republican > events("youth").count() / 2

    def test_mediation(self):
        assert Mediator.objects.counted_in(2023).count() == 1294
        assert Agreement.objects.filter(year=2023).count() == 2621
        assert Training.objects.filter(year=2023).aggregate(n=Sum("trainees"))["n"] == 1380

    def test_research(self):
        assert overlapping("scientific", 2018, 2023) == 7
        assert overlapping("grant", 2023, 2023) == 5
        assert overlapping("study", 2023, 2023) == 3
        trips = MonitoringTrip.objects.filter(year=2023)
        assert len(regions(trips, "visited")) == 10

    def test_experts_and_chairs(self):
        assert councils("experts").count() == len(regions(councils("experts"))) == 18
        assert 350 < members("experts") < 360
        forms = Counter(councils("chair").values_list("form", flat=True))
        assert forms.total() == 23
        assert set(forms) == {"chair", "centre", "representation"}

    def test_journalists(self):
        clubs = councils("journalists")

        assert clubs.filter(level="republican").count() == 1
        assert clubs.exclude(level="republican").count() == len(regions(clubs)) == 20
        assert members("journalists") == 207
        materials = MaterialCount.objects.filter(year=2023).aggregate(n=Sum("materials"))["n"]
        assert 10000 < materials < 10500

    def test_media(self):
        outlets = MediaOutlet.objects.counted_in(2023)

        assert outlets.count() == 52
        assert outlets.order_by().values("languages").distinct().count() == 15
        assert len(regions(outlets)) == 20

    def test_associations_and_houses(self):
        assert 1000 < Association.objects.counted_in(2023).count() < 1050
        assert House.objects.counted_in(2023).count() == 34
        projects = Programme.objects.filter(kind="social", finished_on__year=2023)
        assert 100 < projects.count() < 110

    def test_honours_and_memoranda(self):
        assert Ambassador.objects.counted_in(2023).count() == 14
        assert Award.objects.filter(kind="order", year=2023).count() == 7
        prizes = Award.objects.filter(kind="prize", year=2023)
        assert prizes.values("nomination").order_by().distinct().count() == 14 < prizes.count()
        assert 60 <= Memorandum.objects.counted_in(2023).count() <= 90

    def test_each_event_once(self):
        assert 15000 < Event.objects.filter(year=2023).count() < 16000

    def test_several_hundred_events_are_joint(self):
        assert 200 < (events("elders") & events("mothers", role="organised")).count() < 500


class TestYears:
    @pytest.mark.parametrize("kind", ["elders", "mothers", "youth"])
    def test_councils_and_their_events_grow(self, kind):
        assert all(a < b for a, b in pairwise(councils(kind, y).count() for y in YEARS))
        assert all(a < b for a, b in pairwise(events(kind, y).count() for y in YEARS[:3]))

    def test_no_agreements_in_2024(self):
        assert Agreement.objects.filter(year=2021).exists()
        assert not Agreement.objects.filter(year=2024).exists()

    def test_no_awards_before_2023(self):
        assert not Award.objects.exclude(year=2023).exists()

    def test_spring_is_busier_than_summer(self):
        months = Counter(day.month for day in Event.objects.values_list("held_on", flat=True))

        assert months[3] > 4 * months[7]

    @pytest.mark.parametrize("model", [m for m in record_models() if issubclass(m, Flow)])
    def test_no_flow_outside_its_unit_or_after_the_last_day(self, model):
        day = model.day_field
        early = Q(**{f"{day}__lt": F("region__opened_on")})
        late = Q(**{f"{day}__gt": LAST_DAY}) | Q(**{f"{day}__lt": date(2021, 1, 1)})

        assert not model.objects.filter(early | late | Q(region="KZ-YUZ")).exists()

    @pytest.mark.parametrize("model", [m for m in record_models() if issubclass(m, Stock)])
    def test_stocks_count_by_their_dates(self, model):
        assert not model.objects.exclude(counts_from=F("opened_on__year")).exists()
        until = F("closed_on__year") - 1
        assert (
            not model.objects.filter(closed_on__isnull=False).exclude(counts_until=until).exists()
        )
        assert not model.objects.filter(closed_on=None, counts_until__isnull=False).exists()
        assert not model.objects.filter(Q(opened_on__gt=LAST_DAY) | Q(region="KZ-YUZ")).exists()

    def test_materials_appear_while_the_club_works(self):
        rows = MaterialCount.objects.values_list("club__opened_on", "year", "month")

        assert all((day.year, day.month) < (year, month) for day, year, month in rows)
        assert max((year, month) for _day, year, month in rows) == (2024, 9)


class TestRecords:
    @pytest.mark.parametrize("model", record_models())
    def test_they_are_what_a_user_may_enter(self, model):
        step = max(1, model.objects.count() // SAMPLE)

        for record in model.objects.order_by("pk")[::step]:
            record.full_clean()

    def test_headcounts_stand_for_each_open_structure(self):
        counts = Headcount.objects.filter(year=2023)

        assert counts.count() == Structure.objects.counted_in(2023).count()
        assert 0 < counts.filter(members=None).count() < counts.count() / 40

    def test_a_tenth_of_the_participations_name_structures(self):
        all_ = Participation.objects.filter(event__year=2023).count()
        named = Participation.objects.filter(event__year=2023, structures__isnull=False)

        assert 0.04 < named.distinct().count() / all_ < 0.15

    def test_named_structures_are_of_the_kind_and_open(self):
        through = Participation.structures.through.objects
        assert not through.exclude(participation__kind=F("structure__kind")).exists()
        early = Q(participation__event__held_on__lt=F("structure__opened_on"))
        late = Q(participation__event__held_on__gte=F("structure__closed_on"))
        assert not through.filter(early | late).exists()

    def test_each_event_has_an_organiser(self):
        organised = Participation.objects.filter(role="organised").values("event")

        assert not Event.objects.exclude(pk__in=organised).exists()


class TestReturns:
    def test_each_unit_of_the_year_returns(self):
        rows = Submission.objects.order_by().values_list("year", "state").annotate(n=Count("pk"))

        assert sorted(rows) == [
            (2021, "accepted", 18),
            (2022, "accepted", 21),
            (2023, "accepted", 21),
            (2024, "draft", 21),
        ]

    def test_they_are_accepted_in_the_next_year(self):
        days = Submission.objects.exclude(accepted_at=None).values_list("year", "accepted_at")

        assert all(at.year == year + 1 and at.month in (1, 2) for year, at in days)

    def test_their_years_have_their_days(self):
        assert list(ReportingYear.objects.values_list("year", "due_on", "release_on")) == [
            (year, date(year + 1, 1, 20), date(year + 1, 2, 15)) for year in reversed(YEARS)
        ]

    def test_every_section_is_done_or_nil(self):
        for returned in Submission.objects.prefetch_related("sections"):
            states = {s.section: s.state for s in returned.sections.all()}
            filled = [k for k, s in BY_KEY.items() if s.units([returned.region_id])]
            assert sorted(states) == sorted(filled)
            assert ("open" in states.values()) == (returned.year_id == 2024)

    def test_a_section_is_nil_where_nothing_is(self):
        nil = SectionState.objects.filter(state="nil", submission__year=2023)
        units = set(nil.filter(section="experts").values_list("submission__region", flat=True))

        assert not nil.filter(reason="").exists()
        assert units == set(Region.objects.units_of(2023).values_list("pk", flat=True)) - regions(
            councils("experts")
        )
