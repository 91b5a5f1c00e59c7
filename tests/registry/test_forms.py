"""Forms that fit the work: short, strict about numbers and days, quick to go through."""

import re
from datetime import date
from html import unescape

import pytest
from django.contrib import admin

from registry import models as m
from registry import returns, reviewing
from tests import build, cast
from tests.registry import rows
from tests.registry.acts import in_review
from tests.registry.doors import OWN, A, address, person, sit, snapshot

pytestmark = pytest.mark.django_db
EVENT = {"title": "Достық кеші", "held_on": "24.10.2024", "place": "Семей", "topic": "sport"}
EVENT |= {"scope": "regional", "attendance": "40"}


def empty_form(browser, model, query=""):
    """What a browser would send from an empty form, and the form's page (response)."""
    page = browser.get(address(model, "add") + query)
    return rows.posted(page), page


def said(answer):
    return unescape(answer.content.decode())


def add(browser, query="", **values):
    data, _page = empty_form(browser, m.Event)
    return browser.post(address(m.Event, "add") + query, data | EVENT | values)


class TestLength:
    def test_no_form_asks_a_coordinator_for_more_than_nine_things(self, ana):
        for model in OWN:
            _data, page = empty_form(ana, model)
            form = page.context["adminform"].form
            asked = [f for f in form.visible_fields() if not f.name.startswith("body_")]
            assert len(asked) <= 9, model

    def test_the_unit_is_filled_in_and_not_asked_for(self, ana):
        data, page = empty_form(ana, m.Event)

        assert data["region"] == A
        assert page.context["adminform"].form["region"].is_hidden

    def test_who_has_two_units_chooses(self, client):
        erlan = sit(client, person("erlan", "coordinators", "KZ-10", "KZ-63"))

        _data, page = empty_form(erlan, m.Event, "?region=KZ-63")
        form = page.context["adminform"].form
        assert not form["region"].is_hidden and form["region"].value() == "KZ-63"

    def test_the_next_form_comes_first_and_is_of_the_same_unit_and_year(self, ana):
        _data, page = empty_form(ana, m.Event, "?region=KZ-71&year=2024")
        buttons = re.findall(r'<button[^>]* name="(_\w+)"', said(page))
        assert buttons == ["_addanother", "_save"]

        answer = add(ana, "?region=KZ-71&year=2024", _addanother="1")
        assert answer.headers["Location"].endswith("/add/?region=KZ-71&year=2024")


class TestBodies:
    def test_each_choice_is_a_participation_with_its_history(self, ana):
        add(ana, body_elders="organised", body_house="took_part")

        event = m.Event.objects.get()
        kinds = set(event.participations.values_list("kind", "role"))
        assert kinds == {("elders", "organised"), ("house", "took_part")}
        kept = m.Participation.history.values_list("history_type", "history_user__username")
        assert list(kept) == [("+", "ana")] * 2
        assert event.history.count() == 1

    def test_only_what_changes_is_written(self, ana):
        add(ana, body_elders="organised", body_house="took_part", body_youth="took_part")
        event = m.Event.objects.get()
        council = build.council(A)
        event.participations.get(kind="elders").structures.add(council)
        versions = m.Participation.history.count()
        page = address(m.Event, "change", event.pk)
        data = rows.posted(ana.get(page))

        ana.post(page, data | {"body_elders": "took_part", "body_house": "", "body_chair": ""})

        kinds = set(event.participations.values_list("kind", "role"))
        assert kinds == {("elders", "took_part"), ("youth", "took_part")}
        assert list(event.participations.get(kind="elders").structures.all()) == [
            m.Structure.objects.get(pk=council.pk)
        ]
        assert m.Participation.history.count() == versions + 2
        assert event.history.count() == 1

    def test_a_body_that_another_added_meanwhile_stays(self, ana):
        add(ana, body_elders="organised")
        event = m.Event.objects.get()
        page = address(m.Event, "change", event.pk)
        data = rows.posted(ana.get(page))
        build.participation(event, "mothers")

        answer = ana.post(page, data | {"body_youth": "took_part"})

        told = {r.label: r for r in answer.context["conflicts"][0].differences}
        assert told["Council of Mothers"].theirs == "took part"
        assert ana.post(page, rows.posted(answer)).status_code == 302
        assert set(event.participations.values_list("kind", flat=True)) == {
            "elders",
            "mothers",
            "youth",
        }

    def test_who_only_looks_reads_them(self, client):
        event = build.event(A, bodies={"elders": "organised"})
        saule = sit(client, cast.saule())

        text = said(saule.get(address(m.Event, "change", event.pk)))

        assert "Council of Elders: organised" in text and "body_elders" not in text


