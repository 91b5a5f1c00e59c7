"""A file is checked whole: all that is wrong, where it is, and what it would change."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from registry.models import Event, Structure
from registry.sheets.messages import Message
from tests import build
from tests.registry.sheets import packages
from tests.registry.sheets.files import COUNCIL, EVENT, checked, codes, file, heading, sheet

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


class TestMatching:
    def stored(self, **fields):
        facts = {
            "title": "Достық күні",
            "place": "Есіл ауданы",
            "topic": "sport",
            "attendance": 120,
        }
        return build.event("KZ-71", "2026-10-24", **facts | fields)

    def test_an_equal_row_changes_nothing_with_or_without_its_number(self, bolat):
        event = self.stored()

        for row in ({}, {"number": event.pk}, {"title": "ДОСТЫҚ  күні", "number": None}):
            result = events(bolat, row)
            assert (result.count("same"), len(result.entries)) == (1, 1) or row.get("title")

    def test_a_different_row_with_its_number_updates(self, bolat):
        event = self.stored()
        event.participations.create(kind="elders", role="organised")

        result = events(bolat, {"number": event.pk, "attendance": 150})

        assert result.count("update") == 1
        with override("kk"):
            assert [(old, new) for _h, old, new in result.changed[0].changes(result.intake)] == [
                (120, 150),
                ("ұйымдастырушы", ""),
            ]

    def test_a_column_that_the_file_lacks_stays_as_it_is(self, bolat):
        event = self.stored(programme=build.programme("social", unit="KZ-71"))
        names = [n for n in sheet_names() if n != "programme"]

        result = events(bolat, {"number": event.pk}, names=names)

        assert result.count("same") == 1

    def test_a_different_row_without_its_number_asks_for_it(self, bolat):
        event = self.stored()

        result = events(bolat, {"attendance": 150})

        assert codes(result) == [("R12", 2, "")]
        assert result.errors[0].values == {"id": event.pk}

    def test_two_rows_of_one_key_are_one_too_many(self, bolat):
        result = events(bolat, {}, {}, {"attendance": 5})

        assert codes(result) == [("R11", 3, ""), ("R11", 4, "")]
        assert result.errors[0].values == {"m": 2}

    def test_a_number_of_another_unit_is_not_there(self, bolat):
        foreign = build.event("KZ-10", "2026-10-24", title="Құпия")

        for number in (foreign.pk, 10**9):
            result = events(bolat, {"number": number})
            assert codes(result) == [("R20", 2, "A")]
            assert "Құпия" not in "".join(map(str, result.messages))

    def test_the_same_key_in_another_unit_is_a_new_record(self, bolat):
        build.event("KZ-10", "2026-10-24", title="Достық күні", place="Есіл ауданы")

        assert events(bolat, {}).count("add") == 1

    def test_equal_agreements_are_as_many_as_their_rows(self, bolat):
        row = {"concluded_on": "24.10.2026", "category": "отбасылық даулар"}
        build.agreement("KZ-71", "2026-10-24")

        result = checked(bolat, "mediation", file("agreements", row, row))

        assert (result.count("same"), result.count("add")) == (1, 1)
        assert [m.code for m in result.warnings] == ["W06"]


def sheet_names():
    from tests.registry.sheets.files import BY_KEY

    return [column.name for column in BY_KEY["events"].all_columns]


class TestLinks:
    def test_a_record_of_the_own_unit_is_found_by_name_and_by_number(self, bolat):
        programme = build.programme("social", unit="KZ-71", name="Достық керуені")

        for cell in ("достық КЕРУЕНІ", f"№ {programme.pk}", programme.pk):
            result = events(bolat, {"programme": cell})
            assert result.entries[0].record.programme == programme

    def test_a_foreign_record_is_no_more_there_than_none(self, bolat):
        foreign = build.programme("social", unit="KZ-10", name="Құпия жоба")

        for cell in (foreign.name, "Құпия жобаа", f"№ {foreign.pk}", "Жоқ"):
            result = events(bolat, {"programme": cell})
            assert codes(result) == [("R10", 2, "J")]
            assert "hint" not in result.errors[0].values

    def test_the_nearest_own_name_is_a_hint(self, bolat):
        build.programme("social", unit="KZ-71", name="Достық керуені")

        result = events(bolat, {"programme": "Достық керуенi жобасы"})

        assert result.errors[0].values["hint"] == "Достық керуені"

    def test_one_name_of_several_records_asks_for_a_number(self, bolat):
        for _ in range(2):
            build.programme("social", unit="KZ-71", name="Бір атау")

        assert codes(events(bolat, {"programme": "Бір атау"})) == [("R21", 2, "J")]

    def test_a_place_is_a_region_that_the_person_may_name(self, bolat):
        assert events(bolat, {"held_in": "Астана"}).entries[0].record.held_in_id == "KZ-71"
        assert codes(events(bolat, {"held_in": "Абай облысы"}))[0][0] == "R08"

    def test_a_row_may_name_a_record_that_the_same_file_adds(self, bolat):
        book = packages.Workbook()
        mediator = {"register_number": "М-1", "full_name": "Ахметов А.", "kind": "кәсіби"}
        mediator |= {"opened_on": "01.02.2020"}
        agreement = {
            "concluded_on": "24.10.2026",
            "category": "отбасылық даулар",
            "mediator": "М-1",
        }
        for row in sheet("agreements", agreement):
            book.active.append(row)
        other = book.create_sheet("Б")
        for row in sheet("mediators", mediator):
            other.append(row)

        result = checked(bolat, "mediation", packages.saved(book))

        assert not result.errors
        assert result.entries[1].record.mediator is result.entries[0].record


class TestStructures:
    def council(self, user, row, **options):
        return checked(user, "elders", file("elders", COUNCIL | row, **options))

    def test_the_members_of_the_year_come_with_the_council(self, bolat):
        result = self.council(bolat, {})

        part = result.entries[0].parts[0].after
        assert (part.year, part.members, part.structure) == (2026, 12, result.entries[0].record)

    def test_members_or_a_reason_and_not_both(self, bolat):
        assert not self.council(bolat, {"members": None, "unknown_because": "Жаңаруда"}).errors
        both = self.council(bolat, {"unknown_because": "Жаңаруда"})
        assert [code for code, _row, _column in codes(both)] == ["R24"]

    def test_a_level_and_a_unit_that_do_not_belong_together_are_told(self, bolat):
        assert codes(self.council(bolat, {"level": "республикалық"}))[0][0] == "R24"

    def test_a_council_of_a_later_year_is_not_of_this_file(self, bolat):
        result = checked(
            bolat, "elders", file("elders", COUNCIL | {"opened_on": "01.02.2026"}), year=2025
        )

        assert codes(result)[0] == ("R06", 2, "F")

    def test_months_that_do_not_add_up_are_told(self, bolat):
        row = COUNCIL | {"materials_1": 4, "materials_2": 5, "materials_total": 10}

        result = checked(bolat, "clubs", file("clubs", row))

        assert [m.number for m in result.errors] == ["R14"]
        assert result.errors[0].values == {"parts": 9, "total": 10}

    def test_a_register_number_of_another_unit_is_taken(self, bolat):
        build.mediator("KZ-10", register_number="М-77", full_name="Құпия")
        row = {"register_number": "М-77", "full_name": "Ахметов А.", "kind": "кәсіби"}

        result = checked(bolat, "mediation", file("mediators", row | {"opened_on": "01.02.2020"}))

        assert codes(result) == [("R22", 2, "C")]


class TestDoubts:
    def test_a_great_change_of_members_wants_a_reason(self, bolat):
        council = build.council(name="Бірлік")
        build.headcount(council, 2025, 100)
        row = COUNCIL | {"number": council.pk}

        for members, is_odd in ((160, True), (151, True), (149, False), (100, False), (40, True)):
            result = checked(bolat, "elders", file("elders", row | {"members": members}))
            assert bool(result.warnings) == is_odd, members
        assert result.warnings[0].values == {"a": 100, "b": 40, "p": "−60%"}

    def test_a_crowd_wants_a_reason(self, bolat):
        build.event("KZ-71", "2025-05-01", attendance=100)

        assert [m.code for m in events(bolat, {"attendance": 501}).warnings] == ["W02"]
        assert not events(bolat, {"attendance": 500}).warnings

    def test_a_like_event_of_the_same_day_wants_a_look(self, bolat):
        like = build.event("KZ-71", "2026-10-24", title="Достық күніне арналған кеш")

        result = events(bolat, {"title": "Достық күніне арналған кеші"})

        assert [m.values["id"] for m in result.warnings] == [like.pk]
        assert not events(bolat, {"title": "Спартакиада"}).warnings


class TestLock:
    def test_a_locked_section_is_refused_in_the_words_of_the_lock(self, bolat):
        build.hand_in("KZ-71", 2026, "submitted", ["events"])

        result = events(bolat, {}, {"title": "Екінші"})

        assert codes(result) == [("R16", 2, ""), ("R16", 3, "")]

    def test_what_moves_no_figure_may_still_change(self, bolat):
        council = build.council(name="Бірлік")
        build.headcount(council, 2026, 12)
        build.hand_in("KZ-71", 2026, "submitted", ["elders"])
        row = COUNCIL | {"number": council.pk, "host": "Әкімдік"}

        assert checked(bolat, "elders", file("elders", row)).count("update") == 1
        assert codes(checked(bolat, "elders", file("elders", row | {"members": 13}))) == [
            ("R16", 2, "")
        ]
        assert Structure.objects.get().host == ""


def test_it_asks_the_database_no_more_for_more_rows(bolat, django_assert_max_num_queries):
    rows = [{"title": f"Іс-шара {n}", "role_elders": "қатысушы"} for n in range(40)]
    data = file("events", *(EVENT | row for row in rows))

    with django_assert_max_num_queries(12):
        result = checked(bolat, "events", data)
    assert result.count("add") == 40


def test_the_digest_tells_when_the_file_would_do_something_else(bolat):
    event = TestMatching().stored()
    first = events(bolat, {"number": event.pk, "attendance": 150}).digest
    assert first == events(bolat, {"number": event.pk, "attendance": 150}).digest

    event.place = "Алматы ауданы"
    event.save()

    assert first != events(bolat, {"number": event.pk, "attendance": 150}).digest
