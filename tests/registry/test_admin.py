"""The back office: every page of every model works, and bad input is an answer, not a crash."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from registry import models as m
from registry.admin.forms import RecordForm
from registry.admin.parts import PartForm
from tests.registry import reading, rows
from tests.registry.doors import OWN, RECORDS, REGISTERED, A, address, by_name, person, sit

pytestmark = pytest.mark.django_db
ODD = ["abc", "-1", "9e9999", str(10**30), "%F0%9F%98%80"]


every = pytest.param(lambda model, values: values, marks=pytest.mark.soak)


def row_of(model, boss):
    if model is m.ImportBatch:
        user = m.User.objects.get(username="boss")
        batch = {"region_id": A, "year": rows.year(), "user": user, "section": "events"}
        m.ImportBatch.objects.create(**batch)
    return model._default_manager.first()


class TestEveryPage:
    @pytest.mark.parametrize("model", REGISTERED, ids=by_name)
    def test_it_answers_a_superuser(self, boss, some, model):
        row = row_of(model, boss)
        pages = [address(model, "changelist")]
        if row:
            pages += [address(model, page, row.pk) for page in ("change", "history")]
        if admin.site._registry[model].has_add_permission(_request(boss)):
            pages.append(address(model, "add"))

        for page in pages:
            assert boss.get(page).status_code == 200, page

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_it_saves_deletes_and_remembers(self, boss, some, model):
        row = some[model]
        change, past = address(model, "change", row.pk), row.history.count()
        data = rows.posted(boss.get(change))

        assert boss.post(change, data | {"_save": "1"}).status_code == 302
        assert row.history.count() == past  # nothing was changed
        data = rows.posted(boss.get(change))
        assert boss.post(change, data | rows.a_change(data)).status_code == 302
        assert row.history.count() == past + 1
        page = boss.get(address(model, "delete", row.pk))
        answer = boss.post(address(model, "delete", row.pk), rows.deleted(page))
        assert answer.status_code == 302
        assert not model.objects.filter(pk=row.pk).exists()
        assert boss.get(address(model, "history", row.pk)).status_code == 200

    @pytest.mark.parametrize("turn", [reading.turn_of, every], ids=["short", "long"])
    @pytest.mark.parametrize("model", REGISTERED, ids=by_name)
    def test_filters_and_search_stand_odd_values(self, boss, some, model, turn):
        """Each name meets one of the values, the next model another one; in `make soak` all."""
        page, guard = address(model, "changelist"), admin.site._registry[model]
        asks = [name for item in guard.list_filter for name in guard._asks(item)]
        queries = [f"{name}={value}" for name in [*asks, "q", "p", "o"] for value in ODD]

        for query in [
            *turn(model, queries),
            "q=" + "a%20" * 3000,
            "q=" + "x" * 3000,
            "all=",
            "_facets=True",
        ]:
            assert boss.get(f"{page}?{query}").status_code in (200, 302, 400), query

    @pytest.mark.parametrize("model", RECORDS, ids=by_name)
    def test_filters_not_on_the_page_are_refused(self, boss, some, model):
        page = address(model, "changelist")

        assert boss.get(page, {"region__people__password__startswith": "a"}).status_code == 400
        assert boss.get(page, {"region__name_kk__startswith": "а"}).status_code == 400
        assert boss.get(page, {"region__code__exact": A}).status_code == 200

    @pytest.mark.parametrize("query", ["q=%00", "title__exact=%00", "year=%00"])
    def test_a_nul_is_refused(self, boss, query):
        assert boss.get(f"{address(m.Event, 'changelist')}?{query}").status_code == 400
        assert boss.get(f"{address(m.Region, 'changelist')}%00/change/").status_code == 400

    def test_a_choice_that_is_no_number_is_no_crash(self, boss, some):
        for odd in ODD:
            data = {"action": "delete_selected", "_selected_action": odd}
            assert boss.post(address(m.Event, "changelist"), data).status_code in (200, 400)

    def test_view_on_site_is_gone(self, boss, some):
        assert boss.get("/admin/r/1/1/", follow=True).status_code == 404


def _request(browser):
    """A request by whoever sits at a browser."""
    return browser.get("/admin/").wsgi_request


class TestBase:
    @pytest.mark.parametrize("model", RECORDS, ids=by_name)
    def test_every_form_asks_the_lock(self, model):
        guard = admin.site._registry[model]

        assert issubclass(guard.form, RecordForm)
        assert all(issubclass(inline.form, PartForm) for inline in guard.inlines)

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_the_list_reads_the_same_number_of_queries(
        self, boss, model, django_assert_max_num_queries
    ):
        for _n in range(12):
            rows.make(model, A)

        with django_assert_max_num_queries(10):
            boss.get(address(model, "changelist"))

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_a_form_asks_whose_a_record_is_once(self, client, model, django_assert_max_num_queries):
        ana = sit(client, person("ana", "coordinators", A))
        page = address(model, "change", rows.make(model, A).pk)
        ana.get(page)

        with django_assert_max_num_queries(22):
            assert ana.get(page).status_code == 200

    def test_each_kind_of_structure_has_its_own_section(self, boss):
        page = boss.get("/admin/").content.decode()

        for kind in m.Kind:
            proxy = next(one for one in OWN if getattr(one, "KIND", None) == kind)
            assert address(proxy, "changelist") in page
        assert address(m.Structure, "changelist") not in page

    def test_search_folds_case_and_look_alikes(self, boss):
        row = rows.structure(m.EldersCouncil, A, name="Қарттар Кеңесі АСТАНА")
        page = address(m.EldersCouncil, "changelist")

        assert row.name in boss.get(page, {"q": "қaрттар астана"}).content.decode()
        assert row.name not in boss.get(page, {"q": "басқа"}).content.decode()

    def test_year_and_state_filters_choose(self, boss):
        rows.year(2023), rows.year(2024)
        old, new = rows.event(A, held_on=date(2023, 5, 1)), rows.event(A)
        shut = rows.structure(m.EldersCouncil, A, closed_on=date(2024, 6, 1))

        page = boss.get(address(m.Event, "changelist"), {"year": "2023"}).content.decode()
        assert old.title in page and new.title not in page
        councils = address(m.EldersCouncil, "changelist")
        assert shut.name in boss.get(councils, {"state": "closed"}).content.decode()
        assert shut.name not in boss.get(councils, {"state": "open"}).content.decode()
        assert shut.name in boss.get(councils, {"state": "2023"}).content.decode()
        assert shut.name not in boss.get(councils, {"state": "2024"}).content.decode()

    def test_the_past_is_read_and_never_brought_back(self, boss, some):
        row = some[m.House]
        version = row.history.first()
        page = reverse("admin:registry_house_simple_history", args=[row.pk, version.pk])

        assert boss.get(page).status_code == 200
        assert "Revert" not in boss.get(page).content.decode()
        assert boss.post(page, rows.posted_version(boss.get(page))).status_code == 403


class TestDemo:
    def test_every_page_says_that_the_records_are_invented(self, boss):
        assert "Demo registry" not in boss.get("/admin/").content.decode()
        m.DemoMark.objects.create(pk=1, seed=1)

        for page in ("/admin/", address(m.Event, "add"), "/admin/password_change/"):
            assert "Demo registry" in boss.get(page).content.decode()
