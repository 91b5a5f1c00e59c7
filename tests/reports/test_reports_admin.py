"""What headquarters adds to the reports: refused where no page would show it."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.timezone import now

from registry import models as m
from reports.catalogue import BY_CODE
from reports.cells import refusal
from reports.models import (
    Definition,
    Figure,
    IndicatorNote,
    Milestone,
    PressTemplate,
    Publisher,
    Release,
    ReportedValue,
    Term,
    Withdrawal,
)
from tests.registry import rows

pytestmark = pytest.mark.django_db
A, REP = "KZ-71", m.REPUBLIC
DIFFERENCES = "/admin/reports/reportedvalue/differences/"


def address(model, page, *args):
    return reverse(f"admin:reports_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def boss(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("boss", language="en"))
    return client


@pytest.fixture
def everything(db):
    Release.objects.create(year=2023, number=1)
    words = {f"{name}_{code}": "сөз" for name in ("name", "text") for code in ("kk", "ru", "en")}
    Term.objects.create(**words)
    note = {name: word for name, word in words.items() if name.startswith("text")}
    IndicatorNote.objects.create(indicator="elders.events", **note)
    value()
    Withdrawal.objects.create(indicator="elders.events", year=2023, cause="entry", note="хат")


def value(**fields):
    fields = {"indicator": "elders.events", "year": 2023, "value": 5, "source": "хат"} | fields
    return ReportedValue.objects.create(**fields)


KEPT = [ReportedValue, IndicatorNote, Term, PressTemplate, Milestone]
SHOWN = [Publisher, Release, Withdrawal, *KEPT]


def test_a_value_of_a_published_year_changes_with_a_reason_only(boss, everything):
    Release.objects.filter(year=2023).update(state="published", published_at=now())
    row = ReportedValue.objects.get()
    page = address(ReportedValue, "change", row.pk)
    form = boss.get(page).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields} | {"value": 111}

    assert "2023 is published" in boss.post(page, sent).content.decode()
    assert boss.post(page, sent | {"reason": "A letter came"}).status_code == 302
    row.refresh_from_db()
    assert row.value == 111 and row.history.first().history_change_reason == "A letter came"
    assert "A letter came" in boss.get(address(ReportedValue, "history", row.pk)).content.decode()
    assert boss.post(address(ReportedValue, "delete", row.pk), {"post": "yes"}).status_code == 403
    sent |= {"year": 2022, "version": "", "reason": ""}
    assert boss.post(address(ReportedValue, "add"), sent).status_code == 302


class TestPages:
    @pytest.mark.parametrize("model", SHOWN)
    def test_it_answers_a_superuser(self, boss, everything, model):
        pk = model.objects.first().pk

        for page in ("change", "history"):
            assert boss.get(address(model, page, pk)).status_code == 200
        assert boss.get(address(model, "changelist")).status_code == 200
        assert boss.get(address(model, "changelist") + "?q=%D0%B0&o=1").status_code == 200

    @pytest.mark.parametrize(
        "model", [ReportedValue, IndicatorNote, Term, PressTemplate, Milestone]
    )
    def test_it_saves_and_remembers(self, boss, everything, model):
        row = model.objects.first()
        page = address(model, "change", row.pk)

        data = rows.posted(boss.get(page))
        name = next(name for name in ("note", "text_kk", "text") if name in data)

        assert boss.post(page, data | {name: f"{data[name]} Тағы."}).status_code == 302
        assert row.history.count() == 2

    @pytest.mark.parametrize("model", [*KEPT, Publisher, Withdrawal])
    def test_of_two_writers_the_second_is_told_and_shown_the_difference(
        self, boss, everything, model
    ):
        row = model.objects.first()
        page = address(model, "change", row.pk)
        first, second = (rows.posted(boss.get(page)) for _n in range(2))
        name = next(n for n in ("note", "text_kk", "text", "short_kk") if n in first)
        boss.post(page, first | {name: f"{first[name]} Бірінші."})

        answer = boss.post(page, second | {name: f"{second[name]} Екінші."})

        told = answer.content.decode()
        assert "boss changed this record after you opened it" in told
        assert "Бірінші." in told and "Екінші." in told
        row.refresh_from_db()
        assert getattr(row, name).endswith("Бірінші.")
        assert boss.post(page, rows.posted(answer)).status_code == 302
        row.refresh_from_db()
        assert getattr(row, name).endswith("Екінші.")

    @pytest.mark.parametrize("model", [ReportedValue, IndicatorNote, PressTemplate])
    def test_a_row_twice_is_an_error(self, boss, everything, model):
        page = address(model, "change", model.objects.first().pk)
        data, count = rows.posted(boss.get(page)), model.objects.count()

        answer = boss.post(address(model, "add"), data)

        assert "errorlist" in answer.content.decode()
        assert model.objects.count() == count

    def test_a_release_is_only_looked_at(self, boss, everything):
        page = address(Release, "change", Release.objects.first().pk)

        assert boss.post(page, {}).status_code == 403
        assert boss.get(address(Release, "add")).status_code == 403
        delete = address(Release, "delete", Release.objects.first().pk)
        assert boss.post(delete, {"post": "yes"}).status_code == 403
        assert Release.objects.count() == 1

    def test_there_is_one_publisher(self, boss):
        assert boss.get(address(Publisher, "add")).status_code == 403
        assert boss.get(address(Publisher, "delete", 1)).status_code == 403

    def test_figures_have_no_page(self):
        assert not {Figure, Definition} & set(admin.site._registry)


REFUSED = [
    ("elders.events", REP, 2023, ""),
    ("elders.regions", REP, 2023, "does not report this indicator"),
    ("journalists.clubs_republican", A, 2023, "does not report this indicator"),
    ("mediation.agreements", A, 2024, "not kept for 2024"),
    ("mediation.agreements", None, 2024, "not kept for 2024"),
    ("elders.events", "KZ-10", 2021, "does not report 2021"),
    ("elders.events", "KZ-10", 2022, ""),
    ("elders.events", "KZ-YUZ", 2023, "does not report 2023"),
    ("parliament.group_senate", A, 2023, "one value, of the whole country"),
    ("parliament.group_senate", None, 2023, ""),
    ("elders.events", A, 2023, ""),
]


class TestReportedValue:
    @pytest.mark.parametrize(("code", "unit", "year", "words"), REFUSED)
    def test_only_cells_that_exist(self, boss, code, unit, year, words):
        data = {"indicator": code, "region": unit or "", "year": year, "value": 3, "source": "x"}

        page = boss.post(address(ReportedValue, "add"), data).content.decode()

        assert ReportedValue.objects.exists() == (not words)
        assert words in page

    @pytest.mark.parametrize(
        "change",
        [
            {"indicator": "nothing.here"},
            {"year": "0"},
            {"year": "99999"},
            {"value": "-1"},
            {"value": str(10**30)},
            {"region": "XX"},
        ],
    )
    def test_impossible_values_are_errors(self, boss, change):
        data = {"indicator": "elders.events", "region": A, "year": 2023, "value": 3, "source": "x"}

        page = boss.post(address(ReportedValue, "add"), data | change).content.decode()

        assert "errorlist" in page
        assert not ReportedValue.objects.exists()

    def test_every_unit_fits_some_indicator(self):
        unit = m.Region.objects.get(pk=A)

        assert not refusal(BY_CODE["elders.events"], unit, 2023)


class TestDifferences:
    @pytest.fixture
    def accepted(self, db):
        """Two events with elders in A, counted in 2023."""
        for day in ("2023-05-01", "2023-05-02"):
            rows.event(A, held_on=day)
        section = rows.lock(A, "events", 2023)
        section.submission.accepted_at = section.submission.year.opens_on
        m.Submission.objects.update(state="accepted", accepted_at="2024-02-01T00:00Z")

    def test_it_lists_the_cells_that_differ(self, boss, accepted):
        value(region_id=A, value=5)
        value(region_id=A, value=2, indicator="events.total")

        answer = boss.get(DIFFERENCES, {"year": "2023"})

        cells = [(r["indicator"], r["counted"], r["reported"]) for r in answer.context["rows"]]
        assert cells == [(BY_CODE["elders.events"].label, 2, 5)]
        assert "−3" in answer.content.decode() or "-3" in answer.content.decode()

    def test_it_says_when_there_is_none(self, boss, accepted):
        assert "No cell of this year" in boss.get(DIFFERENCES).content.decode()

    @pytest.mark.parametrize("year", ["", "abc", "1", "9" * 40])
    def test_a_year_that_is_none_is_no_crash(self, boss, year):
        assert boss.get(DIFFERENCES, {"year": year}).status_code == 200

    def test_the_list_leads_there(self, boss):
        assert DIFFERENCES in boss.get(address(ReportedValue, "changelist")).content.decode()

    @pytest.mark.parametrize(
        ("group", "status"),
        [("editors", 200), ("officials", 200), ("coordinators", 403), ("managers", 403)],
    )
    def test_headquarters_sees_it(self, client, django_user_model, group, status):
        user = django_user_model.objects.create_user("one", is_staff=True)
        user.groups.set([Group.objects.get(name=group)])
        client.force_login(user)

        assert client.get(DIFFERENCES).status_code == status
        assert client.get(address(ReportedValue, "changelist")).status_code == status
