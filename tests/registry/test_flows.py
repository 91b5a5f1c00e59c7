"""What happened on a day: the unit must have existed on it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from registry.models import Region
from tests import build

pytestmark = pytest.mark.django_db
MAKERS = {
    "held_on": [build.event, build.training],
    "concluded_on": [build.agreement],
    "awarded_on": [build.award],
}
CASES = [(field, maker) for field, makers in MAKERS.items() for maker in makers]


def refusal(maker, field, unit, day):
    """What the record's own rules say of a unit and day: {} or {field: [sentence]}."""
    record = maker(unit=unit, **{field: day})
    with translation.override("en"):
        try:
            record.clean()
        except ValidationError as error:
            return error.message_dict
    return {}


@pytest.mark.parametrize(("field", "maker"), CASES)
class TestDays:
    def test_it_refuses_a_day_before_the_unit_with_the_predecessors_name(self, field, maker):
        said = refusal(maker, field, "KZ-10", "2022-06-07")

        assert said == {
            field: ["Abai Region exists since 08.06.2022. Before that day: East Kazakhstan Region."]
        }

    def test_it_takes_the_first_day(self, field, maker):
        assert refusal(maker, field, "KZ-10", "2022-06-08") == {}

    def test_it_refuses_a_day_after_the_unit_with_the_successors_name(self, field, maker):
        said = refusal(maker, field, "KZ-YUZ", "2018-06-19")

        assert said == {
            field: [
                "South Kazakhstan Region existed until 19.06.2018. "
                "From that day on: Turkistan Region."
            ]
        }

    def test_it_takes_the_last_day(self, field, maker):
        assert refusal(maker, field, "KZ-YUZ", "2018-06-18") == {}

    def test_the_republic_has_no_first_day(self, field, maker):
        assert refusal(maker, field, "REP", "1999-06-18") == {}

    def test_it_counts_in_the_year_of_its_day(self, field, maker):
        record = maker(**{field: "2023-12-31"})

        assert record.counted_years() == (2023, 2023)
        record.refresh_from_db()
        assert record.year == 2023 and record.day == date(2023, 12, 31)


class TestYear:
    def test_the_database_keeps_it_in_step_with_the_day(self):
        event = build.event(held_on="2023-12-31")
        type(event).objects.filter(pk=event.pk).update(held_on=date(2024, 1, 1))

        assert type(event).objects.get(year=2024) == event

    def test_a_region_without_a_predecessor_is_told_too(self):
        Region.objects.filter(pk="KZ-71").update(opened_on=date(2020, 1, 1))

        assert "held_on" in refusal(build.event, "held_on", "KZ-71", "2019-12-31")


class TestTwins:
    def test_the_same_event_is_refused_with_its_number(self):
        first, twin = build.event(title="Наурыз"), build.event(title="Бөлек")
        twin.title = "НАУРЫЗ "

        with translation.override("en"), pytest.raises(ValidationError, match=f"No. {first.pk}"):
            twin.validate_unique()

    def test_an_event_is_not_its_own_twin(self):
        build.event().validate_unique()
