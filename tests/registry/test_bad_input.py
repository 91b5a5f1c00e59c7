"""What the database refuses is an error of the form, never an error page."""

import pytest

from registry import models as m
from tests import cast
from tests.registry import rows
from tests.registry.doors import OWN, A, address, as_new, by_name

pytestmark = pytest.mark.django_db


class TestConstraints:
    """What the database refuses is an error of the form."""

    def refused(self, boss, page, data):
        before = {model: model._base_manager.count() for model in OWN}
        answer = boss.post(page, data)
        assert answer.status_code == 200
        assert before == {model: model._base_manager.count() for model in OWN}
        return answer.content.decode()

    def add(self, boss, model, **changes):
        """Post a copy of an existing row of a model, with some fields changed."""
        row = rows.make(model, A)
        data = rows.posted(boss.get(address(model, "change", row.pk)))
        return self.refused(boss, address(model, "add"), as_new(data) | changes)

    def test_an_event_twice(self, boss):
        assert "This record already exists: No." in self.add(boss, m.Event)

    def test_a_mediator_twice(self, boss):
        assert "already exists" in self.add(boss, m.Mediator)

    def test_a_bin_twice(self, boss):
        rows.stock(m.Association, A, name="Бір", ethnic_group="корей", bin="123456789012")
        assert "Ask the secretariat." in self.add(boss, m.Association, bin="123456789012")

    @pytest.mark.parametrize("bad", ["1", "12345678901x"])
    def test_a_wrong_bin(self, boss, bad):
        assert "A BIN has 12 digits." in self.add(boss, m.Association, bin=bad)

    @pytest.mark.parametrize("model", [x for x in OWN if hasattr(x, "counts_from")], ids=by_name)
    def test_dates_out_of_order(self, boss, model):
        page = self.add(boss, model, name="x", closed_on="2019-01-01")
        assert "The closing date is before the opening date." in page

    def test_a_programme_that_ends_before_it_starts(self, boss):
        assert "The end is before the start." in self.add(
            boss, m.Programme, finished_on="2001-01-01"
        )

    def test_a_chair_without_a_form(self, boss):
        assert "it must have one" in self.add(boss, m.UniversityChair, form="")

    def test_a_republican_council_of_a_region(self, boss):
        page = self.add(boss, m.EldersCouncil, level="republican")
        assert "belong together" in page

    def test_a_prize_without_a_nomination(self, boss):
        assert "A prize has a nomination" in self.add(boss, m.Award, kind="prize")

    @pytest.mark.parametrize(
        ("model", "changes"),
        [
            (m.Event, {"attendance": "-1"}),
            (m.Event, {"attendance": "99999999999999999999"}),
            (m.Training, {"trainees": "-1"}),
            (m.House, {"area": "-1"}),
            (m.Event, {"held_on": "31.02.2024"}),
        ],
    )
    def test_impossible_numbers_and_days(self, boss, model, changes):
        assert "errorlist" in self.add(boss, model, **changes)

    @pytest.mark.parametrize(
        "changes",
        [
            {"members": "-1"},
            {"members": ""},
            {"unknown_because": "and a reason"},
            {"year": "2001"},
            {"year": "99999999"},
        ],
    )
    def test_a_wrong_headcount(self, boss, changes):
        changes = {f"headcounts-0-{name}": value for name, value in changes.items()}
        assert "errorlist" in self.add(boss, m.EldersCouncil, name="x", **changes)

    @pytest.mark.parametrize("month", ["0", "13", "-1"])
    def test_a_wrong_month(self, boss, month):
        changes = {"material_counts-0-month": month}
        assert "errorlist" in self.add(boss, m.JournalistsClub, name="x", **changes)

    @pytest.mark.parametrize(
        ("model", "prefix", "part"),
        [
            (m.EldersCouncil, "headcounts", {"year": "2023", "members": "3"}),
            (m.JournalistsClub, "material_counts", {"year": "2023", "month": "2", "materials": 1}),
        ],
    )
    def test_a_part_twice(self, boss, model, prefix, part):
        row = rows.make(model, A)
        page = address(model, "change", row.pk)
        data = rows.posted(boss.get(page)) | {f"{prefix}-TOTAL_FORMS": "2"}
        twin = {f"{prefix}-1-{name}": value for name, value in part.items()}

        assert "errorlist" in self.refused(boss, page, data | twin)

    def test_a_missing_date_beside_a_headcount(self, boss):
        assert "errorlist" in self.add(boss, m.EldersCouncil, name="x", opened_on="")

    def test_missing_fields_of_an_event_beside_its_bodies(self, boss):
        assert "errorlist" in self.add(boss, m.Event, held_on="", region="", title="")


@pytest.mark.parametrize("model", [m.Submission, m.ReportingYear])
def test_a_return_and_a_year_are_moved_on_the_desk_only(boss, model):
    state = rows.lock(A, "events")
    key = state.submission_id if model is m.Submission else state.submission.year_id
    page = address(model, "change", key)

    assert boss.get(page).status_code == 200
    assert boss.post(page, {"state": "accepted", "year": "2031"}).status_code == 403
    assert boss.get(address(model, "add")).status_code == 403
    state.submission.refresh_from_db()
    assert (state.submission.state, state.submission.year_id) == ("submitted", 2024)


def test_reviewers_change_neither_years_nor_regions_by_hand():
    marat = cast.marat()

    assert marat.has_perm("registry.review_submission")
    assert not marat.has_perm("registry.change_reportingyear")
    assert not marat.has_perm("registry.change_region")
