"""Two people sign a release; nobody else publishes anything, and nothing is published twice."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from registry import acts
from registry.models import DemoMark, ReportingYear, Submission, User
from registry.returns import Refused
from reports import releasing, sizes
from reports.models import Release
from tests.reports.signed import NOTES, approver, candidate, editor, proposed, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "in_english")]


@pytest.fixture
def in_english(monkeypatch):
    """Refusals in English; the files are compared with the figures in test_checklist.py."""
    monkeypatch.setattr("reports.checklist.blocking.disagreements", lambda summary: [])
    monkeypatch.setattr("reports.releasing.sizes_of", lambda release, at: {})
    with translation.override("en"):
        yield


def person(name):
    return User.objects.get(username=name)


def refused(act, *args):
    """The sentence with which an act is refused."""
    with pytest.raises(Refused) as problem:
        act(*args)
    return problem.value.messages[0]


class TestOpening:
    def days(self, **more):
        fields = {"opens_on": date(2025, 1, 5), "due_on": date(2026, 1, 20)} | more
        return ReportingYear(year=2025, **fields)

    def test_a_year_that_is_opened_has_a_return_for_each_unit(self):
        releasing.open_year(self.days(), editor())

        assert Submission.objects.filter(year=2025).count() == 21
        assert Submission.objects.get(year=2025, region="REP").sections.exists()

    @pytest.mark.parametrize("name", ["coordinator-kz-10", "reviewer", "approver", "official"])
    def test_others_open_no_year(self, name):
        with pytest.raises(PermissionDenied):
            releasing.open_year(self.days(), person(name))


class TestSigning:
    def test_the_editor_proposes_and_the_approver_publishes(self):
        release = proposed()

        published = releasing.approve(release, approver())

        assert published.state == Release.State.PUBLISHED and published.published_at
        assert (published.proposed_by, published.approved_by) == (editor(), approver())
        assert ReportingYear.objects.get(pk=2023).published_at == published.published_at

    def test_what_moved_while_the_files_were_read_is_read_again(self, monkeypatch):
        release = candidate()

        def slow(summary):
            releasing.write_notes(release, editor(), {"en": "Written meanwhile."})
            return []

        monkeypatch.setattr("reports.checklist.blocking.disagreements", slow)

        assert "changed while its files were read" in refused(releasing.propose, release, editor())
        releasing.propose(release, editor())

    def test_who_proposed_does_not_approve(self):
        root = person("admin")
        release = candidate()
        releasing.propose(release, root)

        assert "Another person" in refused(releasing.approve, release, root)
        assert Release.objects.get(pk=release.pk).state == Release.State.PROPOSED

    @pytest.mark.parametrize("name", ["coordinator-kz-10", "reviewer", "official", "manager"])
    def test_others_neither_propose_nor_approve(self, name):
        release = candidate()
        with pytest.raises(PermissionDenied):
            releasing.propose(release, person(name))
        releasing.propose(release, editor())
        with pytest.raises(PermissionDenied):
            releasing.approve(release, person(name))

    def test_the_editor_does_not_approve_and_the_approver_does_not_propose(self):
        release = candidate()
        with pytest.raises(PermissionDenied):
            releasing.propose(release, approver())
        releasing.propose(release, editor())
        with pytest.raises(PermissionDenied):
            releasing.approve(release, editor())

    def test_an_error_of_the_checklist_keeps_both_from_signing(self):
        release = candidate()
        Release.objects.filter(pk=release.pk).update(note_ru="")
        assert "note on the revision is missing" in refused(releasing.propose, release, editor())
        releasing.write_notes(release, editor(), NOTES)
        releasing.propose(release, editor())

        Submission.objects.filter(year=2023, region="KZ-10").update(state="in_review")
        assert "Abai Region: sections not" in refused(releasing.approve, release, approver())

    def test_a_second_click_finds_it_published(self):
        release = proposed()

        first = releasing.approve(release, approver())
        again = releasing.approve(release, approver())

        assert first == again and first.published_at == again.published_at

    def test_a_candidate_that_was_built_again_is_another_one(self):
        seen = candidate()
        releasing.build(2023, editor())

        assert "built again meanwhile" in refused(releasing.propose, seen, editor())

    def test_a_proposed_one_is_not_built_again_before_it_is_taken_back(self):
        release = proposed()
        assert "Take it back" in refused(releasing.build, 2023, editor())

        releasing.take_back(release, editor())
        again = releasing.build(2023, editor())
        assert (again.note_kk, again.state) == (NOTES["kk"], Release.State.CANDIDATE)

    def test_the_approver_gives_it_back_with_a_reason(self):
        release = proposed()
        assert "Say why" in refused(releasing.take_back, release, approver(), " ")

        releasing.take_back(release, approver(), "Look at Abai again")

        release.refresh_from_db()
        assert (release.state, release.proposed_by) == (Release.State.CANDIDATE, None)
        days = ReportingYear.objects.get(pk=2023)
        assert "Look at Abai again" in acts.told(releasing.log_of(days).first())


@pytest.mark.parametrize("is_at_once", [True, False])
def test_it_knows_how_large_its_files_are(client, monkeypatch, is_at_once):
    monkeypatch.setattr("reports.releasing.sizes_of", sizes.sizes_of)
    monkeypatch.setattr("reports.sizes.workbook.build", lambda *args, **more: b"a workbook")
    if is_at_once:
        releasing.approve(proposed(), approver())
    else:
        releasing.publish_signed(waiting().year)

    told = Release.objects.get(year=2023, number=2).sizes
    assert told["kk.xlsx"] == len(b"a workbook")
    for form in ("csv", "json"):
        assert told[form] == len(client.get(f"/data/2023/r2/summary.{form}").content) > 10_000


class TestAnHour:
    def test_it_is_published_when_its_hour_has_come(self):
        release = waiting(in_minutes=30)
        assert list(releasing.publish_due()) == []

        later = timezone.now() + timedelta(minutes=31)
        assert [r.pk for r, problem in releasing.publish_due(later) if not problem] == [release.pk]
        assert Release.objects.get(pk=release.pk).state == Release.State.PUBLISHED
        year = ReportingYear.objects.get(pk=release.year)
        with translation.override("kk"):
            assert "жарияланды" in acts.told(releasing.log_of(year).first())
        assert list(releasing.publish_due(later)) == []

    def test_an_hour_that_is_over_is_refused(self):
        release = proposed()
        past = timezone.now() - timedelta(minutes=1)

        assert "hour is over" in refused(releasing.approve, release, approver(), past)

    def test_a_missed_hour_shows_and_is_published_by_hand(self):
        release = waiting(in_minutes=30)
        assert releasing.missed() == []
        hour_ago = timezone.now() - timedelta(hours=1)
        Release.objects.filter(pk=release.pk).update(publish_at=hour_ago)
        assert releasing.missed() == [release]

        assert releasing.publish_now(release, approver()).state == Release.State.PUBLISHED
        assert releasing.missed() == []

    def test_what_became_wrong_meanwhile_stays_back_and_says_so(self):
        release = waiting(in_minutes=30)
        Submission.objects.filter(year=2023, region="KZ-10").update(state="in_review")
        hour_ago = timezone.now() - timedelta(hours=1)
        Release.objects.filter(pk=release.pk).update(publish_at=hour_ago)

        with pytest.raises(CommandError, match="2023 r2: .*Abai Region: sections not accepted"):
            call_command("publish_due")
        assert Release.objects.get(pk=release.pk).state == Release.State.PROPOSED

    def test_an_approved_one_can_be_taken_back_before_its_hour(self):
        release = waiting(in_minutes=30)

        releasing.take_back(release, editor())

        release.refresh_from_db()
        assert (release.approved_by, release.publish_at) == (None, None)


class TestCommand:
    def test_a_demo_says_that_it_makes_both_acts(self, capsys):
        Release.objects.unpublished().delete()
        self.accept(2024)

        call_command("publish_year", "2024")

        said = capsys.readouterr().out
        assert "Demo registry: proposed by editor, approved by approver." in said
        assert "Published: 2024 r1" in said
        release = Release.objects.get(year=2024)
        assert (release.proposed_by, release.approved_by) == (editor(), approver())

    def accept(self, year):
        from tests.reports.test_article import accept_everything

        accept_everything(year)

    @pytest.mark.parametrize(
        ("year", "sentence"),
        [
            ("2023", "2023 is published already"),
            ("2024", "No return of the year is accepted yet"),
            ("1999", "1999 was never opened for reporting"),
        ],
    )
    def test_it_says_in_one_sentence_why_not(self, year, sentence):
        with pytest.raises(CommandError, match=sentence):
            call_command("publish_year", year)
        assert not Release.objects.unpublished().exists()

    def test_a_real_registry_publishes_only_what_two_people_signed(self, monkeypatch, capsys):
        assert DemoMark.objects.exists()
        place = "reports.management.commands.publish_year.is_demo"
        monkeypatch.setattr(place, lambda: False)
        with pytest.raises(CommandError, match="2023 has no release that two people have signed"):
            call_command("publish_year", "2023")
        proposed()
        with pytest.raises(CommandError, match="2023 has no release that two people have signed"):
            call_command("publish_year", "2023")

        releasing.take_back(Release.objects.get(year=2023, number=2), editor())
        waiting(in_minutes=30)
        call_command("publish_year", "2023")
        assert "Published: 2023 r2" in capsys.readouterr().out


def test_a_command_opens_a_year_as_the_page_does(capsys):
    days = ["2031", "2031-01-05", "2032-01-20", "2032-02-15"]
    for wrong, said in (
        ([*days, "--by", "nobody"], "nobody may not open a year"),
        ([*days, "--by", "official"], "official may not open a year"),
        ([*days[:2], "2030-01-20", "--by", "editor"], "due_on: "),
        (["2023", *days[1:], "--by", "editor"], "2023 is open already"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("open_year", *wrong)
    assert not ReportingYear.objects.filter(year=2031).exists()

    call_command("open_year", *days, "--by", "editor")

    assert ReportingYear.objects.get(year=2031).due_on == date(2032, 1, 20)
    assert Submission.objects.filter(year=2031).count() == 21
    assert "2031 is open" in capsys.readouterr().out
