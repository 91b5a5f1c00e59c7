"""The cells whose counted and reported numbers differ."""

import random

import pytest

from reports.compute import compute
from reports.differences import differences
from reports.models import ReportedValue
from tests import build
from tests.reports.registries import RandomRegistry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(3))
def test_they_are_exactly_the_cells_that_differ(seed):
    registry = RandomRegistry(random.Random(seed))
    registry.fill()

    for year in registry.years:
        told = {
            (v.indicator, v.region_id): v.value for v in ReportedValue.objects.filter(year=year)
        }
        differ = {
            (f.indicator, f.region_id, f.value, told[f.indicator, f.region_id])
            for f in compute(year)
            if (f.indicator, f.region_id) in told
            and f.origin in ("counted", "mixed")
            and f.value != told[f.indicator, f.region_id]
        }
        listed = differences(year)
        assert {(d.indicator, d.region, d.counted, d.reported) for d in listed} == differ
        assert len(listed) == len(differ)


def test_it_leaves_out_a_value_that_agrees():
    build.accept("KZ-71", 2023)
    build.event("KZ-71")
    ReportedValue.objects.create(indicator="events.total", region_id="KZ-71", year=2023, value=1)

    assert differences(2023) == []


def test_it_leaves_out_a_value_that_is_used():
    ReportedValue.objects.create(indicator="events.total", region_id="KZ-71", year=2023, value=7)

    assert differences(2023) == []
