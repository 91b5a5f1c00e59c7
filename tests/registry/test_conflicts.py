"""Two people at one record: the second is told, sees the difference, and saves again."""

import pytest
from django.utils.html import escape

from registry import models as m
from registry import versions
from tests import build
from tests.registry import rows
from tests.registry.doors import OWN, A, address, person, snapshot

pytestmark = pytest.mark.django_db
TOLD = "changed this record after you opened it"


@pytest.fixture
def bota(db):
    """The other coordinator of the unit; gives what changes a record in her name."""
    user = person("bota", "coordinators", A)
    user.first_name, user.last_name = "Бота", "Ахметова"
    user.save()

    def change(row, **values):
        for name, value in values.items():
            setattr(row, name, value)
        row._history_user = user
        row.save()

    return change


def opened(browser, row):
    """The address of a record's form, and what a browser would send from it now."""
    page = address(type(row), "change", row.pk)
    return page, rows.posted(browser.get(page))


class TestForms:
    def test_nobody_overwrites_a_change_that_they_have_not_seen(self, ana, own):
        for model in OWN:
            self.overwrite(ana, own[model])

    def overwrite(self, ana, row):
        page, mine = opened(ana, row)
        _page, theirs = opened(ana, row)
        name, value = next(iter(rows.a_change(mine).items()))
        assert ana.post(page, theirs | {name: value}).status_code == 302
        before = snapshot()

        other = "2024-07-08" if name.endswith("_on") else "Менің атауым"
        answer = ana.post(page, mine | {name: other})

        text = answer.content.decode()
        assert TOLD in text and snapshot() == before
        again = rows.posted(answer)
        assert again[name] == other  # what was typed is still there
        assert ana.post(page, again).status_code == 302
        assert snapshot() != before

    def test_it_says_who_when_and_what(self, ana, own, bota):
        event = own[m.Event]
        page, data = opened(ana, event)
        old = event.title
        bota(event, title="Бота жазған", attendance=81)

        answer = ana.post(page, data | {"title": "Ана жазған", "place": "Басқа зал"})

        text = answer.content.decode()
        assert f"Бота Ахметова {TOLD}" in text
        assert str(versions._when(event.history.first().history_date)) in text
        told = {row.label: row for row in answer.context["conflicts"][0].differences}
        title, crowd, place = told["Title"], told["Attendance"], told["District or venue"]
        assert (title.old, title.theirs, title.yours) == (old, "Бота жазған", "Ана жазған")
        assert (crowd.old, crowd.theirs, crowd.yours) == ("80", "81", "80")
        assert title.is_contested and not crowd.is_contested and not place.is_contested
        assert all(escape(word) in text for word in (old, "Бота жазған", "Ана жазған"))

    def test_what_only_the_other_changed_stays_theirs(self, ana, own, bota):
        event = own[m.Event]
        page, data = opened(ana, event)
        bota(event, attendance=81)

        again = rows.posted(ana.post(page, data | {"title": "Ана жазған"}))
        assert ana.post(page, again).status_code == 302

        event.refresh_from_db()
        assert (event.title, event.attendance) == ("Ана жазған", 81)
        assert event.history.first().prev_record.attendance == 81

    def test_a_third_change_is_told_too(self, ana, own, bota):
        event = own[m.Event]
        page, data = opened(ana, event)
        bota(event, attendance=81)
        again = rows.posted(ana.post(page, data | {"attendance": "90"}))
        bota(event, attendance=82)

        assert TOLD in ana.post(page, again).content.decode()
        event.refresh_from_db()
        assert event.attendance == 82

    def test_a_form_without_its_version_overwrites_nothing(self, ana, own):
        event = own[m.Event]
        page, data = opened(ana, event)
        for odd in ("", "x", "9" * 30, "0"):
            answer = ana.post(page, data | {"version": odd, "title": "Басқа"})
            assert TOLD in answer.content.decode()

    def test_a_record_that_was_loaded_in_bulk_is_compared_as_well(self, ana, own, bota):
        event = own[m.Event]
        m.Event.history.all().delete()
        page, data = opened(ana, event)
        _page, first = opened(ana, event)
        assert ana.post(page, first | {"attendance": "81"}).status_code == 302

        answer = ana.post(page, data | {"attendance": "90"})

        row = answer.context["conflicts"][0].differences[0]
        assert (row.old, row.theirs, row.yours) == ("80", "81", "90")
        kept = m.Event.history.order_by("history_id").values_list("history_through", "attendance")
        assert list(kept) == [("start", 80), ("form", 81)]

    def test_languages_are_compared_by_name(self, ana, own, bota):
        outlet = own[m.MediaOutlet]
        page, data = opened(ana, outlet)
        outlet.languages.set(["ru"])

        answer = ana.post(page, data | {"languages": ["ko", "kk"]})

        row = answer.context["conflicts"][0].differences[0]
        names = [str(m.Language.objects.get(pk=code)) for code in ("ko", "ru", "kk")]
        assert row.old == names[0] and row.theirs == names[1]
        assert set(row.yours.split(", ")) == {names[0], names[2]}


