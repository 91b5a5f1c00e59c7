"""What reports of the past say twice and differently is told, and refuses nothing."""

import pytest

from registry.models import Region
from reports.catalogue import BY_CODE, PARTS, SOME_OF
from reports.compute import expected
from reports.earlier.checks import Past

pytestmark = pytest.mark.django_db


def failed(values, *key):
    past = Past(values, Region.objects.all())
    return [(failure.code, failure.numbers) for failure in past.failed(key)]


def test_every_code_is_in_the_catalogue():
    told = {
        *PARTS,
        *SOME_OF,
        *SOME_OF.values(),
        *(part for parts in PARTS.values() for part in parts),
    }
    assert told <= set(BY_CODE)


def test_parts_that_do_not_make_their_total_are_told_when_all_are_known():
    unit, year = "KZ-71", 2020
    values = {("chairs.total", unit, year): 9, ("chairs.chairs", unit, year): 5}
    values |= {("chairs.centres", unit, year): 3}
    assert failed(values, "chairs.total", unit, year) == []

    values[("chairs.representations", unit, year)] = 2

    found = failed(values, "chairs.total", unit, year)
    assert found == [("N04", {"parts": 10, "total": 9})]
    values[("chairs.total", unit, year)] = 10
    assert failed(values, "chairs.total", unit, year) == []


def test_some_cannot_be_more_than_all():
    values = {("elders.events", None, 2020): 51, ("events.total", None, 2020): 50}

    assert failed(values, "elders.events", None, 2020)[0][0] == "N07"


def test_units_that_do_not_make_the_country_are_told():
    units = [r.pk for r in Region.objects.all() if r.reports(2020)]
    told = expected(BY_CODE["elders.councils"], units)
    values = {("elders.councils", unit, 2020): 3 for unit in told}
    values[("elders.councils", None, 2020)] = 3 * len(told)
    assert failed(values, "elders.councils", None, 2020) == []

    values[("elders.councils", None, 2020)] += 1
    assert failed(values, "elders.councils", None, 2020)[0][0] == "N05"
    del values[("elders.councils", told[0], 2020)]
    assert failed(values, "elders.councils", None, 2020) == []  # the missing one may explain it
    values[("elders.councils", None, 2020)] = 4
    assert failed(values, "elders.councils", None, 2020)[0][0] == "N05"  # nothing can


def test_units_of_a_distinct_count_make_no_country():
    values = {("media.languages", "KZ-71", 2020): 9, ("media.languages", None, 2020): 7}

    assert failed(values, "media.languages", None, 2020) == []


def test_a_jump_over_the_years_is_told_and_a_small_one_is_not():
    values = {("elders.events", "KZ-71", 2019): 100, ("elders.events", "KZ-71", 2020): 149}
    assert failed(values, "elders.events", "KZ-71", 2020) == []

    values[("elders.events", "KZ-71", 2020)] = 251

    numbers = {"before": "2019", "a": 100, "year": "2020", "b": 251, "p": "+151%"}
    assert failed(values, "elders.events", "KZ-71", 2020) == [("N06", numbers)]
