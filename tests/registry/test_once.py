"""A form that is sent twice saves once and is answered the same."""

import pytest

from registry import models as m
from registry import once
from tests.registry import rows
from tests.registry.doors import OWN, A, address, as_new, person, snapshot

pytestmark = pytest.mark.django_db


def new_form(browser, model, row):
    """What a browser sends from a filled-in empty form: as the stored record, with other names."""
    data = as_new(rows.posted(browser.get(address(model, "change", row.pk))))
    data |= {once.FIELD: rows.posted(browser.get(address(model, "add")))[once.FIELD]}
    names = {"register_number": "Жаңа", "title": "Жаңа", "bin": ""}
    return data | {name: value for name, value in names.items() if name in data}


class TestForms:
    def test_a_new_record_is_saved_once(self, ana, own):
        for model in OWN:
            self.send_twice(ana, own, model)

    def send_twice(self, ana, own, model):
        page, data = address(model, "add"), new_form(ana, model, own[model])
        number = model.objects.count()

        first = ana.post(page, data | {"_continue": "1"})
        after = snapshot()
        second = ana.post(page, data | {"_continue": "1"})

        assert model.objects.count() == number + 1
        assert first.status_code == second.status_code == 302
        assert first.headers["Location"] == second.headers["Location"]
        assert snapshot() == after

    def test_a_change_with_a_new_part_is_saved_once(self, ana, own):
        council = own[m.EldersCouncil]
        page = address(m.EldersCouncil, "change", council.pk)
        data = rows.posted(ana.get(page)) | {"headcounts-TOTAL_FORMS": "2", "name": "Басқа"}
        data |= {"headcounts-1-year": "2024", "headcounts-1-members": "12"}

        answers = [ana.post(page, data) for _n in range(2)]

        assert [answer.status_code for answer in answers] == [302, 302]
        assert council.headcounts.count() == 2
        assert council.history.count() == 2

    def test_a_form_with_a_mistake_can_be_sent_again(self, ana, own):
        page, data = address(m.Event, "add"), new_form(ana, m.Event, own[m.Event])

        answer = ana.post(page, data | {"title": ""})
        assert answer.status_code == 200
        again = rows.posted(answer)

        assert again[once.FIELD] == data[once.FIELD]
        assert ana.post(page, again | {"title": "Жаңа"}).status_code == 302

    def test_what_it_saved_may_be_gone_by_then(self, ana, own):
        page, data = address(m.Event, "add"), new_form(ana, m.Event, own[m.Event])
        ana.post(page, data)
        m.Event.objects.filter(title="Жаңа").delete()

        assert ana.post(page, data).status_code == 302
        assert not m.Event.objects.filter(title="Жаңа").exists()


class TestTokens:
    def test_it_is_taken_once_by_a_person(self):
        token, ana, bota = once.new(), person("a", "coordinators", A), person("b", "coordinators")
        once.take(ana, token, "event 5")

        assert once.find(ana, token).about == "event 5"
        assert once.find(bota, token) is None
        once.take(bota, token)
        with pytest.raises(once.SentAlready):
            once.take(ana, token)

    @pytest.mark.parametrize("odd", [None, "", "x", "x" * 500, "<>" * 16])
    def test_what_is_no_token_is_none(self, odd):
        ana = person("a", "coordinators", A)

        assert once.take(ana, odd) is None and once.find(ana, odd) is None

    def test_old_ones_are_forgotten(self):
        ana, token = person("a", "coordinators", A), once.new()
        sent = once.take(ana, token)
        m.SentForm.objects.filter(pk=sent.pk).update(sent_at=sent.sent_at - 2 * once.KEPT)
        once.take(ana, once.new())

        assert once.find(ana, token) is None
