"""The yearly count: how much it asks of the database, drafts, and the rows behind a figure."""

import random
from datetime import date

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from registry.models import Reporters
from reports.catalogue import BY_CODE, INDICATORS
from reports.compute import compute, count, rows
from reports.indicators import Way
from reports.models import ReportedValue
from tests import build
from tests.reports.registries import RandomRegistry

pytestmark = pytest.mark.django_db
TABLES = len({i.source.table[1] for i in INDICATORS if i.source})
QUERIES = TABLES + 3  # the regions, the accepted sections, the reported values
ON_POSTGRESQL = connection.vendor == "postgresql"  # there also the ends of the year's events


def cell(code, place, *args, **kwargs):
    """One figure of a computed year."""
    found = compute(*args, **kwargs)
    return next(f for f in found if (f.indicator, f.region_id) == (code, place))


def random_registry(seed=7, years=None):
    registry = RandomRegistry(random.Random(seed), years)
    registry.fill()
    return registry


class TestQueries:
    def test_it_asks_one_query_a_table_of_an_empty_registry(self, django_assert_num_queries):
        assert QUERIES == 22

        with django_assert_num_queries(QUERIES + ON_POSTGRESQL):
            compute(2023)

    def test_it_asks_no_more_of_a_larger_registry(self, django_assert_num_queries):
        registry = random_registry()
        for _more in range(3):
            registry.add_events()
            registry.add_stocks()

        for year in [*registry.years, 2017, 2024]:
            with django_assert_num_queries(QUERIES + ON_POSTGRESQL):
                compute(year)

    def test_it_asks_no_more_of_a_draft(self, django_assert_num_queries):
        random_registry()

        with django_assert_num_queries(QUERIES + ON_POSTGRESQL):
            compute(2023, until=date(2023, 6, 30), draft=True)

    def test_it_calls_no_python_function_from_sqlite(self):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            compute(2023)

        assert not [q["sql"] for q in queries if "django_date" in q["sql"]]


class TestStretch:
    """PostgreSQL reads the participations between the year's first and last event."""

    def test_events_that_were_entered_years_later_count_with_the_others(self):
        for day in ("2023-01-01", "2022-05-01", "2024-05-01", "2023-12-31", "2022-06-01"):
            build.participation(build.event("KZ-71", day), "elders")

        found = [cell("elders.events", "KZ-71", y, draft=True).value for y in (2022, 2023, 2024)]

        assert found == [2, 2, 1]

    def test_the_first_and_the_last_event_of_a_year_count(self):
        events = [build.event("KZ-71", "2023-05-01", attendance=n) for n in (1, 20, 300)]
        for event in events:
            build.participation(event, "youth")

        assert cell("youth.covered", "KZ-71", 2023, draft=True).value == 321

    def test_it_reads_no_others(self):
        build.participation(build.event("KZ-71", "2022-05-01"), "elders")
        wanted = build.event("KZ-71", "2023-05-01")

        with CaptureQueriesContext(connection) as queries:
            compute(2023)

        [joined] = [q["sql"] for q in queries if 'JOIN "registry_event"' in q["sql"]]
        ends = [f'"registry_participation"."event_id" {of} {wanted.pk}' for of in (">=", "<=")]
        assert (" AND ".join(ends) in joined) == ON_POSTGRESQL


