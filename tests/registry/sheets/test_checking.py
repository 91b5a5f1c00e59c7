"""A file is checked whole: all that is wrong, where it is, and what it would change."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from registry.models import Event
from registry.sheets.messages import Message
from tests import build
from tests.registry.sheets import packages
from tests.registry.sheets.files import EVENT, checked, codes, file, heading, sheet

pytestmark = pytest.mark.django_db
COLUMNS = {"held_on": "C", "title": "D", "attendance": "I", "topic": "H", "region": "B"}


def events(user, *rows, **options):
    return checked(user, "events", file("events", *(EVENT | row for row in rows), **options))


class TestRows:
    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_headings_of_any_language_are_known(self, bolat, language):
        result = events(bolat, {}, language=language)

        assert not result.errors and result.count("add") == 1

    def test_a_good_row_becomes_a_record_with_its_bodies(self, bolat):
        result = events(bolat, {"role_elders": "ұйымдастырушы", "role_youth": "Участник"})

        record, parts = result.entries[0].record, result.entries[0].parts
        assert (record.region_id, record.held_on) == ("KZ-71", date(2026, 10, 24))
        assert [(p.after.kind, p.after.role) for p in parts] == [
            ("elders", "organised"),
            ("youth", "took_part"),
        ]
        assert not Event.objects.exists()

    @pytest.mark.parametrize(
        ("column", "cell", "code"),
        [
            ("title", None, "R01"),
            ("attendance", "шамамен 50", "R02"),
            ("attendance", 252.5, "R03"),
            ("attendance", "1,200", "R03"),
            ("attendance", -1, "R04"),
            ("held_on", "32.10.2026", "R05"),
            ("held_on", "24.10.2025", "R06"),
            ("held_on", "24.12.2026", "R07"),
            ("topic", "спортт", "R08"),
            ("region", "Абай облысы", "R09"),
            ("title", "ұ" * 301, "R13"),
        ],
    )
    def test_a_cell_is_refused_at_its_address(self, bolat, column, cell, code):
        result = events(bolat, {}, {"title": "Басқа", column: cell})

        assert codes(result) == [(code, 3, COLUMNS[column])]
        assert result.count("add") == 1

    def test_all_mistakes_are_told_at_once(self, bolat):
        result = events(bolat, {"attendance": "х", "held_on": "x"}, {"topic": "x"}, {"place": None})

        assert [code for code, _row, _column in codes(result)] == ["R05", "R02", "R08", "R01"]

    def test_a_message_names_the_sheet_the_row_the_letter_and_the_heading(self, bolat):
        result = events(bolat, {"attendance": "шамамен 50"})

        with override("kk"):
            text = str(result.errors[0])
        assert text.startswith(
            "«Іс-шаралар» парағы, 2-жол, I бағаны (Қамтылған адам саны): «шамамен 50» – сан емес."
        )

    def test_the_language_of_the_page_changes_no_value_and_no_mistake(self, bolat):
        cells = ["252,5", "1 200", "1,200", "1.200", 252.5, "шамамен 50", -1, None, "1200"]
        rows = [EVENT | {"title": f"Іс-шара {n}", "attendance": v} for n, v in enumerate(cells)]
        rows += [EVENT | {"held_on": "24.10.2026", "topic": word} for word in ("спорт", "sport")]
        found = []
        for language in ("kk", "ru", "en"):
            with override(language):
                result = checked(bolat, "events", file("events", *rows))
                values = [e.values.get("attendance") for e in result.good]
                found.append((codes(result), values, result.digest))

        assert found[0] == found[1] == found[2] and found[0][1] == [1200, 1200, 120]

    def test_a_look_alike_is_put_right_and_told(self, bolat):
        result = events(bolat, {"title": "Дocтық  күні"})

        assert result.entries[0].record.title == "Достық күні"
        assert [m.code for m in result.notes] == ["N01"]

    def test_a_title_above_the_headings_changes_only_the_row_numbers(self, bolat):
        rows = [["Астана қаласы, 2026 жыл"], [], *sheet("events", EVENT | {"attendance": "x"})]

        result = checked(bolat, "events", packages.book(*rows))

        assert codes(result) == [("R02", 4, "I")]

    def test_empty_rows_are_skipped_and_counted(self, bolat):
        result = events(bolat, {}, dict.fromkeys(EVENT), {"title": "Екінші"})

        assert not result.errors and result.count("add") == 2
        assert Message("N02", {"n": 1}) in result.notes

    def test_a_semicolon_file_says_the_same(self, bolat):
        text = "\r\n".join(";".join(str(c or "") for c in row) for row in sheet("events", EVENT))

        result = checked(bolat, "events", text.encode("kz1048"), name="a.csv")

        assert not result.errors and result.count("add") == 1


class TestFile:
    def test_a_file_that_cannot_be_read_has_its_sentence(self, bolat):
        result = checked(bolat, "events", b"%PDF", name="a.pdf")

        assert codes(result) == [("F02", None, None)] and not result.is_readable

    def test_a_missing_heading_stops_and_an_unknown_one_does_not(self, bolat):
        rows = sheet("events", EVENT)
        rows[0][2], rows[0][3] = "Күн", "Күндер"

        result = checked(bolat, "events", packages.book(*rows))

        missing = [m.values["header"] for m in result.errors]
        assert missing == [heading("events", n) for n in ("held_on", "title")]
        assert [m.values["header"] for m in result.notes] == ["Күн", "Күндер"]
        assert not result.good

    def test_a_heading_that_stands_twice_is_refused(self, bolat):
        rows = sheet("events", EVENT)
        rows[0].append(rows[0][2])

        assert codes(checked(bolat, "events", packages.book(*rows)))[0][0] == "F20"

    def test_a_foreign_file_has_none_of_the_headings(self, bolat):
        result = checked(bolat, "events", packages.book(["Фамилия", "Имя"], ["А", "Б"]))

        assert codes(result)[0][0] == "F17"

    def test_a_file_of_headings_only_has_no_rows(self, bolat):
        assert codes(checked(bolat, "events", file("events")))[0][0] == "F04"

    def test_another_units_file_is_not_taken(self, bolat):
        with pytest.raises(PermissionDenied):
            checked(bolat, "events", file("events", EVENT), unit="KZ-10")


def test_it_asks_the_database_no_more_for_more_rows(bolat, django_assert_max_num_queries):
    rows = [{"title": f"Іс-шара {n}", "role_elders": "қатысушы"} for n in range(40)]
    data = file("events", *(EVENT | row for row in rows))

    with django_assert_max_num_queries(12):
        result = checked(bolat, "events", data)
    assert result.count("add") == 40


def test_the_digest_tells_when_the_file_would_do_something_else(bolat):
    fields = {"title": "Достық күні", "place": "Есіл ауданы", "topic": "sport"}
    event = build.event("KZ-71", "2026-10-24", **fields)
    first = events(bolat, {"number": event.pk, "attendance": 150}).digest
    assert first == events(bolat, {"number": event.pk, "attendance": 150}).digest

    event.place = "Алматы ауданы"
    event.save()

    assert first != events(bolat, {"number": event.pk, "attendance": 150}).digest
