"""Finishing the sections of a year and sending it: the coordinator of Abai Region on the demo."""

import pytest
from django.urls import reverse

from registry import returns
from registry.models import Receipt, User, WarningReason
from registry.models.receipts import digest
from reports.desk.picture import Picture
from tests import build
from tests.registry.gate import add, is_refused
from tests.reports.desk.sender import (
    UNIT,
    YEAR,
    act,
    address,
    explain,
    make_ready,
    own,
    person,
    send,
    state,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
STOCKS = ["elders", "youth", "experts", "chairs", "associations", "media", "memoranda"]


@pytest.fixture
def abai(client):
    client.force_login(person("coordinator-kz-10"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


class TestActs:
    @pytest.mark.parametrize("key", STOCKS)
    def test_a_section_of_stocks_is_kept_by_one_act(self, abai, key):
        act(abai, key, "keep")

        assert state(key) == "done"
        assert not Picture(UNIT, YEAR).lines[0].silent

    def test_an_act_that_is_refused_says_why_and_changes_nothing(self, abai):
        assert "have neither a headcount nor a reason" in act(abai, "mothers", "finish")
        assert "so something has changed" in act(abai, "mothers", "keep")
        assert state("mothers") == "open"

    def test_records_are_not_nil_and_nothing_is_not_done(self, abai):
        assert "the section is not nil" in act(abai, "events", "nil", reason="-")
        build.reporting_year(2025)
        returns.open_year(2025)
        page = reverse("admin:desk_section", args=[UNIT, 2025, "events"])
        answer = abai.post(page, {"act": "finish"}, follow=True)

        assert "Nothing is recorded here" in answer.content.decode()

    def test_a_section_is_done_and_opened_again(self, abai):
        act(abai, "events", "finish")
        assert state("events") == "done"
        act(abai, "events", "reopen")
        assert state("events") == "open"

    @pytest.mark.parametrize("key", ["events", "elders", "mothers", "houses", "media"])
    def test_the_page_shows_lists_forms_and_acts(self, abai, key):
        text = abai.get(address("section", key)).content.decode()

        assert "The section is done" in text and f"region={UNIT}" in text

    @pytest.mark.parametrize("bad", ["nothing", "research"])
    def test_a_section_that_the_unit_has_not_is_not_found(self, abai, bad):
        assert abai.get(address("section", bad)).status_code == 404
        assert abai.post(address("section", "events"), {"act": bad}).status_code == 404

    @pytest.mark.parametrize("year", ["1", "2019", "9" * 30])
    def test_a_year_that_is_not_open_is_not_found(self, abai, year):
        assert abai.get(f"/admin/returns/{UNIT}/{year}/events/").status_code == 404


class TestStrangers:
    PAGES = [("section", "events"), ("submit",), ("reasons",), ("withdraw",)]

    @pytest.mark.parametrize("page", PAGES)
    def test_another_unit_finds_nothing(self, client, page):
        client.force_login(person("coordinator-kz-71"))

        assert client.get(address(*page)).status_code in (404, 405)
        assert client.post(address(*page), {"act": "finish"}).status_code == 404

    @pytest.mark.parametrize("name", ["reviewer", "official", "editor"])
    @pytest.mark.parametrize("page", PAGES)
    def test_those_who_read_all_change_nothing(self, client, name, page):
        make = {"act": "finish", "confirm": "on", "reason": "-"}
        client.force_login(person(name))

        assert client.post(address(*page), make).status_code == 403
        assert own().state == "draft" and state("events") == "open"

    def test_a_receipt_is_for_its_unit(self, abai, client):
        make_ready(abai)
        send(abai)
        page = reverse("admin:desk_receipt", args=[Receipt.objects.get().pk])
        client.force_login(person("coordinator-kz-71"))

        assert client.get(page).status_code == 404
        client.force_login(person("reviewer"))
        assert client.get(page).status_code == 200

    def test_nobody_who_is_not_signed_in_comes_in(self, client):
        assert "/login/" in client.get(address("submit")).headers["Location"]


class TestSubmitting:
    def test_it_gives_a_receipt_with_number_totals_time_and_hash(self, abai):
        make_ready(abai)

        text = send(abai).content.decode()

        receipt = Receipt.objects.get()
        assert own().state == "submitted"
        for part in (receipt.number, receipt.sha256, "coordinator-kz-10", "All events", "406"):
            assert part in text

    def test_the_hash_is_of_what_the_receipt_keeps(self, abai):
        make_ready(abai)
        send(abai)

        receipt = Receipt.objects.get()
        assert digest(receipt.content) == receipt.sha256
        assert receipt.content["figures"]["events.total"] == [406, 506]
        assert {part["state"] for part in receipt.content["sections"]} == {"done"}

    def test_it_is_read_when_indicators_and_sections_have_gone(self, abai):
        make_ready(abai)
        send(abai)
        Receipt.objects.update(
            content={
                "figures": {"no.such": [1, None]},
                "sections": [{"key": "gone", "state": "x", "reason": "", "rows": 3}],
            }
        )
        page = reverse("admin:desk_receipt", args=[Receipt.objects.get().pk])

        for language in ("kk", "ru", "en"):
            User.objects.update(language=language)
            answer = abai.get(page)
            assert answer.status_code == 200 and "no.such" in answer.content.decode()
        Receipt.objects.update(content={})
        assert abai.get(page).status_code == 200

    def test_sending_twice_shows_the_same_receipt(self, abai):
        make_ready(abai)
        first = send(abai)

        assert send(abai).redirect_chain == first.redirect_chain
        assert Receipt.objects.count() == 1

    @pytest.mark.parametrize(
        ("data", "words"),
        [({"confirm": ""}, "Tick that you have looked"), ({"seen": "-"}, "The figures changed")],
    )
    def test_what_nobody_looked_at_is_not_sent(self, abai, data, words):
        make_ready(abai)

        assert words in send(abai, **data).content.decode()
        assert own().state == "draft"

    def test_an_obstacle_is_a_link_and_no_button(self, abai):
        text = abai.get(address("submit")).content.decode()

        assert address("section", "events") in text and 'name="confirm"' not in text
        assert "neither done nor nil" in send(abai).content.decode()

    def test_an_unexplained_warning_is_in_the_way(self, abai):
        make_ready(abai)
        WarningReason.objects.first().delete()

        assert "no reason yet" in send(abai).content.decode()
        assert own().state == "draft"

    def test_nil_with_records_is_in_the_way(self, abai):
        make_ready(abai)
        own().sections.filter(section="events").update(state="nil", reason="-")

        assert "is nil, but records are there" in abai.get(address("submit")).content.decode()
        assert "not ready" in send(abai).content.decode()

    def test_it_is_withdrawn_and_sent_again_under_a_new_number(self, abai):
        make_ready(abai)
        send(abai)
        assert is_refused(add, build.event(UNIT, "2024-05-17", title="Ескі", attendance=1))

        abai.post(address("withdraw"))
        assert own().state == "draft"
        explain(abai)
        send(abai)

        assert Receipt.objects.count() == 2 and Receipt.objects.filter(withdrawn_at=None).get()

    def test_what_a_reviewer_took_is_not_withdrawn(self, abai):
        make_ready(abai)
        send(abai)
        returns.take(own(), person("reviewer"))

        answer = abai.post(address("withdraw"), follow=True)

        assert "not possible now" in answer.content.decode() and own().state == "in_review"
