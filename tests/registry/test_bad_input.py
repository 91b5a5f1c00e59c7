"""What the database refuses is an error of the form, never an error page."""

import pytest

from registry import models as m
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


class TestReturns:
    def page(self, boss):
        state = rows.lock(A, "events")
        m.Submission.objects.update(state="in_review")
        page = address(m.Submission, "change", state.submission_id)
        return state, page, rows.posted(boss.get(page))

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"state": "returned", "given_back": ["events"]}, "Say why"),
            ({"state": "returned", "reason": "12", "given_back": []}, "Choose the sections"),
            ({"state": "returned", "given_back": ["nothing"]}, "not one of the available"),
            ({"state": "draft", "given_back": []}, "Only the unit itself"),
            ({"state": "submitted", "given_back": []}, "Only the unit itself"),
        ],
    )
    def test_a_move_that_is_not_possible_is_an_error(self, boss, changes, words):
        state, page, data = self.page(boss)

        assert words in boss.post(page, data | changes).content.decode()
        state.submission.refresh_from_db()
        assert state.submission.state == "in_review"

    def test_returning_opens_the_chosen_section(self, boss):
        state, page, data = self.page(boss)
        changes = {"state": "returned", "reason": "Row 12", "given_back": ["events"]}

        assert boss.post(page, data | changes).status_code == 302
        state.refresh_from_db()
        assert (state.submission.state, state.is_returned) == ("returned", True)

    def test_accepting_names_the_person_and_the_time(self, boss):
        state, page, data = self.page(boss)

        assert boss.post(page, data | {"state": "accepted", "given_back": []}).status_code == 302
        state.submission.refresh_from_db()
        assert state.submission.accepted_by.username == "boss"
        assert state.submission.accepted_at

    def test_nobody_accepts_what_they_sent(self, boss):
        state, page, data = self.page(boss)
        m.Submission.objects.update(submitted_by=m.User.objects.get(username="boss"))

        answer = boss.post(page, data | {"state": "accepted", "given_back": []})

        assert "another person" in answer.content.decode()
        state.submission.refresh_from_db()
        assert state.submission.state == "in_review"

    def test_opening_a_year_makes_the_return_of_each_unit(self, boss):
        days = {"opens_on": "2025-01-05", "due_on": "2026-01-20", "release_on": ""}

        answer = boss.post(address(m.ReportingYear, "add"), days | {"year": "2025"})

        assert answer.status_code == 302
        assert m.Submission.objects.filter(year=2025).count() == 21
