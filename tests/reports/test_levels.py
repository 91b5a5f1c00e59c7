"""Figures by level: they add up to the figure, and are frozen with the release."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from registry.models import Level
from reports.catalogue import BY_CODE
from reports.compute import compute
from reports.levels import by_level
from reports.models import Figure, LevelFigure
from reports.summary.levels import Levels
from reports.workbook import cells, theme
from tests import build
from tests.reports.published import ABAI, AKMOLA, published_registry

pytestmark = pytest.mark.django_db


def test_councils_members_houses_and_associations_have_levels():
    told = {code for code, indicator in BY_CODE.items() if indicator.has_levels}

    assert {"elders.councils", "elders.members", "mothers.members", "houses.total"} < told
    assert {"ecas.active", "ecas.registered"} < told
    assert not {"elders.regions", "elders.events", "media.outlets"} & told


def test_the_levels_of_a_release_add_up_to_its_figures_and_never_change():
    with published_registry() as release:
        levels = list(LevelFigure.objects.filter(release=release))
        found = {(x.indicator, x.region_id, x.level): x.value for x in levels}

        assert found == {
            ("elders.councils", ABAI, "district"): 2,
            ("elders.councils", AKMOLA, "district"): 1,
            ("elders.councils", None, "district"): 3,
            ("elders.members", ABAI, "district"): 7,
            ("elders.members", None, "district"): 7,
        }
        with pytest.raises(DatabaseError), transaction.atomic():
            levels[0].delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            LevelFigure.objects.filter(pk=levels[0].pk).update(value=9)


def test_a_draft_tells_levels_to_a_day_and_a_unit_without_return_has_none_otherwise():
    for level, opened_on in (("regional", "2015-03-01"), ("rural", "2023-09-01")):
        build.council("KZ-10", opened_on, level=level)

    def levels(until=None, draft=False):
        figures = compute(2023, until=until, draft=draft)
        found = by_level(figures, 2023, until)
        return {x.level for x in found if x.indicator == "elders.councils" and x.region_id}

    assert levels() == set()
    assert levels(draft=True) == {Level.REGIONAL, Level.RURAL}
    assert levels(date(2023, 6, 30), draft=True) == {Level.REGIONAL}


def test_a_figure_that_was_reported_in_part_is_not_checked_against_its_levels():
    def cells_of(origin):
        figure = Figure(indicator="houses.total", value=9, status="final", origin=origin)
        place = SimpleNamespace(code=None, name="")
        line = SimpleNamespace(code="houses.total", label="Houses", place=place, figure=figure)
        paper = SimpleNamespace(row=1, add=lambda styles, *told: found.append(told))
        theme._row(paper, line, Levels({("houses.total", None, "city"): 5}), ["city"])
        return found.pop()

    found = []
    assert cells_of("mixed")[3] == cells.NOT_APPLICABLE and cells_of("mixed")[4] == 5
    assert cells_of("counted")[3] != cells.NOT_APPLICABLE
