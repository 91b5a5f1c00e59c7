"""The catalogue as data, and the check that refuses what cannot be counted."""

import re
from dataclasses import replace

import pytest
from django.db.models import Case, Q, Value, When

from registry.models import Award, MediaOutlet, Region, Structure
from registry.sections import BY_KEY
from reports.catalogue import ALL_EVENTS, BY_CODE, INDICATORS, PARTICIPATIONS
from reports.checks import check_catalogue, paths
from reports.indicators import flow, stock, total

# Every figure that the yearly reports have cited, by its permanent code.
CITED = {
    "ecas": "active registered accredited",
    "houses": "total projects",
    "elders": "councils members events covered regions",
    "mothers": "councils members events covered",
    "youth": "branches active events covered",
    "mediation": "mediators agreements trainees",
    "research": "programmes grants studies regions_monitored",
    "experts": "groups members",
    "chairs": "total chairs centres representations",
    "journalists": "clubs clubs_republican clubs_regional members materials regions",
    "media": "outlets languages regions",
    "ambassadors": "total",
    "awards": "el_birligi",
    "prizes": "nominations",
    "parliament": "senators group_deputies group_senate group_majilis",
    "events": "total covered other",
}

EVENTS, COUNCILS = BY_CODE["events.total"], BY_CODE["elders.councils"]


class TestCodes:
    def test_they_are_unique(self):
        assert len(BY_CODE) == len(INDICATORS)

    def test_they_are_words_around_one_dot(self):
        shape = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*")

        assert [code for code in BY_CODE if not shape.fullmatch(code) or len(code) > 40] == []

    def test_every_cited_figure_is_there(self):
        cited = {f"{body}.{name}" for body, names in CITED.items() for name in names.split()}

        assert cited <= set(BY_CODE)


class TestEntries:
    @pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.code)
    def test_it_is_told_in_words(self, indicator):
        assert str(indicator.label) and str(indicator.definition).endswith(".")
        assert indicator.unit.form(1) and indicator.unit.form(5)

    def test_no_two_have_the_same_name(self):
        assert len({str(i.label) for i in INDICATORS}) == len(INDICATORS)

    def test_a_series_does_not_end_before_it_begins(self):
        assert [i.code for i in INDICATORS if (i.first_year or 0) > (i.last_year or 9999)] == []

    def test_agreements_end_with_2023(self):
        assert BY_CODE["mediation.agreements"].applies_to(2023)
        assert not BY_CODE["mediation.agreements"].applies_to(2024)

    def test_claims_about_all_regions_leave_the_republic_out(self):
        claims = ["elders.regions", "youth.branches", "journalists.regions", "media.regions"]

        assert {BY_CODE[code].units for code in claims} == {"regions"}


def faults(indicator, **changes):
    """The identifiers of what the check says about a changed indicator."""
    return [e.id for e in check_catalogue(indicators=[replace(indicator, **changes)])]


