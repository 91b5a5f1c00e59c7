"""Rows behind a number: the catalogue's own query, for those who may see the records."""

import re

import pytest
from django.urls import reverse

from registry.models import Event, Headcount, Participation, Reporters, User
from reports import compute
from reports.behind import Behind
from reports.catalogue import BY_CODE, INDICATORS
from reports.models import Figure, Release
from tests import cast
from tests.reports.test_views import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
UNITS = [None, "KZ-10", "REP"]
READERS = ["reviewer", "editor", "approver", "official", "admin"]


def address(code, unit=None, year=2023):
    names = [code, year, unit] if unit else [code, year]
    return reverse("admin:desk_rows_of_unit" if unit else "admin:desk_rows", args=names)


def sit(client, name):
    user = User.objects.get(username=name)
    User.objects.filter(pk=user.pk).update(language="en")
    client.force_login(user)
    return client


def release():
    return Release.objects.get(year=2023)


def foot(page):
    """The number at the foot of the list."""
    found = re.search(r"<tfoot>.*?<strong>([\d,]+)</strong>", page.content.decode(), re.DOTALL)
    return int(found[1].replace(",", "")) if found else 0


class TestEveryIndicator:
    @pytest.mark.parametrize("unit", UNITS, ids=str)
    def test_the_rows_give_the_published_number(self, unit):
        for indicator in INDICATORS:
            if indicator.source and unit in [None, *compute.expected(indicator, UNITS[1:])]:
                behind = Behind(indicator.code, 2023, unit, release())
                assert not behind.differs, indicator.code
                assert behind.given == behind.figure.value or not behind.figure.value

    def test_the_rows_are_listed_and_add_up_to_their_foot(self, client):
        sit(client, "official")
        for indicator in INDICATORS:
            page = client.get(address(indicator.code))
            assert page.status_code == 200, indicator.code
            if indicator.source:
                figure = Figure.objects.get(
                    release=release(), indicator=indicator.code, region=None
                )
                assert foot(page) == (figure.value or 0), indicator.code

    def test_each_unit_opens_for_who_reads_all(self, client):
        sit(client, "reviewer")
        for indicator in INDICATORS:
            for unit in UNITS[1:]:
                is_there = bool(compute.expected(indicator, [unit]))
                status = client.get(address(indicator.code, unit)).status_code
                wanted = 200 if is_there else 404
                assert status == (wanted if indicator.source else 403), (indicator.code, unit)


class TestWho:
    @pytest.mark.parametrize("name", READERS)
    def test_who_reads_all_units_sees_the_country_and_each_unit(self, client, name):
        sit(client, name)

        for unit in UNITS:
            assert client.get(address("elders.events", unit)).status_code == 200

    def test_a_coordinator_comes_from_the_country_to_the_own_unit(self, client):
        sit(client, "coordinator-kz-10")
        page = client.get(address("elders.events"), follow=True)

        assert page.redirect_chain == [(address("elders.events", "KZ-10"), 302)]
        assert foot(page) == 207
        assert "Astana" not in text(page)

    @pytest.mark.parametrize("unit", ["KZ-71", "REP"])
    def test_a_coordinator_reads_who_may_see_the_rows_of_another_unit(self, client, unit):
        sit(client, "coordinator-kz-10")
        page = client.get(address("elders.events", unit))

        assert page.status_code == 403
        assert "Who may see them reviewers editors approvers officials" in text(page)
        assert address("elders.events", "KZ-10") in page.content.decode()

    def test_two_units_are_a_choice(self, client):
        client.force_login(cast.erlan())
        page = client.get(address("elders.events"))

        assert page.status_code == 403
        assert "Records of your unit Abai Region East Kazakhstan Region" in text(page)

    @pytest.mark.parametrize("code", ["elders.events", "mediation.mediators", "houses.total"])
    def test_staff_without_the_permission_read_who_has_it(self, client, code):
        sit(client, "manager")
        page = client.get(address(code))

        assert page.status_code == 403
        assert "regional coordinators: the records of their own unit" in text(page)

    def test_numbers_that_were_reported_are_for_who_reads_them(self, client):
        assert sit(client, "reviewer").get(address("parliament.senators")).status_code == 403
        page = text(sit(client, "editor").get(address("parliament.senators")))

        assert "This figure is not counted from records." in page

    def test_names_of_people_need_the_right_to_their_records(self, client):
        user = sit(client, "official") and User.objects.get(username="official")
        names = list(BY_CODE["mediation.mediators"].source.rows(2023).values_list("full_name"))
        assert names[0][0] in text(client.get(address("mediation.mediators")))

        group = user.groups.get()
        group.permissions.remove(group.permissions.get(codename="view_mediator"))
        page = client.get(address("mediation.mediators"))

        assert page.status_code == 403
        assert not [name for (name,) in names if name in text(page)]

    def test_a_stranger_signs_in_and_arrives(self, client):
        page = client.get("/kk/indicators/elders.events/").content.decode()
        link = re.search(r'href="(/admin/rows/[^"]+)"', page)[1]
        answer = client.get(link)

        assert answer.status_code == 302
        assert answer.url == f"{reverse('admin:login')}?next={link}"


