"""Whose records: a coordinator of one unit at every door, with an own record as control."""

import json

import pytest
from django.urls import reverse

from registry import models as m
from registry.access import may_see, places_of, regions_of
from tests.registry import rows
from tests.registry.test_admin import OWN, A, B, address, by_name

pytestmark = pytest.mark.django_db
MARK = "Бөтен"  # in every name of the other unit


@pytest.fixture
def ana(client, django_user_model):
    """The browser of the coordinator of A."""
    client.force_login(person(django_user_model, "ana", "coordinators", A))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def person(model, name, group, *units):
    user = model.objects.create_user(name, is_staff=True)
    user.units.set(units)
    user.groups.set(m.User.groups.rel.model.objects.filter(name=group))
    return user


@pytest.fixture
def foreign(db, monkeypatch):
    """A row of each model of unit B."""
    monkeypatch.setattr(rows, "name", lambda: f"{MARK} {next(rows.NUMBERS)}")
    return {model: rows.make(model, B) for model in OWN}


@pytest.fixture
def own(db, foreign, monkeypatch):
    monkeypatch.setattr(rows, "name", lambda: f"Өз {next(rows.NUMBERS)}")
    return {model: rows.make(model, A) for model in OWN}


def refused(answer):
    return answer.status_code in (302, 403, 404) and MARK not in answer.content.decode()


def as_new(data):
    """An add form that repeats an open change form (dict)."""
    parts = ("-id", "-structure", "-club", "-event")
    blank = {name: "" for name in data if name.endswith(parts)}
    return data | blank | {name: "0" for name in data if name.endswith("INITIAL_FORMS")}


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


