"""What exists for a while: when it is open, and in which years it counts."""

from datetime import date

import pytest

from registry.models import House, Structure
from tests import build

pytestmark = pytest.mark.django_db


class TestOpenOn:
    def test_it_is_open_on_the_day_it_opens(self):
        house = build.house(opened_on="2023-05-17")

        assert House.objects.open_on(date(2023, 5, 17)).get() == house
        assert not House.objects.open_on(date(2023, 5, 16)).exists()

    def test_it_is_closed_on_the_day_it_closes(self):
        build.house(opened_on="2020-01-01", closed_on="2023-05-17")

        assert House.objects.open_on(date(2023, 5, 16)).exists()
        assert not House.objects.open_on(date(2023, 5, 17)).exists()

    def test_opened_and_closed_on_one_day_was_never_open(self):
        build.house(opened_on="2023-05-17", closed_on="2023-05-17")

        assert not House.objects.open_on(date(2023, 5, 17)).exists()


class TestYears:
    @pytest.mark.parametrize(
        ("opened_on", "closed_on", "years"),
        [
            ("2021-01-01", None, [2021, 2022, 2023, 2024]),
            ("2021-12-31", None, [2021, 2022, 2023, 2024]),
            ("2021-05-17", "2023-12-31", [2021, 2022]),
            ("2021-05-17", "2023-12-30", [2021, 2022]),
            ("2021-05-17", "2024-01-01", [2021, 2022, 2023]),
            ("2022-02-01", "2022-11-01", []),
            ("2022-12-31", "2023-12-31", [2022]),
        ],
    )
    def test_it_counts_on_each_last_day_that_it_sees(self, opened_on, closed_on, years):
        build.house(opened_on=opened_on, closed_on=closed_on)

        found = [y for y in range(2020, 2025) if House.objects.counted_in(y).exists()]

        assert found == years
        assert found == [
            y for y in range(2020, 2025) if House.objects.open_on(date(y, 12, 31)).exists()
        ]

    def test_new_dates_give_new_years(self):
        house = build.house(opened_on="2021-03-01")
        house.opened_on, house.closed_on = date(2019, 3, 1), date(2022, 3, 1)
        house.save()

        assert (house.counts_from, house.counts_until) == (2019, 2021)

    def test_a_reopened_one_counts_on(self):
        house = build.house(opened_on="2019-03-01", closed_on="2021-03-01")
        house.closed_on = None
        house.save()

        assert (house.counts_from, house.counts_until) == (2019, None)

    def test_both_queries_chain_with_the_units(self):
        mine, _other = build.council("KZ-71"), build.council("KZ-75")

        found = Structure.objects.of(["KZ-71"]).counted_in(2023).open_on(date(2023, 6, 1))

        assert found.get() == mine
