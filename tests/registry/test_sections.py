"""The sections of a return: each record belongs to one of them, exactly as declared."""

import pytest
from django.apps import apps

from registry.models import Nomination, Programme, Structure
from registry.models.base import Record
from registry.sections import BY_KEY, SECTIONS, part_of

RECORDS = [
    model
    for model in apps.get_app_config("registry").get_models()
    if issubclass(model, Record) and not model._meta.proxy
]
KINDLESS = {"Structure", "Headcount", "Programme"}  # where the kind decides
PARTS = [(section, part) for section in SECTIONS for part in section.parts]
KINDS = {
    "elders": "elders",
    "mothers": "mothers",
    "youth": "youth",
    "experts": "experts",
    "chair": "chairs",
    "journalists": "clubs",
}


def section_of(record):
    section, _part = part_of(record)
    return section and section.key


class TestDeclaration:
    def test_keys_are_unique(self):
        assert len(BY_KEY) == len(SECTIONS) == 14

    def test_research_and_honours_are_of_the_republic_only(self):
        assert {s.key for s in SECTIONS if s.is_republican} == {"research", "honours"}

    def test_every_record_is_in_a_section(self):
        assert {model._meta.label for model in RECORDS} == {part.model for _s, part in PARTS}

    @pytest.mark.parametrize(("section", "part"), PARTS)
    def test_its_fields_are_there(self, section, part):
        model = apps.get_model(part.model)
        whole = model._meta.get_field(part.whole).related_model if part.whole else model
        assert {model._meta.get_field(name).name for name in part.figures} == set(part.figures)
        assert all(whole._meta.get_field(name) for name in part.where)

    def test_a_region_fills_all_but_the_republican_ones(self):
        filled = [s.key for s in SECTIONS if s.units(["KZ-71"])]
        assert len(filled) == 12 and not {"research", "honours"} & set(filled)

    def test_the_republic_fills_all(self):
        assert all(section.units(["KZ-71", "REP"])[-1] == "REP" for section in SECTIONS)


class TestMembership:
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_structure_is_of_its_kind(self, kind):
        assert section_of(Structure(kind=kind)) == KINDS[kind]

    @pytest.mark.parametrize(
        "proxy", [m for m in apps.get_app_config("registry").get_models() if m._meta.proxy]
    )
    def test_a_proxy_is_of_the_same_section(self, proxy):
        assert section_of(proxy()) == KINDS[proxy.KIND]

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_headcount_is_of_its_structures_section(self, kind):
        headcount = apps.get_model("registry.Headcount")(structure=Structure(kind=kind))
        assert section_of(headcount) == KINDS[kind]

    @pytest.mark.parametrize("kind", Programme.Kind.values)
    def test_a_programme_is_of_the_houses_when_social(self, kind):
        wanted = "houses" if kind == "social" else "research"
        assert section_of(Programme(kind=kind)) == wanted

    @pytest.mark.parametrize("model", [m for m in RECORDS if m.__name__ not in KINDLESS])
    def test_every_other_record_is_of_one_section(self, model):
        holding = [section for section, part in PARTS if part.model == model._meta.label]
        assert len(holding) == 1 and section_of(model()) == holding[0].key

    def test_what_is_no_record_is_of_none(self):
        assert part_of(apps.get_model("registry.Language")()) == (None, None)

    def test_a_nomination_moves_no_figure(self):
        _section, part = part_of(Nomination())
        assert part.figures == () and Nomination().counted_years() == (1, 0)
