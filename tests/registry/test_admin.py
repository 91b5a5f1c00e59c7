"""The back office: every page of every model works, and bad input is an answer, not a crash."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from registry import models as m
from registry.admin.base import RegionalAdmin
from registry.admin.forms import PartForm, RecordForm
from registry.admin.portal import PortalAdmin
from tests.registry import rows

pytestmark = pytest.mark.django_db
A, B = "KZ-71", "KZ-75"
REGISTERED = sorted(
    (model for model, own in admin.site._registry.items() if isinstance(own, PortalAdmin)),
    key=lambda model: model._meta.label,
)
RECORDS = [model for model in REGISTERED if isinstance(admin.site._registry[model], RegionalAdmin)]
OWN = [model for model in RECORDS if model in rows.MAKERS]
ODD = ["abc", "-1", "9e9999", str(10**30), "%F0%9F%98%80"]


def by_name(model):
    return model._meta.model_name


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def boss(client, django_user_model):
    """The browser of a superuser, in English."""
    client.force_login(django_user_model.objects.create_superuser("boss"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def some(db):
    """A row of each model that has rows of its own making."""
    rows.lock(A, "houses", 2021)
    return {model: rows.make(model, A) for model in OWN}


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
        assert row.history.count() == past + 1
        assert boss.get(address(model, "delete", row.pk)).status_code == 200
        assert boss.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 302
        assert not model.objects.filter(pk=row.pk).exists()
        assert boss.get(address(model, "history", row.pk)).status_code == 200

    @pytest.mark.parametrize("model", REGISTERED, ids=by_name)
    def test_filters_and_search_stand_odd_values(self, boss, some, model):
        page, guard = address(model, "changelist"), admin.site._registry[model]
        asks = [name for item in guard.list_filter for name in guard._asks(item)]
        queries = [f"{name}={value}" for name in [*asks, "q", "p", "o"] for value in ODD]

        for query in [*queries, "q=" + "a%20" * 3000, "q=" + "x" * 3000, "all=", "_facets=True"]:
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
        assert boss.get("/admin/r/1/1/").status_code == 404


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

    def test_the_past_is_read_and_never_brought_back(self, boss, some):
        row = some[m.House]
        version = row.history.first()
        page = reverse("admin:registry_house_simple_history", args=[row.pk, version.pk])

        assert boss.get(page).status_code == 200
        assert "Revert" not in boss.get(page).content.decode()
        assert boss.post(page, rows.posted_version(boss.get(page))).status_code == 403


class TestConstraints:
    """What the database refuses is an error of the form."""

    def refused(self, boss, page, data):
        before = {model: model._base_manager.count() for model in OWN}
        answer = boss.post(page, data)
        assert answer.status_code == 200
        assert before == {model: model._base_manager.count() for model in OWN}
        return answer.content.decode()

    def add(self, boss, model, **changes):
        """Post a copy of an existing row of a model, with some fields changed."""
        row = rows.make(model, A)
        data = rows.posted(boss.get(address(model, "change", row.pk)))
        data = {k: "0" if k.endswith("INITIAL_FORMS") else v for k, v in data.items()}
        own = ("-id", "-structure", "-club", "-event")
        data = {k: "" if k.endswith(own) else v for k, v in data.items()}
        return self.refused(boss, address(model, "add"), data | changes)

    def test_an_event_twice(self, boss):
        assert "This record already exists: No." in self.add(boss, m.Event)

    def test_a_mediator_twice(self, boss):
        assert "already exists" in self.add(boss, m.Mediator)

    def test_a_bin_twice(self, boss):
        rows.stock(m.Association, A, name="Бір", ethnic_group="корей", bin="123456789012")
        assert "association_bin_once" in self.add(boss, m.Association, bin="123456789012")

    @pytest.mark.parametrize("bad", ["1", "12345678901x"])
    def test_a_wrong_bin(self, boss, bad):
        assert "A BIN has 12 digits." in self.add(boss, m.Association, bin=bad)

    @pytest.mark.parametrize("model", [x for x in OWN if hasattr(x, "counts_from")], ids=by_name)
    def test_dates_out_of_order(self, boss, model):
        page = self.add(boss, model, name="x", closed_on="2019-01-01")
        assert "The closing date is before the opening date." in page

    def test_a_programme_that_ends_before_it_starts(self, boss):
        assert "The end is before the start." in self.add(
            boss, m.Programme, finished_on="2001-01-01"
        )

    def test_a_chair_without_a_form(self, boss):
        assert "it must have one" in self.add(boss, m.UniversityChair, form="")

    def test_a_republican_council_of_a_region(self, boss):
        page = self.add(boss, m.EldersCouncil, level="republican")
        assert "belong together" in page

    def test_a_prize_without_a_nomination(self, boss):
        assert "A prize has a nomination" in self.add(boss, m.Award, kind="prize")

    @pytest.mark.parametrize(
        ("model", "changes"),
        [
            (m.Event, {"attendance": "-1"}),
            (m.Event, {"attendance": "99999999999999999999"}),
            (m.Training, {"trainees": "-1"}),
            (m.House, {"area": "-1"}),
            (m.Event, {"held_on": "31.02.2024"}),
            (m.Event, {"title": "a\x00b"}),
        ],
    )
    def test_impossible_numbers_and_days(self, boss, model, changes):
        assert "errorlist" in self.add(boss, model, **changes)

    @pytest.mark.parametrize(
        "changes",
        [
            {"members": "-1"},
            {"members": ""},
            {"unknown_because": "and a reason"},
            {"year": "2001"},
            {"year": "99999999"},
        ],
    )
    def test_a_wrong_headcount(self, boss, changes):
        changes = {f"headcounts-0-{name}": value for name, value in changes.items()}
        assert "errorlist" in self.add(boss, m.EldersCouncil, name="x", **changes)

    @pytest.mark.parametrize("month", ["0", "13", "-1"])
    def test_a_wrong_month(self, boss, month):
        changes = {"material_counts-0-month": month}
        assert "errorlist" in self.add(boss, m.JournalistsClub, name="x", **changes)

    @pytest.mark.parametrize(
        ("model", "prefix", "part"),
        [
            (m.EldersCouncil, "headcounts", {"year": "2023", "members": "3"}),
            (m.JournalistsClub, "material_counts", {"year": "2023", "month": "2", "materials": 1}),
            (m.Event, "participations", {"kind": "elders", "role": "took_part"}),
        ],
    )
    def test_a_part_twice(self, boss, model, prefix, part):
        row = rows.make(model, A)
        page = address(model, "change", row.pk)
        data = rows.posted(boss.get(page)) | {f"{prefix}-TOTAL_FORMS": "2"}
        twin = {f"{prefix}-1-{name}": value for name, value in part.items()}

        assert "errorlist" in self.refused(boss, page, data | twin)

    def test_a_missing_date_beside_a_headcount(self, boss):
        assert "errorlist" in self.add(boss, m.EldersCouncil, name="x", opened_on="")

    def test_missing_fields_of_an_event_beside_its_bodies(self, boss):
        assert "errorlist" in self.add(boss, m.Event, held_on="", region="", title="")


class TestReturns:
    def page(self, boss):
        state = rows.lock(A, "events")
        m.Submission.objects.update(state="in_review")
        page = address(m.Submission, "change", state.submission_id)
        return state, page, rows.posted(boss.get(page))

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"state": "returned", "given_back": ["events"]}, "Say why"),
            ({"state": "returned", "reason": "12", "given_back": []}, "Choose the sections"),
            ({"state": "returned", "given_back": ["nothing"]}, "not one of the available"),
            ({"state": "draft", "given_back": []}, "Only the unit itself"),
            ({"state": "submitted", "given_back": []}, "Only the unit itself"),
        ],
    )
    def test_a_move_that_is_not_possible_is_an_error(self, boss, changes, words):
        state, page, data = self.page(boss)

        assert words in boss.post(page, data | changes).content.decode()
        state.submission.refresh_from_db()
        assert state.submission.state == "in_review"

    def test_returning_opens_the_chosen_section(self, boss):
        state, page, data = self.page(boss)
        changes = {"state": "returned", "reason": "Row 12", "given_back": ["events"]}

        assert boss.post(page, data | changes).status_code == 302
        state.refresh_from_db()
        assert (state.submission.state, state.is_returned) == ("returned", True)

    def test_accepting_names_the_person_and_the_time(self, boss):
        state, page, data = self.page(boss)

        assert boss.post(page, data | {"state": "accepted", "given_back": []}).status_code == 302
        state.submission.refresh_from_db()
        assert state.submission.accepted_by.username == "boss"
        assert state.submission.accepted_at

    def test_nobody_accepts_what_they_sent(self, boss):
        state, page, data = self.page(boss)
        m.Submission.objects.update(submitted_by=m.User.objects.get(username="boss"))

        answer = boss.post(page, data | {"state": "accepted", "given_back": []})

        assert "another person" in answer.content.decode()
        state.submission.refresh_from_db()
        assert state.submission.state == "in_review"

    def test_opening_a_year_makes_the_return_of_each_unit(self, boss):
        days = {"opens_on": "2025-01-05", "due_on": "2026-01-20", "release_on": ""}

        answer = boss.post(address(m.ReportingYear, "add"), days | {"year": "2025"})

        assert answer.status_code == 302
        assert m.Submission.objects.filter(year=2025).count() == 21


class TestDemo:
    def test_every_page_says_that_the_records_are_invented(self, boss):
        assert "Demo registry" not in boss.get("/admin/").content.decode()
        m.DemoMark.objects.create(pk=1, seed=1)

        for page in ("/admin/", address(m.Event, "add"), "/admin/password_change/"):
            assert "Demo registry" in boss.get(page).content.decode()
