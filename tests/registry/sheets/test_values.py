"""Numbers, days and choices read the same in every language, and nothing is guessed."""

from datetime import date, datetime, time

import pytest
from django.utils.translation import override

from registry.sheets import values
from registry.sheets.messages import Problem

TODAY = date(2026, 11, 1)
TOPICS = values.Words((("мәдениет", "culture"), ("культура", "culture"), ("спорт", "sport")))


@pytest.fixture(params=["kk", "ru", "en"], autouse=True)
def language(request, settings):
    """Every rule holds in each language, and with the setting that breaks Django's own fields."""
    settings.USE_THOUSAND_SEPARATOR = True
    with override(request.param):
        yield


def said(function, *args, **options):
    """The code of the problem, and the values that its sentence names."""
    with pytest.raises(Problem) as problem:
        function(*args, **options)
    return problem.value.message.code, problem.value.message.values


class TestCount:
    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            (1200, 1200),
            (1200.0, 1200),
            ("1200", 1200),
            ("1 200", 1200),
            ("1\u00a0200", 1200),
            ("1\u202f200", 1200),
            (" 12 345 678 ", 12345678),
            ("252500.0", 252500),
            ("252500,00", 252500),
            ("0", 0),
            ("\ufeff7\u200b", 7),
        ],
    )
    def test_it_reads_a_whole_number(self, cell, number):
        assert values.count(cell) == number

    @pytest.mark.parametrize(
        ("cell", "code"),
        [
            ("шамамен 50", "R02"),
            ("50 адам", "R02"),
            ("1 20", "R02"),
            ("12 00", "R02"),
            ("٣٤", "R02"),
            (True, "R02"),
            (datetime(2026, 5, 1), "R02"),
            (time(9, 30), "R02"),
            (252.5, "R03"),
            ("252,5", "R03"),
            ("252.5", "R03"),
            ("0,500", "R03"),
            ("1,234,567", "R03"),
            ("1,200", "R03 two"),
            ("1.200", "R03 two"),
            ("-5", "R04"),
            ("−5", "R04"),
            (-1, "R04"),
            (3_000_000_000, "R19"),
            (float("inf"), "R19"),
            (float("nan"), "R19"),
        ],
    )
    def test_it_refuses_what_is_no_count(self, cell, code):
        assert said(values.count, cell)[0] == code

    @pytest.mark.parametrize(
        ("cell", "a", "b"),
        [("1,200", "1200", "1,2"), ("1.000", "1000", "1"), ("12.345", "12345", "12.345")],
    )
    def test_it_names_both_readings(self, cell, a, b):
        message = said(values.count, cell)[1]

        assert (message["a"], message["b"]) == (a, b)


class TestDay:
    @pytest.mark.parametrize(
        "cell",
        [
            datetime(2026, 10, 24),
            datetime(2026, 10, 24, 18, 30),
            date(2026, 10, 24),
            "24.10.2026",
            " 24.10.2026 ",
            "24.10.2026 00:00:00",
            "2026-10-24",
            "2026-10-24T00:00:00",
        ],
    )
    def test_it_reads_a_day(self, cell):
        found = values.day(cell)

        assert found == date(2026, 10, 24) and type(found) is date

    @pytest.mark.parametrize(
        "cell",
        [
            "32.10.2026",
            "29.02.2026",
            "10/24/2026",
            "05/06/2026",
            "24.10.26",
            "қазан",
            46319,
            time(9),
            "",
            "2026",
        ],
    )
    def test_it_refuses_what_it_cannot_read(self, cell):
        assert said(values.day, cell)[0] == "R05"

    def test_a_day_of_another_year_and_one_to_come_are_refused(self):
        assert values.within("1.3.2026", 2026, TODAY) == date(2026, 3, 1)
        assert said(values.within, "24.10.2025", 2026, TODAY) == (
            "R06",
            {"v": "24.10.2025", "year": 2026},
        )
        assert said(values.within, "24.12.2026", 2026, TODAY)[0] == "R07"
        assert said(values.within, "24.10.2062", 2026, TODAY)[0] == "R07"
        assert said(values.day, "24.10.0206")[0] == "R23"


class TestChoice:
    @pytest.mark.parametrize("cell", ["мәдениет", "МӘДЕНИЕТ", " культура ", "kультуpа"])
    def test_a_word_of_any_language_is_found(self, cell):
        assert values.choice(cell, TOPICS) == "culture"

    def test_the_nearest_word_is_named(self):
        assert said(values.choice, "мәденит", TOPICS) == (
            "R08",
            {"v": "мәденит", "hint": "мәдениет"},
        )
        assert said(values.choice, "бояу", TOPICS)[0] == "R08 far"
        assert said(values.choice, 5, TOPICS)[0] == "R08 far"


class TestText:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("  Достық   күні\n", "Достық күні"),
            ("Aбай облысы", "Абай облысы"),
            ("Қaзaқcтaн", "Қазақстан"),
            ("Facebооk", "Facebook"),
            ("IT-хаб", "IT-хаб"),
            ("XXI ғасыр", "XXI ғасыр"),
            ("Жuлдыз", "Жuлдыз"),
            (2026, "2026"),
            (12.5, "12,5"),
            (date(2026, 5, 1), "01.05.2026"),
        ],
    )
    def test_it_cleans_spaces_and_look_alikes_and_nothing_else(self, cell, text):
        assert values.text(cell) == text

    def test_it_is_never_cut(self):
        assert values.text("ұ" * 300, 300) == "ұ" * 300
        assert said(values.text, "ұ" * 301, 300) == ("R13", {"m": 301, "max": 300})