class TestUntil:
    def test_it_counts_events_to_the_day(self):
        for day in ("2023-01-01", "2023-06-30", "2023-07-01"):
            build.event("KZ-71", day)

        found = cell("events.total", "KZ-71", 2023, until=date(2023, 6, 30), draft=True)

        assert found.value == 2

    def test_it_takes_stocks_at_that_day(self):
        build.council("KZ-71", "2023-03-01", closed_on="2023-09-01")
        build.council("KZ-71", "2023-07-01")

        found = cell("elders.councils", "KZ-71", 2023, until=date(2023, 6, 30), draft=True)

        assert found.value == 1

    def test_it_takes_materials_to_that_month(self):
        club = build.club("KZ-71")
        for month in (5, 6, 7):
            build.materials(club, month=month, materials=10)

        found = cell("journalists.materials", "KZ-71", 2023, until=date(2023, 6, 30), draft=True)

        assert found.value == 20

    def test_it_takes_registrations_to_that_day(self):
        build.association("KZ-71", registered_on="2023-07-01")

        found = cell("ecas.registered", "KZ-71", 2023, until=date(2023, 6, 30), draft=True)

        assert found.value == 0

    @pytest.mark.parametrize("seed", range(3))
    def test_the_last_day_of_the_year_is_the_year(self, seed):
        registry = random_registry(seed)
        flows = [i for i in INDICATORS if i.source and i.nature == "flow"]

        for year in registry.years:
            whole, to_date = count(flows, year), count(flows, year, date(year, 12, 31))
            assert whole == to_date


class TestDraft:
    def test_it_counts_a_unit_that_is_not_accepted(self):
        build.event("KZ-71")

        draft = cell("events.total", "KZ-71", 2023, draft=True)

        assert (draft.value, draft.status, draft.origin) == (1, "final", "counted")
        assert cell("events.total", "KZ-71", 2023).status == "not_reported"

    def test_it_counts_every_unit(self):
        draft = cell("events.total", None, 2023, draft=True)

        assert (draft.value, draft.expected, draft.reported) == (0, 21, 21)

    def test_it_prefers_records_to_reported_values(self):
        build.event("KZ-71")
        ReportedValue.objects.create(
            indicator="events.total", region_id="KZ-71", year=2023, value=9
        )

        assert cell("events.total", "KZ-71", 2023, draft=True).value == 1


class TestRows:
    @pytest.mark.parametrize("year", [2021, 2023])
    def test_they_add_up_to_each_unit(self, year):
        units = random_registry(7, [year]).units

        for figure in compute(year, draft=True):
            if figure.region_id in units and figure.status == "final":
                found = measured(BY_CODE[figure.indicator], year, [figure.region_id])
                assert found == figure.value, figure

    @pytest.mark.parametrize("year", [2021, 2023])
    def test_they_add_up_to_the_country(self, year):
        random_registry(7, [year])
        cells = compute(year, draft=True)

        for figure in cells:
            indicator = BY_CODE[figure.indicator]
            if indicator.source and not figure.region_id and figure.status == "final":
                found = measured(indicator, year, draft=True)
                assert found == figure.value, figure

    def test_they_are_those_of_the_accepted_units_when_no_unit_is_named(self):
        made = build.event("KZ-71")
        build.event("KZ-10")
        build.accept("KZ-71", 2023)

        assert rows(BY_CODE["events.total"], 2023).get() == made
        assert rows(BY_CODE["events.total"], 2023, draft=True).count() == 2

    def test_they_fold_a_region_into_its_predecessor(self):
        made = build.event("KZ-10", "2021-05-17")

        assert rows(BY_CODE["events.total"], 2021, ["KZ-63"]).get() == made
        assert not rows(BY_CODE["events.total"], 2021, ["KZ-10"]).exists()

    def test_they_are_the_councils_not_their_headcounts(self):
        build.headcount(build.council("KZ-71"), 2023)
        build.headcount(build.structure("mothers", "KZ-71"), 2023)

        assert rows(BY_CODE["elders.members"], 2023, ["KZ-71"]).count() == 1


def measured(indicator, year, units=None, **how):
    """The figure (int) by asking the rows behind it."""
    found, measure = rows(indicator, year, units, **how), indicator.measure
    if measure.way == Way.SUM:
        return found.aggregate(n=Sum(measure.field))["n"] or 0
    if measure.way == Way.DISTINCT:
        return found.values(measure.field).distinct().count()
    if measure.way == Way.PRESENCE:
        regions = found.values_list(indicator.source.region, flat=True)
        return len({Reporters().unit(region, year) for region in set(regions)})
    return found.count()
