"""A row finds its record by number or by key, and others by name, among those of the unit."""

import pytest
from django.utils.translation import override

from registry.sheets.intake import Intake
from tests import build
from tests.registry.sheets import packages
from tests.registry.sheets.files import BY_KEY, TODAY, checked, codes, file, sheet
from tests.registry.sheets.test_checking import events

pytestmark = pytest.mark.django_db
NAMES = [column.name for column in BY_KEY["events"].all_columns]


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
        names = [n for n in NAMES if n != "programme"]

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
        assert "2-жолмен бірдей (өткізілген күні, атауы, " in str(result.errors[0])

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
        twins = [build.programme("social", unit="KZ-71", name="Бір атау") for _ in range(2)]
        build.programme("social", unit="KZ-10", name="Бір атау")

        result = events(bolat, {"programme": "Бір атау"})

        assert codes(result) == [("R21", 2, "J")]
        assert f": № {twins[0].pk}, 15.01.2020; № {twins[1].pk}, 15.01.2020. " in str(
            result.errors[0]
        )

    def test_what_the_list_offers_for_one_name_of_several_is_taken(self, bolat):
        twins = [build.programme("social", unit="KZ-71", name="Бір атау") for _ in range(2)]
        cell = next(c.cell for c in BY_KEY["events"].columns if c.name == "programme")
        intake = Intake(bolat, "KZ-71", 2026, "events", TODAY)

        offered = cell.words(intake).shown()

        assert offered == [f"Бір атау (№ {twin.pk})" for twin in twins]
        for text, twin in zip(offered, twins, strict=True):
            assert cell.show(twin, intake) == text
            assert events(bolat, {"programme": text}).entries[0].record.programme == twin
        assert codes(events(bolat, {"programme": "Басқа атау (№ 1)"}))[0][0] == "R10"

    def test_twins_of_several_units_are_told_by_their_unit_too(self, bolat):
        bolat.units.add("KZ-10")
        one, other = (
            build.programme("social", unit=unit, name="Бір атау") for unit in ("KZ-71", "KZ-10")
        )

        for text in (f"Бір атау (№ {other.pk}, Абай облысы)", f"Бір атау (№ {other.pk})"):
            assert events(bolat, {"programme": text}).entries[0].record.programme == other
        said = str(events(bolat, {"programme": "Бір атау"}).errors[0])
        assert (
            f"№ {one.pk}, Астана қаласы, 15.01.2020; № {other.pk}, Абай облысы, 15.01.2020" in said
        )

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
