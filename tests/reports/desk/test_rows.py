"""Rows behind a number: the catalogue's own query, for those who may see the records."""

import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from registry.models import Reporters, User
from reports import compute
from reports.behind import Behind
from reports.catalogue import BY_CODE, INDICATORS
from reports.models import Figure, Release
from reports.owners import owner_field, owner_model
from tests import cast
from tests.reports.test_views import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
UNITS = [None, "KZ-10", "REP"]
ROLES = ["reviewer", "editor", "approver", "official", "manager", "coordinator-kz-10", ""]
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


class TestEveryRole:
    """Every indicator by every role: the country, the own unit, a foreign one, the republic."""

    WHERE = [None, "KZ-10", "KZ-71", "REP"]

    @pytest.mark.parametrize("place", range(len(ROLES)), ids=ROLES)
    def test_who_may_see_the_records_does_and_who_may_not_reads_who_may(self, client, place):
        role = ROLES[place]
        user = role and sit(client, role) and User.objects.get(username=role)
        for position, indicator in enumerate(INDICATORS):
            unit = self.WHERE[(position + place) % len(self.WHERE)]
            page = client.get(address(indicator.code, unit))
            assert page.status_code == self.wanted(user, indicator, unit), (indicator.code, unit)
            assert page.status_code != 403 or "Who may see them" in text(page)

    def wanted(self, user, indicator, unit):
        """What the table of the groups says (status)."""
        if not user:
            return 302
        model = indicator.source and owner_model(indicator)
        needed = (
            f"registry.view_{model._meta.model_name}" if model else "reports.view_reportedvalue"
        )
        if not user.has_perm(needed):
            return 403
        if unit and not compute.expected(indicator, [unit]):
            return 404
        if user.has_perm("registry.see_all_units") or unit == "KZ-10":
            return 200
        is_there = bool(compute.expected(indicator, ["KZ-10"]))
        return 302 if unit is None and is_there else 403


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
        assert link.endswith("?lang=kk")  # and goes on in the language of the page
        assert answer.url == f"{reverse('admin:login')}?next={quote(link)}"


class TestWords:
    @pytest.mark.parametrize("language", ["kk", "ru"])
    @pytest.mark.parametrize(
        ("name", "code", "unit"),
        [
            ("reviewer", "media.languages", None),
            ("reviewer", "elders.members", "KZ-10"),
            ("editor", "parliament.senators", None),
            ("coordinator-kz-10", "houses.total", "KZ-71"),
        ],
    )
    def test_no_english_word_is_left(self, client, language, name, code, unit):
        sit(client, name)
        User.objects.filter(username=name).update(language=language)
        page = client.get(address(code, unit)).content.decode()
        main = re.sub(r"<[^>]+>", " ", page[page.index('<div id="content"') :].split("<footer")[0])

        assert not set(re.findall("[A-Za-z]{3,}", main))


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


class TestForeignChanges:
    """What changed in another unit is not on the page of one's own."""

    @pytest.mark.parametrize("code", ["elders.regions", "media.languages"])
    def test_a_coordinator_reads_of_the_own_unit_alone(self, client, monkeypatch, code):
        found = BY_CODE[code].source.rows(2023)
        model = owner_model(BY_CODE[code])
        there = model.objects.filter(
            pk__in=found.values(owner_field(BY_CODE[code]) or "pk")
        ).order_by("pk")
        there.filter(region="KZ-71").first().save()
        moved = there.filter(region="KZ-10").first()
        there.filter(region="KZ-10").last().save()
        foreign = there.filter(region="KZ-71").last()
        for record in (moved, foreign):
            record.history.all().delete()
            record.save()
            record.history.update(history_date=release().built_at.replace(year=2020))
        moved.region_id = "KZ-71"
        moved.save()
        foreign.save()
        monkeypatch.setattr(Behind, "differs", True)

        page = sit(client, "coordinator-kz-10").get(address(code, "KZ-10"))
        changes = page.context["changes"]
        assert changes["found"] and changes["hidden"] == 1
        assert {c.record.region_id for c, _url in changes["found"]} == {"KZ-10"}
        assert "KZ-71" not in text(page) and "Astana" not in text(page)

    def test_the_revision_goes_along_to_the_units(self, client):
        sit(client, "reviewer")
        page = client.get(address("elders.events") + "?revision=1")
        assert f"{address('elders.events', 'KZ-10')}?revision=1" in page.content.decode()

        sit(client, "coordinator-kz-10")
        answer = client.get(address("elders.events") + "?revision=1")
        assert answer.url == f"{address('elders.events', 'KZ-10')}?revision=1"
