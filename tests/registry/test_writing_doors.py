"""A coordinator writes into the own unit and nowhere else, whatever a form is made to send."""

import pytest

from registry import models as m
from tests.registry import rows
from tests.registry.doors import MARK, OWN, A, B, address, as_new, by_name, links, refused, snapshot

pytestmark = pytest.mark.django_db


class TestWriting:
    def errors(self, ana, page, data):
        """The form comes back with an error, and nothing is written."""
        before = snapshot()
        answer = ana.post(page, data)
        assert answer.status_code == 200 and "errorlist" in answer.content.decode()
        assert MARK not in answer.content.decode()
        assert snapshot() == before

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_it_adds_to_the_own_unit_only(self, ana, own, model):
        data = rows.posted(ana.get(address(model, "change", own[model].pk)))
        new = as_new(data) | {"register_number": "Жаңа"}
        new |= {"title": "Жаңа"} if "title" in data else {}

        self.errors(ana, address(model, "add"), new | {"region": B})
        number = model.objects.count()
        assert ana.post(address(model, "add"), new).status_code == 302
        assert model.objects.count() == number + 1

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_it_gives_nothing_away(self, ana, own, model):
        page = address(model, "change", own[model].pk)

        self.errors(ana, page, rows.posted(ana.get(page)) | {"region": B})

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_a_foreign_record_takes_no_post(self, ana, own, foreign, model):
        data = rows.posted(ana.get(address(model, "change", own[model].pk)))
        before = snapshot()

        assert refused(ana.post(address(model, "change", foreign[model].pk), data))
        assert refused(ana.post(address(model, "delete", foreign[model].pk), {"post": "yes"}))
        assert snapshot() == before

    @pytest.mark.parametrize(("model", "field"), [(x, f) for x in OWN for f in links(x)], ids=str)
    def test_no_foreign_record_is_linked(self, ana, own, foreign, model, field):
        page = address(model, "change", own[model].pk)
        data = rows.posted(ana.get(page)) | ({"kind": "prize"} if model is m.Award else {})
        fits = {field.name: own[field.related_model].pk}

        self.errors(ana, page, data | {field.name: foreign[field.related_model].pk})
        assert ana.post(page, data | fits).status_code == 302

    def test_no_foreign_structure_takes_part(self, ana, own, foreign):
        page = address(m.Event, "change", own[m.Event].pk)
        data, field = rows.posted(ana.get(page)), "participations-0-structures"

        self.errors(ana, page, data | {field: foreign[m.EldersCouncil].pk})
        assert ana.post(page, data | {field: own[m.EldersCouncil].pk}).status_code == 302
        assert own[m.Event].participations.get().structures.count() == 1

    @pytest.mark.parametrize("is_deleted", [False, True])
    def test_no_foreign_part_through_an_own_record(self, ana, own, foreign, is_deleted):
        page = address(m.Event, "change", own[m.Event].pk)
        part = foreign[m.Event].participations.get()
        data = rows.posted(ana.get(page)) | {"participations-0-id": part.pk}
        data |= {"participations-0-event": foreign[m.Event].pk}
        before = snapshot()

        ana.post(page, data | ({"participations-0-DELETE": "on"} if is_deleted else {}))

        assert snapshot() == before

    @pytest.mark.parametrize("model", OWN, ids=by_name)
    def test_the_action_deletes_own_rows_only(self, ana, own, foreign, model):
        data = {"action": "delete_selected", "post": "yes", "select_across": "1"}
        data["_selected_action"] = [foreign[model].pk]
        assert refused(ana.post(address(model, "changelist"), data | {"select_across": "0"}))
        assert model.objects.filter(pk=foreign[model].pk).exists()

        data["_selected_action"] = [own[model].pk]
        ana.post(address(model, "changelist"), data)

        assert not model.objects.filter(region=A).exists()
        assert model.objects.filter(pk=foreign[model].pk).exists()

    def test_deleting_counts_and_never_names_what_hangs_on_it(self, ana, own, foreign):
        m.Association.objects.filter(region=B).update(house=own[m.House])
        page = address(m.House, "delete", own[m.House].pk)

        text = ana.get(page).content.decode()
        ana.post(page, {"post": "yes"})

        assert "1 record of another unit" in text and MARK not in text
        assert m.House.objects.filter(pk=own[m.House].pk).exists()

    def test_what_headquarters_linked_stays_linked(self, ana, own, foreign):
        event = own[m.Event]
        m.Event.objects.filter(pk=event.pk).update(programme=foreign[m.Programme], held_in=B)
        page = address(m.Event, "change", event.pk)

        assert ana.post(page, rows.posted(ana.get(page))).status_code == 302
        event.refresh_from_db()
        assert (event.programme, event.held_in_id) == (foreign[m.Programme], B)
