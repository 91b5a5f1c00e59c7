"""Who sees what: one function decides."""

import pytest

from registry.access import regions_of, visible_to
from registry.models import Event, Headcount, MaterialCount, Participation, Region, Structure
from tests import build, cast

pytestmark = pytest.mark.django_db
ALL = 22
UNITS = {
    cast.aigul: ["KZ-10"],
    cast.bolat: ["KZ-71"],
    cast.dana: [],
    cast.erlan: ["KZ-10", "KZ-63"],
    cast.timur: [],
    cast.nobody: [],
}
ALL_SEEING = [cast.marat, cast.saule, cast.root]


class TestRegions:
    @pytest.mark.parametrize("who", UNITS)
    def test_a_person_sees_the_own_units_only(self, who):
        assert sorted(regions_of(who()).values_list("pk", flat=True)) == UNITS[who]

    @pytest.mark.parametrize("who", ALL_SEEING)
    def test_headquarters_sees_all(self, who):
        assert regions_of(who()).count() == ALL == Region.objects.count()

    @pytest.mark.parametrize("group", ["editors", "approvers"])
    def test_those_who_publish_see_all(self, group):
        assert regions_of(build.person("x", group)).count() == ALL

    def test_a_manager_of_accounts_sees_no_records(self):
        assert not regions_of(build.person("x", "managers")).exists()

    def test_a_person_without_a_group_sees_the_own_units(self):
        assert regions_of(build.person("x", units=["KZ-11"])).get().pk == "KZ-11"

    def test_a_unit_taken_away_is_out_of_sight(self):
        aigul = cast.aigul()
        aigul.units.clear()
        assert not regions_of(aigul).exists()

    def test_a_superuser_who_left_sees_nothing(self):
        root = cast.root()
        root.is_active = False
        assert not regions_of(root).exists()


class TestRecords:
    @pytest.fixture(autouse=True)
    def records(self):
        for unit in ("KZ-10", "KZ-71"):
            build.event(unit, bodies={"elders": "organised"})
            build.headcount(build.council(unit))
            build.materials(build.club(unit))

    @pytest.mark.parametrize("model", [Event, Participation, Structure, Headcount, MaterialCount])
    def test_each_sees_the_records_of_the_own_units(self, model):
        units = {record.unit.pk for record in visible_to(cast.aigul(), model.objects.all())}

        assert units == {"KZ-10"}

    @pytest.mark.parametrize("who", ALL_SEEING)
    def test_headquarters_sees_the_records_of_all(self, who):
        assert visible_to(who(), Event.objects.all()).count() == 2

    @pytest.mark.parametrize("who", [cast.nobody, cast.timur, cast.dana])
    def test_others_see_none(self, who):
        assert not visible_to(who(), Event.objects.all()).exists()

    def test_two_units_do_not_double_a_record(self):
        erlan = cast.erlan()
        build.event("KZ-63")

        assert visible_to(erlan, Event.objects.all()).count() == 2

    def test_it_narrows_what_is_given(self):
        named = build.event("KZ-10", title="Наурыз")

        assert visible_to(cast.aigul(), Event.objects.filter(title="Наурыз")).get() == named
