"""Why a number looks unusual: the reasons that a return is sent with, those of Abai Region."""

import pytest

from registry.models import ImportBatch, WarningReason
from reports.desk.picture import Picture
from tests import build
from tests.reports.desk.sender import (
    UNIT,
    YEAR,
    address,
    explain,
    given,
    make_ready,
    person,
    said,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def abai(client):
    client.force_login(person("coordinator-kz-10"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


class TestWarnings:
    def test_one_reason_serves_all_that_are_ticked(self, abai):
        assert Picture(UNIT, YEAR).unexplained

        explain(abai)

        assert not Picture(UNIT, YEAR).unexplained
        assert {reason.text for reason in WarningReason.objects.all()} == {
            "Checked with the akimat."
        }

    def test_a_new_warning_wants_a_reason_of_its_own(self, abai):
        explain(abai)
        build.event(UNIT, "2024-05-17", attendance=90_000)

        codes = [warning.code for warning in Picture(UNIT, YEAR).unexplained]
        assert "W02" in codes

    def test_the_reason_of_an_import_is_a_start(self, abai):
        user, sheet = person("coordinator-kz-10"), {"file_name": "a.xlsx", "sha256": "0" * 64}
        told = [{"code": "W03", "reason": "Two halls of one house."}]
        batch = {"region_id": UNIT, "year_id": YEAR, "user": user, "section": "events"} | sheet
        ImportBatch.objects.create(reasons=told, **batch)

        text = abai.get(address("submit")).content.decode()

        assert text.count(">Two halls of one house.</textarea>") == 1

    def test_all_reasons_that_were_typed_are_saved_at_once(self, abai):
        warnings = Picture(UNIT, YEAR).unexplained
        kinds = {(one.code, one.section) for one in warnings}
        assert len(kinds) > 1
        texts = {f"reason-{code}-{key}": f"About {code} of {key}." for code, key in kinds}

        abai.post(address("reasons"), given(warnings, "") | texts)

        told = set(WarningReason.objects.values_list("text", flat=True))
        assert told == set(texts.values())

    @pytest.mark.parametrize("wrong", ["text", "ticks"])
    def test_what_is_refused_comes_back_as_it_was_typed(self, abai, wrong):
        warnings = Picture(UNIT, YEAR).unexplained
        data = given(warnings[:1], " " if wrong == "text" else "Quite <right>.")

        answer = abai.post(address("reasons"), data | ({"warning": []} if wrong == "ticks" else {}))

        assert not WarningReason.objects.exists()
        page = answer.content.decode()
        assert page.count(">Quite &lt;right&gt;.</textarea>") == (wrong == "ticks")
        assert page.count('name="warning"') > page.count(" checked") == (wrong == "text")

    def test_a_sent_return_takes_no_more_reasons(self, abai):
        make_ready(abai)
        send(abai)
        number = WarningReason.objects.count()

        abai.post(address("reasons"), given(Picture(UNIT, YEAR).warnings, "Too late."))

        assert WarningReason.objects.count() == number

    def test_the_page_links_each_row(self, abai):
        text = abai.get(address("submit")).content.decode()

        assert "/admin/registry/event/" in text and "W03" in text

    def test_the_page_says_when_it_can_be_sent(self, abai):
        assert "appears here when every warning has a reason" in said(abai, "submit")
        make_ready(abai)
        assert "appears here" not in said(abai, "submit")

    def test_the_page_of_a_sent_return_asks_for_nothing(self, abai):
        make_ready(abai)
        send(abai)
        build.event(UNIT, "2024-05-17", attendance=90_000)  # as headquarters may have it

        text = said(abai, "submit")

        assert "What will be sent" not in text and "W02" not in text