class TestCheck:
    def test_it_passes_the_catalogue(self):
        assert check_catalogue() == []

    def test_it_refuses_a_code_used_twice(self):
        assert [e.id for e in check_catalogue(indicators=[EVENTS, EVENTS])] == ["reports.E001"]

    def test_it_refuses_an_unknown_theme(self):
        assert faults(EVENTS, theme="weather") == ["reports.E002"]

    def test_it_refuses_an_unknown_section(self):
        assert faults(EVENTS, source=replace(ALL_EVENTS, section="")) == ["reports.E003"]

    def test_it_refuses_a_sum_over_a_reverse_relation(self):
        assert faults(COUNCILS, measure=total("headcounts__members")) == ["reports.E004"]
        assert faults(EVENTS, measure=total("participations")) == ["reports.E004"]

    def test_it_refuses_a_sum_over_many_to_many(self):
        outlets = BY_CODE["media.outlets"]

        assert faults(outlets, measure=total("languages")) == ["reports.E004"]
        assert faults(outlets, measure=total("languages__code")) == ["reports.E004"]

    def test_it_refuses_a_condition_over_a_reverse_relation(self):
        assert faults(EVENTS, where=Q(participations__kind="elders")) == ["reports.E004"]

    def test_it_refuses_a_condition_hidden_in_another(self):
        hidden = Q(topic="sport") | ~Q(Q(scope="rural"), participations__kind="elders")

        assert faults(EVENTS, where=hidden) == ["reports.E004"]

    def test_it_refuses_a_region_by_a_relation_to_many(self):
        source = stock(MediaOutlet, section="media", region="languages")
        assert faults(BY_CODE["media.outlets"], source=source) == ["reports.E004"]

    def test_it_refuses_a_year_by_a_relation_to_many(self):
        source = flow(Structure, year_field="headcounts__year", section="elders")

        assert faults(BY_CODE["chairs.total"], source=source) == ["reports.E004"]

    def test_it_refuses_a_mark_over_a_relation_to_many(self):
        def marks(day):
            return {"told": Case(When(participations__kind="elders", then=Value(True)))}

        source = replace(ALL_EVENTS, marks=marks)
        assert faults(EVENTS, source=source) == ["reports.E004"]

    def test_it_refuses_a_field_that_is_not_there(self):
        assert faults(EVENTS, measure=total("visitors")) == ["reports.E005"]
        assert faults(EVENTS, source=replace(ALL_EVENTS, region="unit")) == ["reports.E005"]

    def test_it_refuses_a_field_that_is_not_there_behind_another(self):
        assert faults(EVENTS, measure=total("programme__visitors")) == ["reports.E005"]

    def test_it_refuses_a_parent_that_is_not_there(self):
        source = replace(PARTICIPATIONS, parent="programme")

        assert "reports.E005" in faults(BY_CODE["elders.events"], source=source)

    def test_it_refuses_a_parent_by_whose_year_the_rows_do_not_count(self):
        source = flow(Award, on="awarded_on", section="honours", parent="nomination")

        assert faults(BY_CODE["awards.el_birligi"], source=source, where=Q()) == ["reports.E006"]


# Filled by the database or on saving, from fields that are named
DERIVED = {
    "year": {"held_on", "concluded_on", "awarded_on"},
    "counts_from": {"opened_on"},
    "counts_until": {"closed_on"},
}


class TestFieldsThatMoveAFigure:
    @pytest.mark.parametrize("indicator", [i for i in INDICATORS if i.source], ids=lambda i: i.code)
    def test_each_field_that_it_reads_is_named_in_a_section(self, indicator):
        read = {found for path in paths(indicator) for found in fields(indicator, path)}
        named = {
            (part.model, name)
            for section in BY_KEY.values()
            for part in section.parts
            for name in part.figures
        }

        unnamed = {f for f in read if f not in named and not is_derived(f, named)}
        assert unnamed - through_many_to_many() == set()

    def test_its_section_holds_the_table_that_it_counts(self):
        for indicator in INDICATORS:
            if indicator.source and indicator.code != "media.languages":
                parts = {part.model for part in BY_KEY[indicator.section].parts}
                assert indicator.source.model._meta.label in parts, indicator.code


def fields(indicator, path):
    """The (model label, field name) pairs that a path passes, lookups left out."""
    model = indicator.source.model
    for step in path.split("__"):
        if model is None or not has(model, step):
            return
        field = model._meta.get_field(step)
        yield model._meta.concrete_model._meta.label, field.name
        model = field.related_model
        if model is Region:
            return


def has(model, name):
    return name in {field.name for field in model._meta.get_fields()}


def is_derived(found, named):
    label, name = found
    return any((label, source) in named for source in DERIVED.get(name, ()))


def through_many_to_many():
    """The two ends of the outlets' languages: the section names them as the field `languages`."""
    label = MediaOutlet.languages.through._meta.label
    assert "languages" in BY_KEY["media"].parts[0].figures
    return {(label, "mediaoutlet"), (label, "language")}
