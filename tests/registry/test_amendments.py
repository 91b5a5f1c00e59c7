"""What a review leaves behind: comments, objections, sections that are left out."""

import pytest
from django.core.exceptions import PermissionDenied

from registry import returns, reviewing
from registry.models import Comment, Omission, SectionState
from tests import build, cast
from tests.registry.acts import UNIT, in_review, refused

pytestmark = pytest.mark.django_db
WHY = {"kk": "Дерек жоқ", "ru": "Нет данных", "en": "No data"}


@pytest.fixture
def submission(aigul, marat):
    return in_review(aigul, marat)


def corrected(by):
    house = build.house(UNIT)
    return reviewing.amend("houses", UNIT, 2024, house, by, "Wrong day", [["name", "A", "B"]])


class TestComments:
    def test_both_sides_pin_them_to_a_section(self, submission, aigul, marat):
        reviewing.comment(submission, marat, "events", "elders.events", "Why so many?")
        reviewing.comment(submission, aigul, "events", "", "Three festivals.")

        assert [c.written_by for c in Comment.objects.of(UNIT, 2024)] == [marat, aigul]

    def test_an_empty_one_or_a_foreign_section_is_refused(self, submission, marat):
        assert refused(reviewing.comment, submission, marat, "events", "", " ")
        assert refused(reviewing.comment, submission, marat, "research", "", "x")

    @pytest.mark.parametrize("who", [cast.bolat, cast.saule])
    def test_others_write_none(self, submission, who):
        with pytest.raises(PermissionDenied):
            reviewing.comment(submission, who(), "events", "", "x")


class TestObjections:
    def test_who_corrects_does_not_accept(self, submission, marat):
        corrected(marat)

        assert refused(returns.accept, submission, marat)
        returns.accept(submission, build.person("second", "reviewers"))

    def test_an_objection_stands_in_the_way_until_another_reviewer_answers(
        self, submission, aigul, marat
    ):
        made, second = corrected(marat), build.person("second", "reviewers")
        reviewing.dispute(made, aigul, "The old day was right.")

        assert refused(returns.accept, submission, second)
        assert refused(reviewing.dispute, made, aigul, "Again")
        assert refused(reviewing.answer, made, marat, "No")
        reviewing.answer(made, second, "The order says the 17th.")

        assert refused(reviewing.answer, made, second, "Once more")
        returns.accept(submission, second)

    @pytest.mark.parametrize("who", [cast.bolat, cast.saule])
    def test_only_the_unit_objects(self, submission, marat, who):
        with pytest.raises(PermissionDenied):
            reviewing.dispute(corrected(marat), who(), "x")


class TestLeftOut:
    def test_a_section_that_is_left_out_is_not_counted(self, submission, marat):
        returns.accept(submission, build.person("second", "reviewers"))
        reviewing.leave_out(submission, marat, ["events"], WHY)
        assert "events" not in SectionState.objects.accepted(2024).values_list("section", flat=True)

        reviewing.take_in(submission, marat, ["events"])

        assert "events" in SectionState.objects.accepted(2024).values_list("section", flat=True)

    def test_a_reason_in_three_languages_and_a_section_are_asked_for(self, submission, marat):
        assert refused(reviewing.leave_out, submission, marat, ["events"], WHY | {"ru": " "})
        assert refused(reviewing.leave_out, submission, marat, [], WHY)
        assert refused(reviewing.take_in, submission, marat, ["events"])
        assert not Omission.objects.exists()

    def test_a_published_year_counts_what_it_counted(self, submission, marat):
        build.publish(2024)

        assert refused(reviewing.leave_out, submission, marat, ["events"], WHY)

    def test_a_coordinator_leaves_nothing_out(self, submission, aigul):
        with pytest.raises(PermissionDenied):
            reviewing.leave_out(submission, aigul, ["events"], WHY)

    def test_a_release_does_not_wait_for_it(self, submission, marat):
        assert "events" not in settled()

        reviewing.leave_out(submission, marat, ["events"], WHY)

        assert settled() == ["events"]


def settled():
    return list(SectionState.objects.settled(2024).values_list("section", flat=True))
