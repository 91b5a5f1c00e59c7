"""The days that a form takes: those that a sheet takes."""

import pytest

from registry import models as m
from registry.sheets.messages import Message
from tests import build
from tests.registry import rows
from tests.registry.doors import A, address
from tests.registry.test_forms import add, empty_form

pytestmark = pytest.mark.django_db


class TestDays:
    """A form takes no day that a sheet refuses, and says it in the same words."""

    @pytest.mark.parametrize("day", ["24.10.2031", "15.05.2025"])
    def test_a_day_to_come_or_of_a_year_that_is_not_open_is_refused(self, ana, day):
        build.reporting_year(2024)

        answer = add(ana, "?region=KZ-71&year=2024", held_on=day)

        code = "R07" if day.endswith("2031") else "R06"
        told = Message(code, {"v": day, "year": 2024}).reason
        assert answer.context["adminform"].form.errors == {"held_on": [told]}
        assert not m.Event.objects.exists()

    @pytest.mark.parametrize("model", [m.Training, m.Agreement, m.EldersCouncil])
    def test_it_is_so_for_all_that_has_a_day(self, ana, model):
        name = getattr(model, "day_field", "opened_on")
        data, _page = empty_form(ana, model)

        answer = ana.post(address(model, "add"), data | {name: "24.10.2031"})

        told = Message("R07", {"v": "24.10.2031"}).reason
        assert answer.context["adminform"].form.errors[name] == [told]

    def test_a_record_of_an_earlier_year_can_still_be_corrected(self, ana):
        build.reporting_year(2024)
        event = build.event(A, "2019-05-16")
        page = address(m.Event, "change", event.pk)

        ana.post(page, rows.posted(ana.get(page)) | {"title": "Басқаша"})

        event.refresh_from_db()
        assert event.title == "Басқаша"
