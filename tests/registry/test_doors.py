"""Whose records: a coordinator of one unit at every door, with an own record as control."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from registry import models as m
from tests.registry.doors import (
    MARK,
    OWN,
    A,
    B,
    address,
    all_links,
    asking,
    by_name,
    ids,
    links,
    refused,
    unit_of,
)

pytestmark = pytest.mark.django_db


class TestReading:
    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_the_list_shows_own_rows_only(self, ana, own, foreign, model):
        page = address(model, "changelist")

        for query in ("", "?all=", "?q=" + MARK[1:], f"?region__code__exact={B}", "?o=1"):
            assert MARK not in ana.get(page + query).content.decode()
        assert address(model, "change", own[model].pk) in ana.get(page).content.decode()
        assert address(model, "change", foreign[model].pk) not in ana.get(page).content.decode()

    @pytest.mark.parametrize("page", ["change", "history", "delete"])
    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_a_foreign_record_has_no_page(self, ana, own, foreign, model, page):
        assert refused(ana.get(address(model, page, foreign[model].pk)))
        assert refused(ana.get(address(model, page, foreign[model].pk) + "?_popup=1"))
        assert ana.get(address(model, page, own[model].pk)).status_code == 200

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_no_past_version_of_a_foreign_record(self, ana, own, foreign, model):
        name = f"admin:registry_{by_name(model)}_simple_history"
        for row, is_own in ((foreign[model], False), (own[model], True)):
            page = reverse(name, args=[row.pk, row.history.first().pk])
            assert (ana.get(page).status_code == 200) == is_own

    def test_no_history_of_a_deleted_foreign_record(self, ana, foreign):
        row = foreign[m.House]
        page = address(m.House, "history", row.pk)
        row.delete()

        assert refused(ana.get(page))

    def test_a_record_that_moved_leaves_its_past_there(self, ana, foreign):
        row = foreign[m.House]
        row.region_id, row.name = A, "Өз үйіміз"
        row.save()

        page = ana.get(address(m.House, "history", row.pk))

        assert page.status_code == 200 and MARK not in page.content.decode()

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_forms_offer_no_foreign_names(self, ana, own, foreign, model):
        query = "&".join(f"{f.name}={foreign[f.related_model].pk}" for f in links(model))

        for page in (address(model, "add") + f"?{query}", address(model, "change", own[model].pk)):
            text = ana.get(page).content.decode()
            assert MARK not in text and f'value="{B}"' not in text

    def test_autocompletes_answer_own_rows_only(self, ana, own, foreign):
        for model, field in all_links():
            answer = ana.get(reverse("admin:autocomplete"), asking(model, field))
            assert MARK not in answer.content.decode()
            if answer.status_code == 200 and field.related_model in own:
                assert str(own[field.related_model].pk) in ids(answer)

    def test_only_the_own_unit_is_offered_as_a_unit(self, ana):
        answer = ana.get(reverse("admin:autocomplete"), asking(m.House, unit_of(m.House)))

        assert ids(answer) == {A}


class TestNewest:
    def test_a_new_record_model_cannot_be_left_out(self):
        """A model of the registry is administered, or is a part of one that is."""
        parts = {inline.model for own in admin.site._registry.values() for inline in own.inlines}
        known = {*admin.site._registry, *parts, m.DemoMark, m.Upload, m.ImportedRow}
        models = apps.get_app_config("registry").get_models()
        missing = {x for x in models if not hasattr(x, "instance_type")} - known
        throughs = {x for x in missing if x._meta.auto_created}
        assert {x for x in missing - throughs if not x.__name__.startswith("Historical")} == set()
