"""Every door to every record: what a locked return counts does not change, and all say why.

The tests are made from the declarations: models, forms and parts from the admin site, the fields
that move a figure from `registry/sections.py`.  A new model, field or door is covered or missed
aloud the day it is there.
"""

from datetime import date
from html import unescape

import pytest
from django.contrib import admin
from django.core.management import get_commands
from django.db import models as fields
from django.urls import reverse

from registry import models as m
from registry import returns, sections
from tests import build
from tests.registry import rows
from tests.registry.doors import OWN, A, B, address, as_new, by_name, snapshot

pytestmark = pytest.mark.django_db
YEARS = (2023, 2024)  # locked
OPEN_DAY = date(2025, 2, 3)
LOCKED_MODELS = [model for model in OWN if model is not m.Nomination]
FLOWS = [m.Event, m.Agreement, m.Training, m.MonitoringTrip, m.Award]
# A value of one field that is right only together with another field's.
TOGETHER = {(m.Award, "kind"): "nomination", (m.Award, "nomination"): "kind"}
DOORS = {"changelist", "add", "change", "delete", "history", "simple_history", "export"}
COMMANDS = {"import_sheet", "send_letters", "load_demo", "run_demo", "publish_year", "publish_due"}
COMMANDS |= {"list_indicators", "verify_release", "backup", "restore", "rehearse_restore"}
COMMANDS |= {"open_year", "forget_old", "forget_second_factor"}


def part_of(model, row):
    return sections.part_of(row)[1]


def sentences(row):
    """What each refusal says: of the first locked year in which the record counts."""
    label = sections.part_of(row)[0].label
    return [
        f"{year}, Astana, {label}: accepted on 12.02.2024. Ask for a correction." for year in YEARS
    ]


