"""Every code has a sentence in each language, with its place as Excel shows it."""

import re
import string

import pytest
from django.utils.translation import override

from registry.sheets.messages import TEXTS, Message, Place, Problem

PLACE = Place("Іс-шаралар", 7, "D", "Қатысушылар")
PROMISED = {"F": 9, "R": 16, "W": 3, "N": 2}


def placeholders(text):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def filled(code):
    return dict.fromkeys(placeholders(str(TEXTS[code])), "7")


def test_no_promised_code_is_missing():
    for kind, number in PROMISED.items():
        assert {f"{kind}{n:02}" for n in range(1, number + 1)} <= set(TEXTS)


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_has_the_same_places_for_values_in_each_language(code):
    with override("en"):
        english = str(TEXTS[code])
    for language in ("kk", "ru"):
        with override(language):
            assert str(TEXTS[code]) != english
            assert placeholders(str(TEXTS[code])) == placeholders(english)


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_message_has_no_english_in_it(code, language):
    with override(language):
        text = str(Message(code, filled(code), PLACE))

    words = set(re.findall(r"[A-Za-z]{2,}", text))
    assert words <= {"Excel", "xlsx"} and "{" not in text


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("kk", "«Іс-шаралар» парағы, 7-жол, D бағаны (Қатысушылар): «шамамен 50» – сан емес."),
        ("ru", "Лист «Іс-шаралар», строка 7, столбец D (Қатысушылар): «шамамен 50» – не число."),
        ("en", "Sheet “Іс-шаралар”, row 7, column D (Қатысушылар): “шамамен 50” is not a number."),
    ],
)
def test_a_message_says_where_what_and_what_to_do(language, start):
    message = Problem("R02", v="шамамен 50").message.at(PLACE)

    with override(language):
        assert str(message).startswith(start)


def test_a_long_value_is_shortened_and_its_braces_are_only_text():
    with override("en"):
        text = Message("R02", {"v": "{max}" + "ұ" * 500}).reason

    assert text.startswith("“{max}ұұ") and "…" in text and len(text) < 150


def test_only_the_file_and_its_rows_stop_an_import():
    stopping = {code[0] for code in TEXTS if Message(code).stops}

    assert stopping == {"F", "R"}
    assert not Message("F08").stops and not Message("F21").stops
    assert Message("R03 two").number == "R03"