class TestParts:
    def test_a_part_that_another_changed_is_not_overwritten(self, ana, own, bota):
        council = own[m.EldersCouncil]
        page, data = opened(ana, council)
        headcount = council.headcounts.get()
        bota(headcount, members=15)

        answer = ana.post(page, data | {"headcounts-0-members": "20"})

        assert TOLD in answer.content.decode()
        assert [r.theirs for r in answer.context["conflicts"][0].differences] == ["15"]
        assert council.headcounts.get().members == 15
        assert ana.post(page, rows.posted(answer)).status_code == 302
        assert council.headcounts.get().members == 20

    def test_a_part_that_another_changed_is_not_taken_out(self, ana, own, bota):
        council = own[m.EldersCouncil]
        page, data = opened(ana, council)
        bota(council.headcounts.get(), members=15)

        answer = ana.post(page, data | {"headcounts-0-DELETE": "on"})

        assert TOLD in answer.content.decode()
        assert council.headcounts.get().members == 15

    def test_a_part_that_another_took_out_is_told_and_can_be_kept(self, ana, own):
        council = own[m.EldersCouncil]
        page, data = opened(ana, council)
        council.headcounts.get().delete()

        answer = ana.post(page, data | {"headcounts-0-members": "20"})

        assert answer.status_code == 200
        assert ana.post(page, rows.posted(answer)).status_code == 302
        assert council.headcounts.get().members == 20


class TestDeletion:
    def test_what_changed_since_the_question_is_not_deleted(self, ana, own, bota):
        for model, row in own.items():
            page = address(model, "delete", row.pk)
            answer = rows.deleted(ana.get(page))
            bota(row)

            told = ana.post(page, answer, follow=True).content.decode()

            assert TOLD in told and model.objects.filter(pk=row.pk).exists()
            ana.post(page, rows.deleted(ana.get(page)))
            assert not model.objects.filter(pk=row.pk).exists()

    def test_a_new_part_is_a_change(self, ana, own):
        council = own[m.EldersCouncil]
        page = address(m.EldersCouncil, "delete", council.pk)
        answer = rows.deleted(ana.get(page))
        build.headcount(council, 2024, 12)

        ana.post(page, answer)

        assert council.headcounts.count() == 2

    def test_the_action_asks_too(self, ana, own, bota):
        event, page = own[m.Event], address(m.Event, "changelist")
        data = {"action": "delete_selected", "_selected_action": event.pk}
        asked = ana.post(page, data)
        bota(event, attendance=81)

        told = ana.post(page, data | rows.deleted(asked), follow=True).content.decode()
        assert TOLD in told and m.Event.objects.filter(pk=event.pk).exists()
        ana.post(page, data | rows.deleted(ana.post(page, data)))
        assert not m.Event.objects.filter(pk=event.pk).exists()