class TestOddAddresses:
    @pytest.mark.parametrize(
        "odd", ["no.such/2023/", "elders.events/1800/", "elders.events/2023/KZ-99/"]
    )
    def test_what_is_not_there_is_a_404(self, client, odd):
        assert sit(client, "admin").get(f"/admin/rows/{odd}").status_code == 404

    def test_a_unit_that_did_not_exist_has_no_rows(self, client):
        sit(client, "reviewer")

        assert client.get(address("elders.events", "KZ-10", 2021)).status_code == 404

    def test_the_new_regions_rows_of_an_old_year_are_not_their_predecessors_to_see(self, client):
        sit(client, "coordinator-kz-63")
        page = client.get(address("elders.councils", "KZ-63", 2021))
        own = Reporters().regions_of("KZ-63", 2021)
        rows = compute.rows(BY_CODE["elders.councils"], 2021, ["KZ-63"])
        hidden = rows.exclude(region="KZ-63").count()

        assert own == ["KZ-10", "KZ-63"] and hidden
        assert f"{hidden} more records belong to a region that now reports" in text(page)

    def test_a_year_that_is_not_published_says_so(self, client):
        page = sit(client, "reviewer").get(address("elders.events", "KZ-10", 2024))

        assert "This year is not published yet." in text(page)
        assert "these records do not count yet" in text(page)


class TestPages:
    def test_fifty_rows_at_a_time(self, client):
        sit(client, "reviewer")
        page = client.get(address("elders.events") + "?page=2&revision=1")

        assert len(page.context["rows"]) == 50
        assert page.context["page"].number == 2
        assert "?page=3&amp;revision=1#rows" in page.content.decode()

    @pytest.mark.parametrize("code", ["elders.events", "elders.members", "media.languages"])
    def test_a_page_costs_the_same_however_many_rows(
        self, client, code, django_assert_max_num_queries
    ):
        sit(client, "reviewer")
        with django_assert_max_num_queries(18):
            client.get(address(code))


class TestChangesSinceTheRelease:
    """Changes are written past the lock, as a correction would."""

    @pytest.fixture
    def event(self):
        found = Event.objects.filter(
            year=2023, region="KZ-10", participations__kind="elders"
        ).first()
        self.keep(found)
        return found

    def keep(self, record):
        """A version from before the release, as real records have: the demo was made in bulk."""
        record.save()
        record.history.update(history_date=release().built_at.replace(year=2020))

    def effect(self, code, unit="KZ-10"):
        behind = Behind(code, 2023, unit, release())
        changes = behind.changes()
        assert changes.effect == behind.difference
        return behind.difference, changes

    def test_an_event_that_was_added(self):
        event = Event.objects.create(
            region_id="KZ-10", title="Жаңа жиын", held_on="2023-05-05", place="Семей",
            topic="culture", attendance=70,
        )  # fmt: skip
        Participation.objects.create(event=event, kind="elders", role="took_part")

        assert self.effect("elders.events")[0] == 1
        assert self.effect("elders.covered")[0] == 70
        assert self.effect("elders.events", None)[0] == 1
        assert self.effect("youth.events")[0] == 0

    def test_an_event_that_was_deleted(self, event):
        participation = event.participations.get(kind="elders")
        self.keep(participation)
        for other in event.participations.exclude(pk=participation.pk):
            self.keep(other)
        event.delete()

        difference, changes = self.effect("elders.events")
        assert difference == -1
        assert [(c.is_deleted, str(c.record)) for c in changes.found] == [(True, event.title)]

    def test_a_number_that_was_corrected_is_told_with_person_and_reason(self, client, event):
        event.attendance += 1000
        event._history_user = User.objects.get(username="reviewer")
        event._change_reason = "one sheet was read twice"
        event.save()

        assert self.effect("elders.covered")[0] == 1000
        page = text(sit(client, "reviewer").get(address("elders.covered", "KZ-10")))
        old, new = event.attendance - 1000, event.attendance
        assert f"reviewer: attendance: {old} → {new} (one sheet was read twice) +1,000" in page
        assert "These changes explain the whole difference." in page

    def test_the_country_names_the_unit_that_changed(self, client, event):
        event.attendance += 1000
        event.save()
        page = text(sit(client, "reviewer").get(address("elders.covered")))

        assert "Units whose figure changed since the release" in page
        assert re.search(r"Now Abai Region [\d,]+ [\d,]+ Changes since", page)

    def test_an_event_that_moved_to_another_year(self, event):
        for participation in event.participations.all():
            self.keep(participation)
        event.held_on = "2022-03-03"
        event.save()

        assert self.effect("elders.events")[0] == -1

    def test_members_that_were_corrected(self):
        headcount = Headcount.objects.filter(
            structure__kind="elders", structure__region="KZ-10", year=2023, members__gt=0
        ).first()
        self.keep(headcount.structure)
        self.keep(headcount)
        headcount.members += 5
        headcount.save()

        assert self.effect("elders.members")[0] == 5

    def test_a_change_whose_past_is_not_kept_says_so(self, client):
        event = Event.objects.filter(
            year=2023, region="KZ-10", participations__kind="elders"
        ).first()
        event.attendance += 9
        event.save()  # records of the demo have no version of before

        page = text(sit(client, "reviewer").get(address("elders.covered", "KZ-10")))
        assert "how it was before is not kept" in page
        assert "it cannot be told by how much" in page

    def test_languages_that_were_added_are_listed_without_a_number(self, client):
        outlet = BY_CODE["media.outlets"].source.rows(2023).filter(region="KZ-10").first()
        self.keep(outlet)
        outlet.languages.add("ko", "de", "uz", "tr", "pl", "el")

        behind = Behind("media.languages", 2023, "KZ-10", release())
        assert behind.difference > 0
        changes = behind.changes()
        assert [c.record for c in changes.found] == [outlet] and changes.effect is None
