"""Each section has its sheets, and nothing of a record is left out by mistake."""

import pytest
from django.db.models import ForeignKey
from django.utils.translation import override

from registry import sections
from registry.models import Region
from registry.sheets.columns import Link, Place, Unit
from registry.sheets.layouts import LAYOUTS, of_section
from registry.text import search_key

BY_KEY = {layout.key: layout for layout in LAYOUTS}
PARTS = {"registry.Headcount", "registry.Participation", "registry.MaterialCount"}


@pytest.fixture(params=LAYOUTS, ids=lambda layout: layout.key)
def layout(request):
    return request.param


def test_every_section_has_a_sheet_for_each_of_its_records():
    for section in sections.SECTIONS:
        written = {x.model._meta.concrete_model._meta.label for x in of_section(section.key)}
        assert written == {part.model for part in section.parts} - PARTS

    parts = {x.model._meta.get_field(r).related_model for x in LAYOUTS for r in x.relations}
    assert {part._meta.label for part in parts} == PARTS


def test_every_foreign_key_is_looked_up_among_own_records(layout):
    fields = {f.name: f for f in layout.model._meta.fields if isinstance(f, ForeignKey)}
    cells = {column.name: column.cell for column in layout.all_columns}

    assert set(fields) <= set(cells)
    for name, field in fields.items():
        kind = Place if name in ("held_in", "visited") else Unit
        assert isinstance(cells[name], kind if field.related_model is Region else Link)


def test_every_field_that_moves_a_figure_is_there_and_its_heading_may_not_be_missing(layout):
    label = layout.model._meta.concrete_model._meta.label
    parts = [p for s in sections.SECTIONS for p in s.parts if p.model == label]
    figures = {name for part in parts for name in part.figures} - {"region", "kind", "level"}
    columns = {column.name: column for column in layout.columns}

    optional = {"closed_on", "registered_on", "accredited_on", "finished_on", "form", "nomination"}
    assert figures - {"form"} <= set(columns)
    assert all(columns[name].is_needed for name in figures - optional)
    assert all(column.is_needed for column in layout.columns if column.part and column.part.key)


def test_a_record_is_known_by_columns_that_are_there(layout):
    assert set(layout.identity) <= {column.name for column in layout.columns}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_heading_names_one_column_in_whatever_language(layout, language):
    with override(language):
        known = [{search_key(h) for h in column.headings()} for column in layout.all_columns]
        firsts = [column.headings()[0] for column in layout.all_columns]

    assert len(set().union(*known)) == sum(map(len, known))
    assert len(set(firsts)) == len(firsts)
    assert all(1 <= len(headings) <= 3 for headings in known)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_sheets_of_a_section_have_names_that_excel_takes(language):
    with override(language):
        for section in sections.SECTIONS:
            titles = [x.sheet_title() for x in of_section(section.key)]
            assert len(set(titles)) == len(titles)
            assert not [t for t in titles if len(t) > 31 or set(t) & set("[]:*?/\\")]


def test_an_event_has_a_column_for_each_kind_of_body():
    bodies = [column for column in BY_KEY["events"].columns if column.part]

    assert len(bodies) == 9
    assert {column.part.relation for column in bodies} == {"participations"}


def test_every_relation_to_many_is_a_list():
    assert [column.name for layout in LAYOUTS for column in layout.many] == ["languages"]
