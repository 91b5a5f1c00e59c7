"""The review of one return, and corrections on the pages, on the demo with its open year 2024."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from registry import corrections, returns, reviewing
from registry.models import (
    Amendment,
    Comment,
    Correction,
    Event,
    Region,
    SectionState,
    Submission,
    User,
)
from reports.catalogue import BY_CODE
from reports.desk.picture import Picture
from reports.desk.reviewed import Review
from reports.desk.sending import content_of, seen
from reports.models import Release
from reports.on_hand import effect
from tests import build
from tests.registry.gate import add, is_refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
UNIT, YEAR = "KZ-10", 2024
PAGE = ("admin:desk_review", [UNIT, YEAR])


def person(name):
    return User.objects.get(username=name)


def own():
    return Submission.objects.get(region=UNIT, year=YEAR)


def sit(client, name):
    User.objects.filter(username=name).update(language="en")
    client.force_login(person(name))
    return client


@pytest.fixture
def reviewer(client):
    return sit(client, "reviewer")


def send(given_back=()):
    """Send the return of Abai as its coordinator, whatever is in it."""
    submission = own()
    submission.sections.exclude(section__in=given_back).update(state="done")
    picture = Picture(UNIT, YEAR)
    picture.__dict__["warnings"] = []
    return returns.submit(submission, person("coordinator-kz-10"), lambda held: content_of(picture))


def page(client, **asked):
    answer = client.get(reverse(PAGE[0], args=PAGE[1]), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def act(client, name, **data):
    data |= {"act": name, "seen": data.get("seen", seen(Picture(UNIT, YEAR)))}
    answer = client.post(reverse(PAGE[0], args=PAGE[1]), data, follow=True)
    return unescape(answer.content.decode())


def group_of(text, key):
    return text.split(f'<section class="review" id="{key}">')[1].split("</section>")[0]


class TestReview:
    def test_sections_without_a_doubt_are_folded_and_the_decision_is_one_link_away(self, reviewer):
        build.event(UNIT, "2024-05-17", attendance=90_000)
        returns.take(send().submission, person("reviewer"))
        text = page(reviewer)

        assert text.index('href="#decide"') < text.index('<section class="review"')
        doubts = {g.line.key: g.has_doubt for g in Review(Picture(UNIT, YEAR)).groups}
        assert doubts["events"] and not all(doubts.values())
        for key, has_doubt in doubts.items():
            assert ("without a doubt" in group_of(text, key)) != has_doubt

    def test_it_is_taken_given_back_sent_again_and_accepted(self, reviewer):
        send()
        assert "The review has begun" in act(reviewer, "take")
        assert "Say why" in act(reviewer, "give_back", section=["events"], reason=" ")
        act(reviewer, "give_back", section=["events"], reason="Two festivals are missing")
        assert own().state == "returned"
        build.event(UNIT, "2024-09-09", {"mothers": "organised"})
        own().sections.update(state="done")
        send()
        act(reviewer, "take")

        text = page(reviewer)

        assert "Only what changed since the return was given back is shown" in text
        assert "Was given back before" in text and 'id="elders.events"' not in text
        row = text.split('id="mothers.events"')[1].split("</tr>")[0]
        now = Picture(UNIT, YEAR).figures["mothers.events"]
        assert f"<strong>{now}</strong>" in row and f">{now - 1}<" in row
        assert 'id="elders.members"' not in text and 'id="elders.members"' in page(reviewer, all=1)
        assert "The return is accepted" in act(reviewer, "accept")
        assert own().accepted_by == person("reviewer")

    def test_figures_stand_beside_last_year_and_the_range(self, reviewer):
        text, past = page(reviewer), Picture(UNIT, YEAR).past
        row = text.split('id="elders.events"')[1].split("</tr>")[0]

        known = [
            past["elders.events", y] for y in range(2019, 2024) if ("elders.events", y) in past
        ]
        assert f">{known[-1]}<" in row and f"{min(known)}–{max(known)}" in row

    def test_a_comment_is_pinned_to_its_figure(self, reviewer):
        assert "Choose what" in act(reviewer, "comment", about="media elders.events", text="x")
        act(reviewer, "comment", about="events elders.events", text="Why so few?")

        assert Comment.objects.get().figure == "elders.events"
        section = page(reviewer).split('id="events"')[1].split("</section")[0]
        assert "Why so few?" in section and str(BY_CODE["elders.events"].label) in section

    def test_the_effect_on_the_country_is_what_acceptance_does(self, reviewer):
        send()
        returns.take(own(), person("reviewer"))
        before = effect(UNIT, YEAR)
        assert before["events.total"][0].value is None
        returns.accept(own(), person("reviewer"))

        after = effect(UNIT, YEAR)

        assert all(after[code][0].value == before[code][1].value for code in before)
        assert (
            after["events.total"][0].value == Event.objects.filter(region=UNIT, year=YEAR).count()
        )

    def test_a_decision_about_figures_that_changed_meanwhile_is_refused(self, reviewer):
        send()
        act(reviewer, "take")
        old = seen(Picture(UNIT, YEAR))
        build.event(UNIT, "2024-09-09")

        assert "changed after you opened this page" in act(reviewer, "accept", seen=old)
        assert own().state == "in_review"

    def test_a_section_is_left_out_and_counted_again(self, reviewer):
        why = {f"reason_{code}": f"why {code}" for code in ("kk", "ru", "en")}
        assert "three languages" in act(reviewer, "leave_out", section=["events"], reason_kk="x")
        assert "why en" in act(reviewer, "leave_out", section=["events"], **why)

        act(reviewer, "take_in", section=["events"])

        assert not SectionState.objects.left_out(UNIT, YEAR)
        act(reviewer, "leave_out", all="1", **why)
        assert len(SectionState.objects.left_out(UNIT, YEAR)) == own().sections.count()

    def test_what_was_typed_survives_a_refusal(self, reviewer):
        why = {f"reason_{code}": f"why {code}" for code in ("kk", "ru", "en")}
        text = act(reviewer, "leave_out", **why)
        block = text.split('id="left-out"')[1]
        assert "Choose the sections" in text and "<details open>" in block
        assert all(f">{reason}<" in block for reason in why.values())
        assert 'id="out-events" checked' in act(reviewer, "leave_out", section=["events"])
        send()
        returns.take(own(), person("reviewer"))
        assert ">One is missing</textarea>" in act(reviewer, "give_back", reason="One is missing")
        text = act(reviewer, "comment", about="media elders.events", text="Typed")
        assert ">Typed</textarea>" in text

    def test_a_published_year_offers_only_what_a_correction_opened(self, reviewer):
        place = reverse(PAGE[0], args=[UNIT, 2023])
        assert 'value="leave_out"' not in reviewer.get(place).content.decode()
        states = SectionState.objects.filter(submission__region=UNIT, submission__year=2023)
        unit, today = Region.objects.get(pk=UNIT), timezone.localdate()
        corrections.open_at_once(
            person("reviewer"), unit, states.filter(section="media"), "entry", "Found", today
        )

        text = reviewer.get(place).content.decode()

        assert 'id="out-media"' in text and 'id="out-events"' not in text

    @pytest.mark.parametrize("name", ["editor", "approver"])
    def test_others_of_headquarters_look_and_decide_nothing(self, client, name):
        send()
        text = page(sit(client, name))

        assert 'value="take"' not in text
        data = {"act": "take"}
        assert client.post(reverse(PAGE[0], args=PAGE[1]), data).status_code == 403


class TestObjection:
    def test_the_coordinator_sees_old_and_new_and_objects(self, client):
        send()
        returns.take(own(), person("reviewer"))
        event = Event.objects.filter(region=UNIT, year=YEAR).first()
        changes = [["attendance", "40", "400"]]
        reviewing.amend("events", UNIT, YEAR, event, person("reviewer"), "A nought", changes)
        mine = reverse("admin:desk_my_region")
        text = unescape(sit(client, "coordinator-kz-10").get(mine).content.decode())
        assert "<del>40</del>" in text and "<ins>400</ins>" in text and "A nought" in text
        row = Amendment.objects.get()

        client.post(reverse("admin:desk_dispute", args=[row.pk]), {"text": "It was 40."})

        row.refresh_from_db()
        assert row.is_disputed
        assert "You corrected a record" in act(sit(client, "reviewer"), "accept")


class TestCorrections:
    def test_a_unit_asks_headquarters_opens_and_the_unit_corrects(self, client):
        year = 2023
        state = SectionState.objects.get(
            submission__region=UNIT, submission__year=year, section="events"
        )
        place = [UNIT, year]
        text = sit(client, "coordinator-kz-10").get(
            reverse("admin:desk_section", args=[*place, "events"])
        )
        assert reverse("admin:desk_ask", args=place) in text.content.decode()
        asked = {"section": [state.pk], "cause": "entry", "note": "One event is missing"}
        client.post(reverse("admin:desk_ask", args=place), asked)
        row = Correction.objects.get()
        until = timezone.localdate() + timedelta(days=5)

        sit(client, "reviewer")
        decide = reverse("admin:desk_correction", args=[row.pk])
        wrong = client.post(decide, {"act": "open", "closes_on": "32.13.2026"}).content.decode()
        assert "Write the last day" in wrong and 'value="32.13.2026"' in wrong
        client.post(decide, {"act": "open", "closes_on": f"{until:%d.%m.%Y}"})

        figures = Release.objects.filter(year=year).get().figures.count()
        build.event(UNIT, "2023-05-17")
        assert not is_refused(add, build.event(UNIT, "2023-05-18"))
        assert Release.objects.get(year=year).figures.count() == figures
        section = sit(client, "coordinator-kz-10").get(
            reverse("admin:desk_section", args=[*place, "events"])
        )
        assert "open for correction until" in section.content.decode()
        client.post(decide, {"act": "close"})
        assert is_refused(add, build.event(UNIT, "2023-05-18"))

    def test_a_request_that_is_refused_keeps_what_was_typed(self, client):
        page = reverse("admin:desk_ask", args=[UNIT, 2023])
        answer = sit(client, "coordinator-kz-10").post(page, {"note": "Long text", "cause": ""})

        assert "Long text" in answer.content.decode() and not Correction.objects.exists()

    def test_a_request_that_waits_never_falls_off_the_page(self, client, monkeypatch):
        monkeypatch.setattr("reports.desk.corrections.PAST", 1)
        unit = Region.objects.get(pk="KZ-71")
        states = SectionState.objects.filter(submission__region=unit, submission__year=2023)
        by, to = person("coordinator-kz-71"), person("reviewer")
        corrections.ask(by, unit, states[:1], "entry", "The oldest, it waits")
        for place in (1, 2):
            asked = corrections.ask(by, unit, states[place : place + 1], "entry", f"Note {place}")
            corrections.decline(asked, to, "No")
        client.force_login(to)

        page = client.get(reverse("admin:desk_corrections"))

        assert [one["row"].note for one in page.context["rows"]] == [
            "The oldest, it waits",
            "Note 2",
        ]

    def test_a_unit_sees_its_own_corrections_only(self, client):
        states = SectionState.objects.filter(submission__region="KZ-71", submission__year=2023)
        unit = states[0].submission.region
        corrections.ask(person("coordinator-kz-71"), unit, states[:1], "entry", "Secret note")
        page = reverse("admin:desk_corrections")

        assert "Secret note" not in sit(client, "coordinator-kz-10").get(page).content.decode()
        assert "Secret note" in sit(client, "reviewer").get(page).content.decode()
