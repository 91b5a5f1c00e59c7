"""What was sent to headquarters stays as it was sent, at every door."""

import pytest

from registry import models as m
from tests.registry import rows
from tests.registry.doors import LOCKED, A, address, as_new, by_name, snapshot

pytestmark = pytest.mark.django_db
SECTION = {
    m.Event: "events",
    m.EldersCouncil: "elders",
    m.MothersCouncil: "mothers",
    m.YouthBranch: "youth",
    m.ExpertGroup: "experts",
    m.UniversityChair: "chairs",
    m.JournalistsClub: "clubs",
    m.House: "houses",
    m.Programme: "houses",
    m.Association: "associations",
    m.MediaOutlet: "media",
    m.Mediator: "mediation",
    m.Agreement: "mediation",
    m.Training: "mediation",
    m.Memorandum: "memoranda",
    m.MonitoringTrip: "research",
    m.Award: "honours",
    m.Ambassador: "honours",
}


class TestLock:
    @pytest.mark.parametrize("model", SECTION, ids=by_name)
    def test_a_locked_record_is_neither_moved_nor_deleted(self, ana, own, model):
        row, page = own[model], address(model, "change", own[model].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, SECTION[model])
        for number in (2023, 2025):  # open: nothing but the lock stands in the way
            rows.year(number)
        before = snapshot()

        for change in changes(model, row):
            answer = ana.post(page, data | change)
            assert LOCKED in answer.content.decode(), change
        answer = ana.post(address(model, "delete", row.pk), {"post": "yes"}, follow=True)
        assert LOCKED in answer.content.decode()
        assert snapshot() == before

    @pytest.mark.parametrize("model", SECTION, ids=by_name)
    def test_the_action_says_the_sentence_and_deletes_nothing(self, ana, own, model):
        free = rows.make(model, A)
        rows.lock(A, SECTION[model])
        data = {"action": "delete_selected", "post": "yes"}
        data["_selected_action"] = [free.pk, own[model].pk]

        answer = ana.post(address(model, "changelist"), data, follow=True)

        assert LOCKED in answer.content.decode()
        assert model.objects.filter(pk__in=[free.pk, own[model].pk]).count() == 2

    @pytest.mark.parametrize("model", [m.Event, m.Agreement, m.Training], ids=by_name)
    def test_nothing_is_added_to_a_locked_year(self, ana, own, model):
        data = as_new(rows.posted(ana.get(address(model, "change", own[model].pk))))
        rows.lock(A, SECTION[model])
        before = snapshot()

        answer = ana.post(address(model, "add"), data | {"title": "Жаңа"})

        assert LOCKED in answer.content.decode()
        assert snapshot() == before

    def test_nothing_is_moved_into_a_locked_year(self, ana, own):
        page = address(m.Event, "change", own[m.Event].pk)
        data = rows.posted(ana.get(page)) | {"held_on": "2023-04-01"}
        rows.lock(A, "events", 2023)

        assert LOCKED in ana.post(page, data).content.decode()

    @pytest.mark.parametrize(
        "change",
        [
            {"body_elders": "took_part"},
            {"body_elders": ""},
            {"body_youth": "took_part"},
        ],
    )
    def test_the_parts_of_a_locked_event_stay(self, ana, own, change):
        page = address(m.Event, "change", own[m.Event].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, "events")
        before = snapshot()

        answer = ana.post(page, data | change)

        assert LOCKED in answer.content.decode()
        assert snapshot() == before

    def test_a_headcount_of_an_open_year_is_written_beside_a_locked_one(self, ana, own):
        page = address(m.EldersCouncil, "change", own[m.EldersCouncil].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, "elders", 2023)
        more = {"headcounts-TOTAL_FORMS": "2", "headcounts-1-members": "12"}

        assert LOCKED in ana.post(page, data | {"headcounts-0-members": "99"}).content.decode()
        more["headcounts-1-year"] = "2024"
        assert ana.post(page, data | more).status_code == 302
        assert own[m.EldersCouncil].headcounts.count() == 2

    def test_the_languages_of_a_locked_outlet_stay(self, ana, own):
        page = address(m.MediaOutlet, "change", own[m.MediaOutlet].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, "media")

        assert LOCKED in ana.post(page, data | {"languages": ["ko", "ru"]}).content.decode()
        assert ana.post(page, data | {"name": "Жаңа атау"}).status_code == 302

    def test_what_moves_no_figure_is_free(self, ana, own):
        page = address(m.House, "change", own[m.House].pk)
        data = rows.posted(ana.get(page))
        rows.lock(A, "houses")

        assert ana.post(page, data | {"address": "Басқа көше"}).status_code == 302


def changes(model, row):
    """Posted changes (dicts) of one record that a locked 2024 must refuse."""
    if hasattr(row, "day_field"):
        return [{row.day_field: "2025-02-01"}, {row.day_field: "2023-02-01"}]
    if model is m.Programme:
        return [{"finished_on": ""}, {"kind": "study"}]
    return [{"opened_on": "2025-01-01", "closed_on": ""}]
