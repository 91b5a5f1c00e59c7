"""The history page tells a record's life in the reader's language: who, when, how, what."""

import re
from html import unescape

import pytest

from registry import models as m
from registry.sheets.undoing import undo
from tests import build
from tests.registry import rows
from tests.registry.doors import OWN, A, B, address, person
from tests.registry.sheets.test_importing import PLAIN, taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today(monkeypatch):
    from tests.registry.sheets.files import TODAY

    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


@pytest.fixture
def bolat(db):
    build.reporting_year(2026)
    user = person("bolat", "coordinators", A)
    user.first_name, user.last_name = "Болат", "Серіков"
    user.save()
    return user


def past(browser, model, key, language="kk"):
    """The rows of the history page as texts, the newest first."""
    m.User.objects.update(language=language)
    page = unescape(browser.get(address(model, "history", key)).content.decode())
    table = page.split('<table id="change-history">')[1].split("</table>")[0]
    rows = table.split("<tr>")[2:]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def save(browser, model, key, **values):
    page = address(model, "change", key)
    answer = browser.post(page, rows.posted(browser.get(page)) | values)
    assert answer.status_code == 302


class TestPage:
    def test_it_tells_a_life_through_an_import_a_form_and_the_way_back(self, client, bolat):
        event = build.event(A, "2026-10-24", **PLAIN)
        batch = taken(bolat, {"number": event.pk, "attendance": 7, "role_elders": "қатысушы"})
        client.force_login(bolat)
        save(client, m.Event, event.pk, body_elders="organised")
        save(client, m.Event, event.pk, body_elders="took_part")
        undo(batch, bolat)

        told = past(client, m.Event, event.pk)

        assert len(told) == 7
        last, first = told[1], told[-1]
        assert all("Болат Серіков" in one for one in told[:-1]) and "Портал" in first
        assert {f"импортты қайтару {batch}" in one for one in told[:2]} == {True}
        assert any("Қамтылған адам саны: 7 → 120" in one for one in told[:2]), last
        assert "жазба нысаны" in told[2] and "Ақсақалдар кеңесі" in told[2]
        assert "қатысушы" in told[2].split("→")[1]
        assert f"импорт {batch}" in told[5] and "120 → 7" in "".join(told[4:6])
        assert "Қамтылған адам саны: 120" in first and "команда" in first

    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_no_code_and_no_word_of_another_language_is_shown(self, client, bolat, language):
        client.force_login(bolat)
        council = build.council(A)
        build.headcount(council, 2025)
        save(client, m.EldersCouncil, council.pk, level="city", host="")

        text = " ".join(past(client, m.EldersCouncil, council.pk, language))

        words = {"kk": "қалалық", "ru": "городской", "en": "city"}
        assert words[language] in text
        assert not re.search(
            r"regional|None|True|history|structure" if language != "en" else "None", text
        )

    def test_a_deleted_record_has_one_too(self, client, bolat):
        client.force_login(bolat)
        event = build.event(A, "2026-10-24", {"elders": "organised"})
        page = address(m.Event, "delete", event.pk)
        client.post(page, rows.deleted(client.get(page)))

        told = past(client, m.Event, event.pk)

        assert len(told) == 4 and sum("өшірілді" in one for one in told) == 2

    def test_the_parts_of_a_record_that_moved_are_told_to_the_unit_of_their_time(
        self, client, bolat
    ):
        council = build.council(A)
        number = build.headcount(council, 2025, 1111)
        council.region_id = B
        council.save()
        number.members = 2222
        number.save()

        for user, seen, unseen in (
            (bolat, "1111", "2222"),
            (person("bota", "coordinators", B), "2222", "1111"),
        ):
            client.force_login(user)
            told = " ".join(past(client, m.EldersCouncil, council.pk)).replace("\xa0", "")
            assert seen in told and unseen not in told


class TestOneVersionEach:
    def test_a_form_keeps_one_version_of_what_it_changes(self, client, bolat):
        client.force_login(bolat)
        rows.year()
        for model in OWN:
            row = rows.make(model, A)
            data = rows.posted(client.get(address(model, "change", row.pk)))
            before = row.history.count()
            save(client, model, row.pk, **rows.a_change(data))
            version = row.history.first()
            assert row.history.count() == before + 1, model
            assert (version.history_user, version.history_through) == (bolat, "form")

    def test_new_languages_of_an_outlet_are_one_version(self, client, bolat):
        client.force_login(bolat)
        outlet = rows.make(m.MediaOutlet, A)
        before = outlet.history.count()

        save(client, m.MediaOutlet, outlet.pk, languages=["kk", "ru"], name="Жаңа атау")

        assert outlet.history.count() == before + 1
        kept = outlet.history.first().languages.values_list("language", flat=True)
        assert sorted(kept) == ["kk", "ru"]

    def test_a_part_of_a_form_keeps_one_version(self, client, bolat):
        client.force_login(bolat)
        council = rows.make(m.EldersCouncil, A)
        number = council.headcounts.get()

        save(client, m.EldersCouncil, council.pk, **{"headcounts-0-members": "20"})
        save(client, m.EldersCouncil, council.pk, **{"headcounts-0-DELETE": "on"})

        kept = m.Headcount.history.filter(id=number.pk).order_by("history_id")
        kinds = kept.values_list("history_type", "history_through")
        assert list(kinds) == [("+", "command"), ("~", "form"), ("-", "form")]
        assert council.history.count() == 1

    def test_the_action_keeps_one_version_of_each_record_and_part(self, client, bolat):
        client.force_login(bolat)
        page = address(m.Event, "changelist")
        event = build.event(A, "2026-10-24", {"elders": "organised"})
        data = {"action": "delete_selected", "_selected_action": event.pk}

        client.post(page, data | rows.deleted(client.post(page, data)))

        for model in (m.Event, m.Participation):
            last = model.history.get(history_type="-")
            assert (last.history_user, last.history_through) == (bolat, "form")

    def test_what_was_loaded_in_bulk_keeps_its_old_values(self, client, bolat):
        client.force_login(bolat)
        event = build.event(A, "2026-10-24", {"elders": "organised"}, **PLAIN)
        for model in (m.Event, m.Participation):
            model.history.all().delete()

        taken(bolat, {"number": event.pk, "attendance": 7, "role_elders": "қатысушы"})

        for model in (m.Event, m.Participation):
            kept = model.history.order_by("history_id").values_list("history_through", flat=True)
            assert [through.split()[0] for through in kept] == ["start", "import"]
        assert m.Event.history.last().attendance == 120