def links(model):
    """The fields of a model, and of its form, that lead to records of units."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [f for f in fields if f.related_model in OWN]


def all_links():
    models = [*OWN, m.Participation, m.Headcount, m.MaterialCount, m.Submission, m.User]
    fields = [(x, f) for x in models for f in (*x._meta.fields, *x._meta.many_to_many)]
    return [(x, f) for x, f in fields if f.related_model]


def unit_of(model):
    return model._meta.get_field("region")


def asking(model, field):
    app, name = field.model._meta.app_label, field.model._meta.model_name
    return {"app_label": app, "model_name": name, "field_name": field.name, "term": ""}


def ids(answer):
    return {row["id"] for row in json.loads(answer.content)["results"]}


class TestWriting:
    def errors(self, ana, page, data):
        """The form comes back with an error, and nothing is written."""
        before = snapshot()
        answer = ana.post(page, data)
        assert answer.status_code == 200 and "errorlist" in answer.content.decode()
        assert MARK not in answer.content.decode()
        assert snapshot() == before

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_it_adds_to_the_own_unit_only(self, ana, own, model):
        data = rows.posted(ana.get(address(model, "change", own[model].pk)))
        new = as_new(data) | {"register_number": "Жаңа"}
        new |= {"title": "Жаңа"} if "title" in data else {}

        self.errors(ana, address(model, "add"), new | {"region": B})
        number = model.objects.count()
        assert ana.post(address(model, "add"), new).status_code == 302
        assert model.objects.count() == number + 1

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_it_gives_nothing_away(self, ana, own, model):
        page = address(model, "change", own[model].pk)

        self.errors(ana, page, rows.posted(ana.get(page)) | {"region": B})

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_a_foreign_record_takes_no_post(self, ana, own, foreign, model):
        data = rows.posted(ana.get(address(model, "change", own[model].pk)))
        before = snapshot()

        assert refused(ana.post(address(model, "change", foreign[model].pk), data))
        assert refused(ana.post(address(model, "delete", foreign[model].pk), {"post": "yes"}))
        assert snapshot() == before

    @pytest.mark.parametrize(("model", "field"), [(x, f) for x in OWN for f in links(x)], ids=str)
    def test_no_foreign_record_is_linked(self, ana, own, foreign, model, field):
        page = address(model, "change", own[model].pk)
        data = rows.posted(ana.get(page)) | ({"kind": "prize"} if model is m.Award else {})
        fits = {field.name: own[field.related_model].pk}

        self.errors(ana, page, data | {field.name: foreign[field.related_model].pk})
        assert ana.post(page, data | fits).status_code == 302

    def test_no_foreign_structure_takes_part(self, ana, own, foreign):
        page = address(m.Event, "change", own[m.Event].pk)
        data, field = rows.posted(ana.get(page)), "participations-0-structures"

        self.errors(ana, page, data | {field: foreign[m.EldersCouncil].pk})
        assert ana.post(page, data | {field: own[m.EldersCouncil].pk}).status_code == 302
        assert own[m.Event].participations.get().structures.count() == 1

    @pytest.mark.parametrize("is_deleted", [False, True])
    def test_no_foreign_part_through_an_own_record(self, ana, own, foreign, is_deleted):
        page = address(m.Event, "change", own[m.Event].pk)
        part = foreign[m.Event].participations.get()
        data = rows.posted(ana.get(page)) | {"participations-0-id": part.pk}
        data |= {"participations-0-event": foreign[m.Event].pk}
        before = snapshot()

        ana.post(page, data | ({"participations-0-DELETE": "on"} if is_deleted else {}))

        assert snapshot() == before

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_the_action_deletes_own_rows_only(self, ana, own, foreign, model):
        data = {"action": "delete_selected", "post": "yes", "select_across": "1"}
        data["_selected_action"] = [foreign[model].pk]
        assert refused(ana.post(address(model, "changelist"), data | {"select_across": "0"}))
        assert model.objects.filter(pk=foreign[model].pk).exists()

        data["_selected_action"] = [own[model].pk]
        ana.post(address(model, "changelist"), data)

        assert not model.objects.filter(region=A).exists()
        assert model.objects.filter(pk=foreign[model].pk).exists()

    def test_deleting_counts_and_never_names_what_hangs_on_it(self, ana, own, foreign):
        m.Association.objects.filter(region=B).update(house=own[m.House])
        page = address(m.House, "delete", own[m.House].pk)

        text = ana.get(page).content.decode()
        ana.post(page, {"post": "yes"})

        assert "1 record of another unit" in text and MARK not in text
        assert m.House.objects.filter(pk=own[m.House].pk).exists()

    def test_what_headquarters_linked_stays_linked(self, ana, own, foreign):
        event = own[m.Event]
        m.Event.objects.filter(pk=event.pk).update(programme=foreign[m.Programme], held_in=B)
        page = address(m.Event, "change", event.pk)

        assert ana.post(page, rows.posted(ana.get(page))).status_code == 302
        event.refresh_from_db()
        assert (event.programme, event.held_in_id) == (foreign[m.Programme], B)


def snapshot():
    """Every row of every model, as the database has it."""
    models = [*OWN, m.Participation, m.Headcount, m.MaterialCount]
    return {model: sorted(model._base_manager.values_list(), key=str) for model in models}


class TestPeople:
    def test_a_person_with_one_unit_finds_it_filled_in(self, ana):
        form = ana.get(address(m.Event, "add")).context["adminform"].form

        assert form["region"].value() == A

    def test_a_coordinator_without_a_unit_sees_nothing(self, client, django_user_model, own):
        client.force_login(person(django_user_model, "nobody", "coordinators"))

        for model in OWN:
            page = client.get(address(model, "changelist"))
            assert page.context["cl"].result_count == 0
            assert refused(client.get(address(model, "change", own[model].pk)))

    def test_a_moved_coordinator_sees_the_new_unit_at_once(self, ana, own, foreign):
        m.User.objects.get(username="ana").units.set([B])

        assert refused(ana.get(address(m.Event, "change", own[m.Event].pk)))
        assert ana.get(address(m.Event, "change", foreign[m.Event].pk)).status_code == 200

    @pytest.mark.parametrize("group", ["officials", "editors", "approvers"])
    def test_those_who_read_all_change_nothing(self, client, django_user_model, own, group):
        client.force_login(person(django_user_model, "official", group))

        for model in OWN:
            page = address(model, "change", own[model].pk)
            assert client.get(page).status_code == 200
            assert client.post(page, {}).status_code == 403
            assert client.get(address(model, "add")).status_code == 403

    @pytest.mark.parametrize("group", ["managers", None])
    def test_others_of_the_staff_see_no_record(self, client, django_user_model, own, group):
        client.force_login(person(django_user_model, "other", group, A))

        for model in OWN:
            assert client.get(address(model, "changelist")).status_code == 403
            assert refused(client.get(address(model, "change", own[model].pk)))

    def test_a_stranger_is_sent_to_sign_in(self, client, own):
        for model in OWN:
            answer = client.get(address(model, "change", own[model].pk))
            assert "/login/" in answer.headers["Location"]

    def test_the_republican_level_names_any_region_as_a_place(self, django_user_model):
        rep = person(django_user_model, "rep", "coordinators", m.REPUBLIC)
        ana = person(django_user_model, "ana", "coordinators", A)

        assert set(regions_of(rep).values_list("pk", flat=True)) == {m.REPUBLIC}
        assert places_of(rep).count() == m.Region.objects.count()
        assert list(places_of(ana)) == list(regions_of(ana))

    def test_an_inactive_person_sees_nothing(self, django_user_model, own):
        ana = person(django_user_model, "ana", "coordinators", A)
        assert may_see(ana, own[m.Event])

        ana.is_active = False

        assert not may_see(ana, own[m.Event])


class TestReturns:
    def test_a_coordinator_reads_the_own_return_only(self, ana):
        mine, other = (rows.lock(unit, "events").submission for unit in (A, B))

        assert ana.get(address(m.Submission, "change", mine.pk)).status_code == 200
        assert refused(ana.get(address(m.Submission, "change", other.pk)))
        assert ana.post(address(m.Submission, "change", mine.pk), {}).status_code == 403
        assert ana.get(address(m.Submission, "changelist")).context["cl"].result_count == 1


SECTION = {
    m.Event: "events",
    m.EldersCouncil: "elders",
    m.MothersCouncil: "mothers",
    m.YouthBranch: "youth",
    m.ExpertGroup: "experts",
    m.UniversityChair: "chairs",
    m.JournalistsClub: "clubs",
    m.House: "houses",
    m.Programme: "houses",
    m.Association: "associations",
    m.MediaOutlet: "media",
    m.Mediator: "mediation",
    m.Agreement: "mediation",
    m.Training: "mediation",
    m.Memorandum: "memoranda",
    m.MonitoringTrip: "research",
    m.Award: "honours",
    m.Ambassador: "honours",
}
LOCKED = "Ask for a correction."


class TestLock:
    @pytest.mark.parametrize("model", SECTION, ids=by_name)
    def test_a_locked_record_is_neither_moved_nor_deleted(self, ana, own, model):
        row, page = own[model], address(model, "change", own[model].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, SECTION[model])
        before = snapshot()

        for change in changes(model, row):
            answer = ana.post(page, data | change)
            assert LOCKED in answer.content.decode(), change
        answer = ana.post(address(model, "delete", row.pk), {"post": "yes"}, follow=True)
        assert LOCKED in answer.content.decode()
        assert snapshot() == before

    @pytest.mark.parametrize("model", SECTION, ids=by_name)
    def test_the_action_says_the_sentence_and_deletes_nothing(self, ana, own, model):
        free = rows.make(model, A)
        rows.lock(A, SECTION[model])
        data = {"action": "delete_selected", "post": "yes"}
        data["_selected_action"] = [free.pk, own[model].pk]

        answer = ana.post(address(model, "changelist"), data, follow=True)

        assert LOCKED in answer.content.decode()
        assert model.objects.filter(pk__in=[free.pk, own[model].pk]).count() == 2

    @pytest.mark.parametrize("model", [m.Event, m.Agreement, m.Training], ids=by_name)
    def test_nothing_is_added_to_a_locked_year(self, ana, own, model):
        data = as_new(rows.posted(ana.get(address(model, "change", own[model].pk))))
        rows.lock(A, SECTION[model])
        before = snapshot()

        answer = ana.post(address(model, "add"), data | {"title": "Жаңа"})

        assert LOCKED in answer.content.decode()
        assert snapshot() == before

    def test_nothing_is_moved_into_a_locked_year(self, ana, own):
        page = address(m.Event, "change", own[m.Event].pk)
        data = rows.posted(ana.get(page)) | {"held_on": "2023-04-01"}
        rows.lock(A, "events", 2023)

        assert LOCKED in ana.post(page, data).content.decode()

    @pytest.mark.parametrize(
        "change",
        [
            {"participations-0-role": "took_part"},
            {"participations-0-DELETE": "on"},
            {
                "participations-TOTAL_FORMS": "2",
                "participations-1-kind": "youth",
                "participations-1-role": "took_part",
            },
        ],
    )
    def test_the_parts_of_a_locked_event_stay(self, ana, own, change):
        page = address(m.Event, "change", own[m.Event].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, "events")
        before = snapshot()

        answer = ana.post(page, data | change)

        assert LOCKED in answer.content.decode()
        assert snapshot() == before

    def test_a_headcount_of_an_open_year_is_written_beside_a_locked_one(self, ana, own):
        page = address(m.EldersCouncil, "change", own[m.EldersCouncil].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, "elders", 2023)
        more = {"headcounts-TOTAL_FORMS": "2", "headcounts-1-members": "12"}

        assert LOCKED in ana.post(page, data | {"headcounts-0-members": "99"}).content.decode()
        more["headcounts-1-year"] = "2024"
        assert ana.post(page, data | more).status_code == 302
        assert own[m.EldersCouncil].headcounts.count() == 2

    def test_the_languages_of_a_locked_outlet_stay(self, ana, own):
        page = address(m.MediaOutlet, "change", own[m.MediaOutlet].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, "media")

        assert LOCKED in ana.post(page, data | {"languages": ["ko", "ru"]}).content.decode()
        assert ana.post(page, data | {"name": "Жаңа атау"}).status_code == 302

    def test_what_moves_no_figure_is_free(self, ana, own):
        page = address(m.House, "change", own[m.House].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, "houses")

        assert ana.post(page, data | {"address": "Басқа көше"}).status_code == 302


def changes(model, row):
    """Posted changes (dicts) of one record that a locked 2024 must refuse."""
    if hasattr(row, "day_field"):
        return [{row.day_field: "2025-02-01"}, {row.day_field: "2023-02-01"}]
    if model is m.Programme:
        return [{"finished_on": ""}, {"kind": "study"}]
    return [{"opened_on": "2025-01-01", "closed_on": ""}]


class TestManagers:
    @pytest.fixture
    def manager(self, client, django_user_model):
        client.force_login(person(django_user_model, "manager", "managers"))
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        return client

    def group(self, name):
        return m.User.groups.rel.model.objects.get(name=name).pk

    def test_a_manager_adds_a_coordinator(self, manager):
        password = {"password1": "Ұзын құпия сөз 77", "password2": "Ұзын құпия сөз 77"}
        data = {"username": "new", "language": "kk", "units": [A], "usable_password": "true"}
        data["groups"] = [self.group("coordinators")]

        assert manager.post(address(m.User, "add"), data | password).status_code == 302
        new = m.User.objects.get(username="new")
        assert new.is_staff and not new.is_superuser and list(new.units.all())[0].pk == A

    def test_a_manager_makes_no_manager_and_no_superuser(self, manager, django_user_model):
        person(django_user_model, "ana", "coordinators", A)
        ana = m.User.objects.get(username="ana")
        page = address(m.User, "change", ana.pk)
        data = rows.posted(manager.get(page))

        rights = data | {"is_superuser": "on", "user_permissions": ["1"]}
        assert manager.post(page, rights).status_code == 302
        assert (
            "errorlist"
            in manager.post(page, data | {"groups": [self.group("managers")]}).content.decode()
        )
        ana.refresh_from_db()
        assert not ana.is_superuser and not ana.user_permissions.exists()
        assert [group.name for group in ana.groups.all()] == ["coordinators"]

    @pytest.mark.parametrize("target", ["boss", "manager", "second"])
    def test_those_above_are_out_of_reach(self, manager, django_user_model, target):
        django_user_model.objects.create_superuser("boss")
        person(django_user_model, "second", "managers")
        user = m.User.objects.get(username=target)

        for page in ("change", "history", "delete"):
            assert refused(manager.get(address(m.User, page, user.pk)))
        answer = manager.post(f"/admin/registry/user/{user.pk}/password/", {"password1": "x"})
        assert answer.status_code in (403, 404)

    def test_nobody_is_deleted(self, manager, django_user_model):
        user = person(django_user_model, "ana", "coordinators", A)

        assert manager.post(address(m.User, "delete", user.pk), {"post": "yes"}).status_code == 403


class TestNewest:
    def test_a_new_record_model_cannot_be_left_out(self):
        """A model of the registry is administered, or is a part of one that is."""
        from django.apps import apps
        from django.contrib import admin

        parts = {inline.model for own in admin.site._registry.values() for inline in own.inlines}
        known = {*admin.site._registry, *parts, m.DemoMark}
        models = apps.get_app_config("registry").get_models()
        missing = {x for x in models if not hasattr(x, "instance_type")} - known
        throughs = {x for x in missing if x._meta.auto_created}
        assert {x for x in missing - throughs if not x.__name__.startswith("Historical")} == set()
