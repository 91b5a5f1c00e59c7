"""Who sees and does what: groups, units, and those who look after the accounts."""

import pytest
from django.contrib.auth.models import Group

from registry import models as m
from registry.access import may_see, places_of, regions_of
from tests.registry import rows
from tests.registry.doors import OWN, A, B, address, person, refused, sit

pytestmark = pytest.mark.django_db


class TestPeople:
    def test_a_person_with_one_unit_finds_it_filled_in(self, ana):
        form = ana.get(address(m.Event, "add")).context["adminform"].form

        assert form["region"].value() == A

    def test_a_coordinator_without_a_unit_sees_nothing(self, client, own):
        sit(client, person("nobody", "coordinators"))

        for model in OWN:
            page = client.get(address(model, "changelist"))
            assert page.context["cl"].result_count == 0
            assert refused(client.get(address(model, "change", own[model].pk)))

    def test_a_moved_coordinator_sees_the_new_unit_at_once(self, ana, own, foreign):
        m.User.objects.get(username="ana").units.set([B])

        assert refused(ana.get(address(m.Event, "change", own[m.Event].pk)))
        assert ana.get(address(m.Event, "change", foreign[m.Event].pk)).status_code == 200

    @pytest.mark.parametrize("group", ["officials", "editors", "approvers"])
    def test_those_who_read_all_change_nothing(self, client, own, group):
        sit(client, person("official", group))

        for model in OWN:
            page = address(model, "change", own[model].pk)
            assert client.get(page).status_code == 200
            assert client.post(page, {}).status_code == 403
            assert client.get(address(model, "add")).status_code == 403

    @pytest.mark.parametrize("group", ["managers", None])
    def test_others_of_the_staff_see_no_record(self, client, own, group):
        sit(client, person("other", group, A))

        for model in OWN:
            assert client.get(address(model, "changelist")).status_code == 403
            assert refused(client.get(address(model, "change", own[model].pk)))

    def test_a_stranger_is_sent_to_sign_in(self, client, own):
        for model in OWN:
            answer = client.get(address(model, "change", own[model].pk))
            assert "/login/" in answer.headers["Location"]

    def test_the_republican_level_names_any_region_as_a_place(self):
        rep = person("rep", "coordinators", m.REPUBLIC)
        ana = person("ana", "coordinators", A)

        assert set(regions_of(rep).values_list("pk", flat=True)) == {m.REPUBLIC}
        assert places_of(rep).count() == m.Region.objects.count()
        assert list(places_of(ana)) == list(regions_of(ana))

    def test_an_inactive_person_sees_nothing(self, own):
        ana = person("ana", "coordinators", A)
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


class TestManagers:
    def group(self, name):
        return Group.objects.get(name=name).pk

    def test_a_manager_makes_no_manager_and_no_superuser(self, manager):
        person("ana", "coordinators", A)
        ana = m.User.objects.get(username="ana")
        page = address(m.User, "change", ana.pk)
        data = rows.posted(manager.get(page))

        rights = data | {"is_superuser": "on", "user_permissions": ["1"]}
        assert manager.post(page, rights).status_code == 302
        data = rows.posted(manager.get(page)) | {"groups": [self.group("managers")]}
        assert "errorlist" in manager.post(page, data).content.decode()
        ana.refresh_from_db()
        assert not ana.is_superuser and not ana.user_permissions.exists()
        assert [group.name for group in ana.groups.all()] == ["coordinators"]

    @pytest.mark.parametrize("target", ["boss", "manager", "second"])
    def test_those_above_are_out_of_reach(self, manager, target):
        m.User.objects.create_superuser("boss")
        person("second", "managers")
        user = m.User.objects.get(username=target)

        for page in ("change", "history", "delete"):
            assert refused(manager.get(address(m.User, page, user.pk)))
        for act in ("link", "unlock"):
            assert manager.post(address(m.User, act, user.pk)).status_code == 403

    def test_nobody_is_deleted(self, manager):
        user = person("ana", "coordinators", A)

        assert manager.post(address(m.User, "delete", user.pk), {"post": "yes"}).status_code == 403