class TestNumbersAndDays:
    @pytest.mark.parametrize("typed", ["1200", "1 200", "1\u00a0200", "1\u202f200"])
    def test_a_number_may_have_spaces(self, ana, typed):
        add(ana, attendance=typed)

        assert m.Event.objects.get().attendance == 1200

    @pytest.mark.parametrize("typed", ["252,5", "1,200", "1.200", "шамамен 50", "-4"])
    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_nothing_is_guessed(self, ana, typed, language):
        m.User.objects.update(language=language)

        answer = add(ana, attendance=typed)

        assert answer.status_code == 200 and not m.Event.objects.exists()
        assert f"“{typed}”" in said(answer) or f"«{typed}»" in said(answer)
        if typed == "1,200":
            assert "1200" in said(answer)  # one of the two readings

    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    @pytest.mark.parametrize("typed", ["24.10.2024", "2024-10-24", "24.10", "24 October 2024"])
    def test_a_day_is_read_the_same_in_every_language(self, ana, typed, language):
        build.reporting_year(2024)
        m.User.objects.update(language=language)

        add(ana, held_on=typed)

        is_read = "October" not in typed or language == "en"
        days = [f"{event.held_on:%d.%m.%Y}" for event in m.Event.objects.all()]
        assert days == (["24.10.2024"] if is_read else [])

    def test_the_example_is_of_the_year_and_today_only_in_it(self, ana):
        past, present = 2023, date.today().year
        for model in (m.Event, m.House):
            for year in (past, present):
                page = said(ana.get(address(model, "add"), {"year": year}))
                assert f"For example 24.10.{year}" in page
                assert ("other-year" in page) == (year == past)

    def test_a_day_that_does_not_exist_is_shown_again(self, ana):
        answer = add(ana, held_on="31.02.2024")

        assert "31.02.2024" in said(answer) and 'value="31.02.2024"' in said(answer)

    def test_every_form_reads_numbers_and_days_so(self):
        from registry.admin.fields import STRICT

        for model in OWN:
            guards = [admin.site._registry[model], *admin.site._registry[model].inlines]
            kinds = [
                guard.formfield_overrides[kind]["form_class"] for guard in guards for kind in STRICT
            ]
            assert kinds == [one["form_class"] for one in STRICT.values()] * len(guards)


class TestMistakes:
    def test_they_stand_together_above_with_links_to_their_fields(self, ana):
        answer = add(ana, title="", attendance="x", held_on="32.10.2024")

        text = said(answer)
        assert text.index('id="error-summary"') < text.index('id="id_title"')
        links = re.findall(r'<li><a href="#(id_\w+)">([^<]+)</a>', text)
        assert [target for target, _words in links] == ["id_title", "id_held_on", "id_attendance"]
        assert all(f'id="{target}"' in text for target, _words in links)
        for _target, words in links:
            assert text.count(words.split(": ", 1)[1]) >= 2  # and beside the field
        assert "<title>Error: " in text

    def test_a_mistake_of_a_part_is_linked_too(self, ana):
        council = rows.make(m.EldersCouncil, A)
        page = address(m.EldersCouncil, "change", council.pk)
        data = rows.posted(ana.get(page))

        answer = ana.post(page, data | {"headcounts-0-members": "много"})

        assert 'href="#id_headcounts-0-members"' in said(answer)


class TestWayBack:
    def test_a_form_leads_to_the_return_of_its_unit_and_year(self, ana):
        event = build.event(A, "2021-10-24")
        pages = (
            ana.get(address(m.Event, "change", event.pk)),
            ana.get(address(m.Event, "add"), {"region": A, "year": 2021}),
            ana.get(address(m.House, "add"), {"year": 2021}),
        )
        for page in pages:
            assert f'href="/admin/my-region/?unit={A}&year=2021">Astana, 2021<' in said(page)


class TestHint:
    def test_an_event_like_another_is_hinted_at_with_a_link(self, ana):
        first = build.event(A, "2024-10-24", title="Достық кеші өтті")

        answer = add(ana, title="Достық кеші отті", _addanother="1")

        page = said(ana.get(answer.headers["Location"]))
        assert "resembles another one" in page
        assert address(m.Event, "change", first.pk) in page
        assert m.Event.objects.count() == 2

    def test_other_events_are_not(self, ana):
        build.event(A, "2024-10-24", title="Наурыз мерекесі")

        answer = add(ana)

        assert "resembles" not in said(ana.get(answer.headers["Location"]))


class TestReviewers:
    @pytest.fixture
    def event(self, aigul, marat):
        event = build.event("KZ-10", "2024-10-24", bodies={"elders": "organised"})
        in_review(aigul, marat)
        return event

    def send(self, client, event, **values):
        page = address(m.Event, "change", event.pk)
        return client.post(page, rows.posted(client.get(page)) | values)

    def test_a_reviewer_corrects_with_a_reason_and_does_not_accept(self, client, marat, event):
        client.force_login(marat)
        before = snapshot()
        assert self.send(client, event, attendance="35").status_code == 200
        assert snapshot() == before

        why = {"correction_reason": "The list of those present says 35."}
        answer = self.send(client, event, attendance="35", body_elders="took_part", **why)

        assert answer.status_code == 302
        kept = m.Amendment.objects.get()
        assert kept.reason == why["correction_reason"] and kept.made_by == marat
        assert kept.changes == [
            ["attendance", "30", "35"],
            ["body_elders", "organised", "took_part"],
        ]
        for version in (event.history.first(), event.participations.get().history.first()):
            assert version.history_through == "correction"
            assert version.history_change_reason == why["correction_reason"]
        submission = m.Submission.objects.get(region="KZ-10", year=2024)
        with pytest.raises(reviewing.Refused):
            returns.accept(submission, marat)

    def test_what_is_accepted_stays_locked_for_a_reviewer(self, client, marat, event):
        root = cast.root()
        returns.accept(m.Submission.objects.get(region="KZ-10", year=2024), root)
        client.force_login(marat)

        answer = self.send(client, event, attendance="35", correction_reason="x")

        assert "Ask for a correction" in said(answer)


class TestList:
    def test_it_begins_with_the_newest_year_that_began(self, ana):
        for year in (2023, 2024, 2090):
            build.reporting_year(year)
        old, new = build.event(A, "2023-05-17"), build.event(A, "2024-05-17")

        page = said(ana.get(address(m.Event, "changelist")))
        assert new.title in page and old.title not in page
        everything = said(ana.get(address(m.Event, "changelist"), {"year": "all"}))
        assert new.title in everything and old.title in everything
