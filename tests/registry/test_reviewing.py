"""A yearly return in review: taken, given back, accepted, by another person than sent it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied

from registry import returns
from registry.models import User
from tests import build, cast
from tests.registry.acts import UNIT, in_review, refused, section, sent
from tests.registry.gate import add, is_refused

pytestmark = pytest.mark.django_db


class TestReviewing:
    def test_it_is_accepted_with_name_and_time(self, aigul, marat):
        submission = in_review(aigul, marat)

        returns.accept(submission, marat)

        submission.refresh_from_db()
        assert submission.accepted_by == marat and submission.accepted_at

    def test_it_is_given_back_with_reason_and_sections(self, aigul, marat):
        submission = in_review(aigul, marat)

        assert refused(returns.give_back, submission, marat, "", ["events"])
        assert refused(returns.give_back, submission, marat, "Row 12", [])
        assert refused(returns.give_back, submission, marat, "Row 12", ["research"])
        returns.give_back(submission, marat, "Row 12", ["events"])

        assert not is_refused(add, build.event(UNIT, "2024-05-17"))
        assert is_refused(add, build.training(UNIT, "2024-05-17"))
        assert section(submission, "events").state == "open"

    @pytest.mark.parametrize("act", [returns.accept, returns.give_back])
    def test_what_nobody_took_is_not_judged(self, aigul, marat, act):
        more = ["12", ["events"]] if act is returns.give_back else []

        assert refused(act, sent(aigul).submission, marat, *more)

    def test_nobody_reviews_what_they_sent(self, aigul):
        root = cast.root()
        submission = sent(root).submission

        assert refused(returns.take, submission, root)
        assert User.objects.get(pk=root.pk).is_superuser

    @pytest.mark.parametrize("who", [cast.aigul, cast.bolat, cast.saule])
    def test_only_reviewers_review(self, who):
        submission = sent(cast.erlan()).submission

        with pytest.raises(PermissionDenied):
            returns.take(submission, who())

    def test_a_published_year_stays_as_it_is(self, aigul, marat):
        submission = in_review(aigul, marat)
        build.publish(2024)

        assert refused(returns.give_back, submission, marat, "12", ["events"])
        assert refused(returns.accept, submission, marat)

    def test_each_step_is_kept_with_its_person(self, aigul, marat):
        returns.accept(in_review(aigul, marat), marat)

        steps = LogEntry.objects.order_by("pk").values_list("user__username", flat=True)
        assert list(steps) == ["aigul", "marat", "marat"]