@pytest.fixture
def boss(client, django_user_model):
    """The browser of a superuser: whoever may do all is held by the lock, too."""
    client.force_login(django_user_model.objects.create_superuser("boss", language="en"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    yield from rows.kept(django_db_setup, django_db_blocker, lambda: rows.of_each(OWN, A))


@pytest.fixture
def own(filled, db):
    return rows.copies(filled)


@pytest.fixture
def locked(own):
    """Accept the return of the unit for both years, all sections; 2025 is open."""

    def close():
        for year in YEARS:
            build.accept(A, year, list(sections.BY_KEY))
        build.reporting_year(2025)
        returns.open_year(2025)

    return close


def other(field, row, own):
    """Another value of a field (as a form posts it) that moves the record's figures."""
    value = getattr(row, field.attname if not field.many_to_many else field.name)
    if isinstance(field, fields.DateField):
        return "2024-01-01" if value is None else f"{OPEN_DAY:%Y-%m-%d}"
    if field.many_to_many:
        return ["ru"]
    if field.is_relation:
        return B if field.related_model is m.Region else own[field.related_model].pk
    if field.choices:
        return next(key for key, _label in field.choices if key not in (value, "republican"))
    return f"{value} x" if isinstance(value, str) else (value or 0) + 1


def changes(model, row, own, names):
    """Posted changes (name, dict): one for each of these fields of the record's form."""
    for name in names:
        field = model._meta.get_field(name)
        change = {name: other(field, row, own)}
        if name == "opened_on":
            change["closed_on"] = ""
        mate = TOGETHER.get((model, name))
        if mate:
            change[mate] = other(model._meta.get_field(mate), row, own)
        yield name, change


def says_why(answer, row):
    text = unescape(answer.content.decode())
    return any(sentence in text for sentence in sentences(row))


def form_fields(model):
    guard = admin.site._registry[model]
    return [name for name in guard.fields if name not in guard.readonly_fields]


class TestForm:
    @pytest.mark.parametrize("model", LOCKED_MODELS, ids=by_name)
    def test_no_field_that_moves_a_figure_changes(self, boss, own, locked, model):
        row, page = own[model], address(model, "change", own[model].pk)
        data = rows.posted(boss.get(page))
        counted = part_of(model, row).figures
        names = [name for name in form_fields(model) if name in counted and name != "closed_on"]
        locked()
        before = snapshot()

        for name, change in changes(model, row, own, names):
            assert says_why(boss.post(page, data | change), row), name
            assert snapshot() == before, name

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_every_other_field_stays_free(self, boss, own, locked, model):
        row, page = own[model], address(model, "change", own[model].pk)
        data = rows.posted(boss.get(page))
        counted = sections.part_of(row)[1].figures
        dates = {"started_on", "bin", "region"}
        plain = [n for n in form_fields(model) if n not in counted and n not in dates]
        locked()

        for name, change in changes(model, row, own, plain):
            assert boss.post(page, data | change).status_code == 302, name

    @pytest.mark.parametrize("model", [x for x in OWN if hasattr(x, "counts_from")], ids=by_name)
    def test_a_closing_date_found_late_reaches_no_locked_year(self, boss, own, locked, model):
        row, page = own[model], address(model, "change", own[model].pk)
        data = rows.posted(boss.get(page))
        locked()

        boss.post(page, data | {"closed_on": "2023-06-01"})

        row.refresh_from_db()
        assert row.counts_from <= 2023 and (row.counts_until or 2024) >= 2024

    @pytest.mark.parametrize("model", FLOWS, ids=by_name)
    def test_nothing_moves_into_a_locked_year(self, boss, own, locked, model):
        row = own[model]
        day = row.day
        model.objects.filter(pk=row.pk).update(**{row.day_field: OPEN_DAY})
        page = address(model, "change", row.pk)
        data = rows.posted(boss.get(page))
        locked()

        answer = boss.post(page, data | {row.day_field: f"{day:%Y-%m-%d}"})

        assert says_why(answer, row)
        assert model.objects.get(pk=row.pk).day == OPEN_DAY

    @pytest.mark.parametrize("model", LOCKED_MODELS, ids=by_name)
    def test_nothing_comes_from_another_unit(self, boss, own, locked, model):
        row = rows.make(model, B)
        page = address(model, "change", row.pk)
        data = rows.posted(boss.get(page))
        locked()

        answer = boss.post(page, data | {"region": A})

        assert says_why(answer, row)
        assert model.objects.get(pk=row.pk).region_id == B

    @pytest.mark.parametrize("model", LOCKED_MODELS, ids=by_name)
    def test_nothing_is_added(self, boss, own, locked, model):
        data = as_new(rows.posted(boss.get(address(model, "change", own[model].pk))))
        new = {"register_number": "Жаңа", "title": "Жаңа"}
        data |= {name: value for name, value in new.items() if name in data}
        locked()
        known = set(model.objects.values_list("pk", flat=True))

        answer = boss.post(address(model, "add"), data)

        added = model.objects.exclude(pk__in=known).first()
        is_late = added is not None and getattr(added, "counts_from", 0) >= 2025
        assert says_why(answer, own[model]) or is_late


class TestParts:
    """The parts on a record's page: participations, headcounts, counts of materials."""

    PARTS = [(model, i) for model in OWN for i in admin.site._registry[model].inlines]

    def page(self, boss, own, model):
        page = address(model, "change", own[model].pk)
        return page, rows.posted(boss.get(page))

    @pytest.mark.parametrize(("model", "inline"), PARTS, ids=str)
    def test_no_part_is_changed_or_taken_out(self, boss, own, locked, model, inline):
        page, data = self.page(boss, own, model)
        prefix, part = prefix_and_part(own[model], inline)
        counted = [name for name in inline.fields if name in part_of(inline.model, part).figures]
        posts = [{f"{prefix}-0-DELETE": "on"}]
        for _name, change in changes(inline.model, part, own, counted):
            posts.append({f"{prefix}-0-{name}": value for name, value in change.items()})
        locked()
        before = snapshot()

        for change in posts:
            assert says_why(boss.post(page, data | change), part), change
            assert snapshot() == before, change

    @pytest.mark.parametrize(("model", "inline"), PARTS, ids=str)
    def test_no_part_is_added(self, boss, own, locked, model, inline):
        page, data = self.page(boss, own, model)
        prefix, part = prefix_and_part(own[model], inline)
        new = {name: data[f"{prefix}-0-{name}"] for name in inline.fields}
        new |= {"kind": "youth"} if "kind" in new else {"year": "2024"}
        data |= {f"{prefix}-1-{name}": value for name, value in new.items()}
        locked()
        before = snapshot()

        answer = boss.post(page, data | {f"{prefix}-TOTAL_FORMS": "2"})

        assert says_why(answer, part)
        assert snapshot() == before


def prefix_and_part(row, inline):
    """The name of the part's forms in the page, and the one part that the record has."""
    relation = next(f for f in row._meta.related_objects if f.related_model is inline.model)
    return relation.get_accessor_name(), getattr(row, relation.get_accessor_name()).get()


class TestDeletion:
    @pytest.mark.parametrize("model", LOCKED_MODELS, ids=by_name)
    def test_nothing_is_deleted_with_its_parts(self, boss, own, locked, model):
        locked()
        before = snapshot()
        page = address(model, "delete", own[model].pk)

        for answer in (boss.get(page, follow=True), boss.post(page, {"post": "1"}, follow=True)):
            assert says_why(answer, own[model])
        assert snapshot() == before

    @pytest.mark.parametrize("model", LOCKED_MODELS, ids=by_name)
    def test_the_action_deletes_nothing(self, boss, own, locked, model):
        locked()
        before = snapshot()
        data = {"action": "delete_selected", "post": "yes", "_selected_action": [own[model].pk]}

        query = "?year=all" if model in FLOWS else ""
        answer = boss.post(address(model, "changelist") + query, data, follow=True)

        assert says_why(answer, own[model])
        assert snapshot() == before


class TestOtherDoors:
    @pytest.mark.parametrize("model", LOCKED_MODELS, ids=by_name)
    def test_the_past_does_not_come_back(self, boss, own, locked, model):
        row = own[model]
        version = row.history.first().pk
        name = f"admin:registry_{by_name(model)}_simple_history"
        locked()
        before = snapshot()

        assert boss.post(reverse(name, args=[row.pk, version]), {}).status_code == 403
        assert snapshot() == before

    def test_nothing_changed_since_last_year_is_refused(self, boss, own, locked):
        locked()
        before = snapshot()

        answer = boss.post(reverse("admin:desk_section", args=[A, 2024, "elders"]), {"act": "keep"})

        page = boss.get(answer.headers["Location"])
        assert says_why(page, own[m.EldersCouncil])
        assert snapshot() == before

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_there_is_no_door_that_these_tests_do_not_try(self, model):
        guard = admin.site._registry[model]
        start = f"registry_{by_name(model)}_"
        names = {url.name.removeprefix(start) for url in guard.get_urls() if url.name}

        assert names == DOORS
        assert [action.__name__ for action in guard.actions] == ["delete_selected"]
        assert not guard.list_editable

    def test_there_is_no_command_that_these_tests_do_not_know(self):
        ours = {name for name, app in get_commands().items() if app in ("registry", "reports")}

        assert ours == COMMANDS
