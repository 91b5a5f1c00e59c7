"""How numbers and dates are written in the three languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import grammar
from reports.grammar import en, kk, ru

NBSP, MINUS = "\u00a0", "\u2212"
LANGUAGES = [kk, ru, en]


@pytest.mark.parametrize(
    ("language", "text"),
    [(kk, f"190{NBSP}007"), (ru, f"190{NBSP}007"), (en, "190,007")],
)
def test_it_groups_thousands(language, text):
    assert language.number(190_007) == text


@pytest.mark.parametrize("language", LANGUAGES)
@given(n=st.integers(-(10**9), 10**9))
def test_a_written_number_reads_back(language, n):
    plain = language.number(n).replace(NBSP, "").replace(",", "").replace(MINUS, "-")

    assert int(plain) == n


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (1, "one"), (2, "few"), (5, "many"), (11, "many"), (12, "many"), (21, "one"), (22, "few"),
        (111, "many"), (1119, "many"), (1294, "few"), (2621, "one"), (6172, "few"), (0, "many"),
    ],
)  # fmt: skip
def test_a_russian_noun_follows_its_number(n, form):
    assert ru.plural(n) == form


def test_a_kazakh_noun_stays_singular():
    assert {kk.plural(n) for n in range(200)} == {"one"}


def test_an_english_noun_is_singular_for_one_only():
    assert [n for n in range(200) if en.plural(n) == "one"] == [1]


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [(kk, 488, "+488"), (ru, -1628, f"{MINUS}1{NBSP}628"), (en, 0, "0")],
)
def test_a_difference_has_a_sign_unless_it_is_zero(language, n, text):
    assert language.change(n) == text


@pytest.mark.parametrize(
    ("language", "x", "text"),
    [
        (kk, 8.3, f"+8,3{NBSP}%"),
        (ru, -18.2, f"{MINUS}18,2{NBSP}%"),
        (en, 6.25, "+6.3%"),
        (en, 0, "0.0%"),
        (en, -0.04, "0.0%"),
    ],
)
def test_a_percentage_has_one_decimal_and_a_sign(language, x, text):
    assert language.percent(x) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (kk, f"2023 жылғы 24{NBSP}қазан"),
        (ru, f"24{NBSP}октября 2023{NBSP}года"),
        (en, f"24{NBSP}October 2023"),
    ],
)
def test_a_date_is_written_out(language, text):
    assert language.long_date(date(2023, 10, 24)) == text


def test_an_unknown_language_is_written_as_kazakh():
    assert grammar.of("fr") is kk and grammar.of(None) is kk


@pytest.mark.parametrize(
    ("language", "x", "number", "share"),
    [
        (kk, 31.68, "31,7", f"31,7{NBSP}%"),
        (ru, 0, "0,0", f"0,0{NBSP}%"),
        (en, 7.65, "7.7", "7.7%"),
    ],
)
def test_a_part_and_a_mean_have_one_decimal_and_no_sign(language, x, number, share):
    assert (language.decimal(x), language.share(x)) == (number, share)
