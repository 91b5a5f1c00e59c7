"""The units of each year, and who reports the records of a region that is not there."""

from datetime import date

import pytest

from registry.models import Region, Reporters

pytestmark = pytest.mark.django_db
OLD = {
    "KZ-11", "KZ-15", "KZ-19", "KZ-23", "KZ-27", "KZ-31", "KZ-35", "KZ-39", "KZ-43", "KZ-47",
    "KZ-55", "KZ-59", "KZ-63", "KZ-71", "KZ-75", "REP",
}  # fmt: skip
UNITS = {
    2017: OLD | {"KZ-YUZ"},
    2018: OLD | {"KZ-61", "KZ-79"},
    2021: OLD | {"KZ-61", "KZ-79"},
    2022: OLD | {"KZ-61", "KZ-79", "KZ-10", "KZ-33", "KZ-62"},
    2024: OLD | {"KZ-61", "KZ-79", "KZ-10", "KZ-33", "KZ-62"},
}


@pytest.mark.parametrize("year", UNITS)
class TestUnits:
    def test_a_query_finds_them(self, year):
        found = Region.objects.units_of(year).values_list("pk", flat=True)
        assert set(found) == UNITS[year] and len(found) == len(UNITS[year])

    def test_reporters_agree(self, year):
        assert {unit.pk for unit in Reporters().units_of(year)} == UNITS[year]

    def test_each_unit_reports_itself(self, year):
        reporters = Reporters()
        assert {code: reporters.unit(code, year) for code in UNITS[year]} == {
            code: code for code in UNITS[year]
        }

    def test_every_region_is_reported_by_a_unit(self, year):
        reporters = Reporters()
        assert {reporters.unit(code, year) for code in reporters.regions} == UNITS[year]


class TestNumbers:
    def test_there_are_21_units_since_2022(self):
        assert [len(UNITS[year]) for year in UNITS] == [17, 18, 18, 21, 21]

    def test_there_are_20_regions_and_the_republic(self):
        regions = Region.objects.units_of(2023).regions()
        assert regions.count() == 20 and regions.filter(kind="city").count() == 3


class TestFolding:
    @pytest.mark.parametrize(
        ("code", "year", "unit"),
        [
            ("KZ-10", 2021, "KZ-63"),
            ("KZ-33", 2021, "KZ-19"),
            ("KZ-62", 2021, "KZ-35"),
            ("KZ-10", 2017, "KZ-63"),
            ("KZ-61", 2017, "KZ-YUZ"),
            ("KZ-79", 2017, "KZ-YUZ"),
            ("KZ-YUZ", 2018, "KZ-61"),
            ("KZ-YUZ", 2023, "KZ-61"),
            ("KZ-63", 2022, "KZ-63"),
            ("REP", 2017, "REP"),
        ],
    )
    def test_it_counts_in(self, code, year, unit):
        assert Reporters().unit(code, year) == unit

    def test_an_unknown_code_is_reported_by_nobody(self):
        assert Reporters().unit("KZ-00", 2023) is None

    def test_a_circle_of_regions_ends(self):
        never = {"opened_on": date(2030, 1, 1)}
        Region.objects.filter(pk="KZ-61").update(predecessor="KZ-79", **never)
        Region.objects.filter(pk="KZ-79").update(predecessor="KZ-61", **never)
        assert Reporters().unit("KZ-61", 2023) in {"KZ-61", "KZ-79"}

    def test_it_asks_one_query(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            reporters = Reporters()
            reporters.units_of(2023)
            reporters.unit("KZ-10", 2017)


class TestDays:
    def test_a_unit_opened_on_the_last_day_reports_the_year(self):
        Region.objects.filter(pk="KZ-10").update(opened_on=date(2022, 12, 31))
        assert Region.objects.get(pk="KZ-10").reports(2022)
        assert Region.objects.units_of(2022).filter(pk="KZ-10").exists()

    def test_a_unit_closed_on_the_last_day_does_not(self):
        Region.objects.filter(pk="KZ-10").update(closed_on=date(2023, 12, 31))
        assert not Region.objects.get(pk="KZ-10").reports(2023)
        assert not Region.objects.units_of(2023).filter(pk="KZ-10").exists()


class TestNames:
    @pytest.mark.parametrize("region", range(22))
    def test_each_has_a_name_in_three_languages(self, region):
        region = Region.objects.all()[region]
        words = [getattr(region, f"{kind}_{n}") for kind in ("name", "short") for n in LANGUAGES]
        assert all(words)

    def test_the_name_follows_the_language_of_the_page(self, settings):
        from django.utils import translation

        region = Region.objects.get(pk="KZ-10")
        for language, name in (("kk", "Абай облысы"), ("ru", "область Абай")):
            with translation.override(language):
                assert str(region) == name


LANGUAGES = ("kk", "ru", "en")
