"""The portal's figures against the by-hand oracle, cell by cell, over random registries."""

import random

import pytest

from reports.catalogue import INDICATORS
from reports.compute import compute
from tests.reports.books import Books
from tests.reports.oracle import LINES, Cell, figures
from tests.reports.registries import RandomRegistry

SEEDS = [*range(40), *(pytest.param(n, marks=pytest.mark.soak) for n in range(40, 200))]


def test_it_has_a_line_for_each_indicator_and_no_other():
    assert set(LINES) == {indicator.code for indicator in INDICATORS}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_it_agrees_with_a_count_by_hand(seed):
    registry = RandomRegistry(random.Random(seed))
    registry.fill()
    books = Books()

    for year in registry.years:
        by_hand, computed = figures(books, year), computed_cells(year)
        assert set(computed) == set(by_hand)
        assert {k: (computed[k], by_hand[k]) for k in by_hand if computed[k] != by_hand[k]} == {}


def computed_cells(year):
    found = compute(year)
    cells = {
        (f.indicator, f.region_id): Cell(
            f.value, f.status, f.origin, f.expected, f.reported, f.known
        )
        for f in found
    }
    assert len(cells) == len(found), "a cell is there twice"
    return cells
