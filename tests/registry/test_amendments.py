"""What a review leaves behind: comments, objections, sections that are left out."""

import pytest
from django.core.exceptions import PermissionDenied

from registry import returns, reviewing
from registry.models import Amendment, Comment, EldersCouncil, Event, Omission, SectionState
from tests import build, cast
from tests.registry.acts import UNIT, in_review, refused
from tests.registry.doors import address
from tests.registry.gate import stored
from tests.registry.rows import posted

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


class TestCorrectedRecords:
    """A reviewer corrects a record of a return in review on its own form."""

    @pytest.fixture
    def reviewer(self, client, marat, submission):
        marat.language = "en"
        marat.save()
        client.force_login(marat)
        return client

    def save(self, client, record, **changed):
        page = address(type(record), "change", record.pk)
        return client.post(page, posted(client.get(page)) | changed, follow=True)

    def test_it_is_corrected_with_a_reason_and_the_unit_sees_old_and_new(self, reviewer, marat):
        event = build.event(UNIT, "2024-05-17", attendance=400)
        page = reviewer.get(address(Event, "change", event.pk)).content.decode()
        assert "Reason of the correction" in page

        refusal = self.save(reviewer, event, attendance="40")
        assert "write the reason of the correction" in refusal.content.decode()
        assert stored(event).attendance == 400
        answer = self.save(
            reviewer, event, attendance="40", correction_reason="One nought too many"
        )
        assert answer.redirect_chain[0][0] == f"/admin/returns/{UNIT}/2024/review/#amendments"

        made = Amendment.objects.get()
        assert stored(event).attendance == 40 and made.changes == [["attendance", "400", "40"]]
        assert (made.made_by, made.reason, made.section) == (marat, "One nought too many", "events")
        assert event.history.first().history_change_reason == "One nought too many"
        assert refused(returns.accept, made.submission, marat)

    def test_the_members_of_a_structure_and_its_years_are_corrected_too(self, reviewer):
        council = EldersCouncil.objects.get(pk=build.council(UNIT, "2024-03-01").pk)
        build.headcount(council, 2024, 100)
        council.refresh_from_db()
        assert council.counts_from == 2025
        EldersCouncil.objects.update(counts_from=2024)
        form = {"headcounts-0-members": "10", "correction_reason": "Ten"}

        self.save(reviewer, stored(council), **form)

        assert council.headcounts.get().members == 10
        assert Amendment.objects.get().changes == [["registry.Headcount.members", "100", "10"]]

    def test_a_closing_in_the_year_in_review_is_corrected_too(self, reviewer):
        council = build.council(UNIT)
        EldersCouncil.objects.update(counts_from=2015)
        council = EldersCouncil.objects.get(pk=council.pk)

        refusal = self.save(reviewer, council, closed_on="30.06.2024")
        assert "write the reason of the correction" in refusal.content.decode()
        assert stored(council).closed_on is None
        self.save(reviewer, council, closed_on="30.06.2024", correction_reason="It closed")

        assert stored(council).counts_until == 2023
        assert [row[0] for row in Amendment.objects.get().changes] == ["closed_on"]

    def test_before_the_review_and_after_acceptance_the_lock_stands(self, reviewer, submission):
        event = build.event(UNIT, "2024-05-17", attendance=400)
        for state in ("submitted", "accepted"):
            submission.__class__.objects.update(state=state, accepted_at=build.NOON)
            answer = self.save(reviewer, event, attendance="40", correction_reason="x")
            assert "Ask for a correction" in answer.content.decode()

        assert stored(event).attendance == 400 and not Amendment.objects.exists()

    def test_a_coordinator_corrects_nothing_in_review(self, client, aigul, submission):
        aigul.language = "en"
        aigul.save()
        client.force_login(aigul)
        event = build.event(UNIT, "2024-05-17", attendance=400)

        answer = self.save(client, event, attendance="40", correction_reason="x")

        assert "Ask for a correction" in answer.content.decode()
        assert stored(event).attendance == 400
