"""Editors change the template with a preview; a faulty slot is refused by its name."""

import pytest

from registry.models import User
from reports.models import Milestone, PressTemplate
from tests.registry import rows
from tests.reports.test_views import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def editor(client):
    client.force_login(User.objects.get(username="editor"))
    return client


def address(language="en"):
    return f"/admin/reports/presstemplate/{PressTemplate.objects.get(language=language).pk}/change/"


def send(editor, sentence, language="en", **buttons):
    data = rows.posted(editor.get(address(language)))
    return editor.post(address(language), data | {"text": sentence, **buttons})


def test_a_good_template_is_saved(editor):
    response = send(editor, "We had {elders.events|over:100|event/events}.")

    assert response.status_code == 302
    assert PressTemplate.objects.get(language="en").text.startswith("We had")
    assert PressTemplate.history.filter(language="en").first().history_user.username == "editor"


@pytest.mark.parametrize("slot", ["{elders.event}", "{elders.events|over:7}", "{elders.events"])
def test_a_bad_slot_is_named_and_nothing_saved(editor, slot):
    before = PressTemplate.objects.get(language="en").text
    response = send(editor, f"We had {slot}.")

    assert slot in response.context["adminform"].form.errors["text"].as_text()
    assert PressTemplate.objects.get(language="en").text == before


def test_a_preview_shows_each_published_year_and_saves_nothing(editor):
    before = PressTemplate.objects.get(language="en").text
    response = send(editor, "In {year}: {elders.events|exact|event/events}.", _preview="1")

    page = text(response)
    for sentence in ("In 2021: 3,017 events", "In 2022: 4,730 events", "In 2023: 6,358 events"):
        assert sentence.split(": ")[0] in page and sentence.split(": ")[1] in page
    assert "We are" not in page and response.status_code == 200
    assert PressTemplate.objects.get(language="en").text == before


def test_a_preview_of_a_bad_slot_is_an_error_too(editor):
    response = send(editor, "We had {no.such}.", _preview="1")

    assert "previews" not in response.context
    assert response.context["adminform"].form.errors["text"]


def test_a_preview_leaves_out_what_is_not_applicable(editor):
    page = text(send(editor, "Always.\nOrder: {awards.el_birligi}.", _preview="1"))

    assert page.count("Always.") - page.count("Order: {") == 3
    assert page.count("Order: ") - page.count("Order: {") == 1


def test_a_template_in_its_form_is_shown_as_text(editor):
    body = send(editor, "<b>We</b> {elders.events}.", _preview="1").content.decode()

    assert "<b>We</b>" not in body


def test_a_milestone_with_a_bad_slot_is_refused(editor):
    data = {"year": 2023, "position": 9, "text_kk": "Бір.", "text_ru": "Один.", "text_en": "{one}"}

    response = editor.post("/admin/reports/milestone/add/", data)
    assert "{one}" in response.context["adminform"].form.errors["text_en"].as_text()
    editor.post("/admin/reports/milestone/add/", data | {"text_en": "One."})
    assert Milestone.objects.get(position=9).text("en") == "One."


def test_only_editors_change_it(client):
    client.force_login(User.objects.get(username="official"))

    response = send(client, "We had {elders.events}.")
    assert response.status_code == 403
