"""What is said of a value is true, and said as the three languages say it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports import grammar
from reports.grammar import en, kk, ru
from reports.grammar.claims import STEPS, Claim, Style, Word, claim, unit_of
from reports.grammar.numerals import Case

VALUES = st.integers(1, 10_000_000)
NBSP = "\u00a0"


@given(value=VALUES, style=st.sampled_from(Style), step=st.sampled_from(STEPS))
@example(998, Style.OVER, 1000)
@example(1000, Style.NEARLY, 1000)
def test_no_claim_is_untrue(value, style, step):
    assert is_true(claim(value, style, step), value)


def is_true(said, value):
    """Whether a claim may be made of a value."""
    if said.word == Word.PLAIN:
        return said.number == value
    if said.word == Word.MORE:
        return 0 < said.number < value
    return value < said.number and 100 * (said.number - value) <= 3 * said.number


@pytest.mark.soak
@pytest.mark.parametrize("style", [style for style in Style if style != Style.EXACT])
def test_no_claim_is_untrue_from_one_to_ten_million(style):
    """Every value, each with one of the steps in turn."""
    said = ((n, claim(n, style, STEPS[n % len(STEPS)])) for n in range(1, 10_000_001))

    assert not [n for n, one in said if not is_true(one, n)]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@given(value=VALUES, style=st.sampled_from(Style), step=st.sampled_from(STEPS))
def test_a_phrase_says_the_number_of_its_claim(language, value, style, step):
    words = grammar.of(language)
    said = claim(value, style, step)

    assert read(words.phrase(said)) == said.number
    assert 0 <= words.form(said) < words.FORMS


def read(phrase):
    """The number of a phrase, by another way than the grammar's own reader."""
    thousands = any(word in phrase for word in ("мың", "тысяч"))
    millions = "миллион" in phrase
    kept = "".join(
        c for c in phrase.replace(",", "." if thousands | millions else "") if c in DIGITS
    )
    return round(float(kept) * (1_000_000 if millions else 1000 if thousands else 1))


DIGITS = "0123456789."


@pytest.mark.parametrize(
    ("value", "style", "step", "word", "number"),
    [
        (1024, "over", 100, "more", 1000),
        (1000, "over", 100, "plain", 1000),
        (998, "over", 1000, "nearly", 1000),
        (7, "over", 100, "plain", 7),
        (358, "nearly", 10, "nearly", 360),
        (360, "nearly", 10, "plain", 360),
        (361, "nearly", 100, "more", 300),
        (9000, "round", 1000, "plain", 9000),
        (8900, "round", 1000, "nearly", 9000),
        (9100, "round", 1000, "more", 9000),
        (0, "over", 10, "plain", 0),
        (1119, "exact", 1, "plain", 1119),
    ],
)
def test_the_words_follow_the_value(value, style, step, word, number):
    said = claim(value, Style(style), step)

    assert (said.word, said.number) == (word, number)


@pytest.mark.parametrize(
    ("n", "more", "nearly"),
    [
        (100, "100-ден", "100-ге"), (120, "120-дан", "120-ға"), (140, "140-тан", "140-қа"),
        (350, "350-ден", "350-ге"), (360, "360-тан", "360-қа"), (900, "900-ден", "900-ге"),
        (1000, "1000-нан", "1000-ға"), (2500, "2500-ден", "2500-ге"), (3, "3-тен", "3-ке"),
        (16_000, "16 мыңнан", "16 мыңға"), (252_500, "252,5 мыңнан", "252,5 мыңға"),
        (3_000_000, "3 миллионнан", "3 миллионға"), (1119, "1119-дан", "1119-ға"),
        (10, "10-нан", "10-ға"), (0, "0-ден", "0-ге"), (12_345, "12 345-тен", "12 345-ке"),
    ],
)  # fmt: skip
def test_a_kazakh_figure_takes_the_ending_of_its_last_word(n, more, nearly):
    assert kk.with_ending(n, Case.ABLATIVE).replace(NBSP, " ") == more
    assert kk.with_ending(n, Case.DATIVE).replace(NBSP, " ") == nearly


@pytest.mark.parametrize(
    ("n", "endings"),
    [
        (2, "нің ге ні де ден мен"),
        (9, "дың ға ды да дан бен"),
        (40, "тың қа ты та тан пен"),
        (80, "нің ге ні де нен мен"),
        (1_000_000_000, "тың қа ты та тан пен"),
    ],
)
def test_a_kazakh_figure_has_six_endings(n, endings):
    assert [kk.ending(n, case) for case in Case] == endings.split()


@pytest.mark.parametrize(
    ("n", "text"),
    [(1, "бірінші"), (20, "жиырмасыншы"), (34, "отыз төртінші"), (1000, "мыңыншы"),
     (1119, "мың жүз он тоғызыншы"), (2000, "екі мыңыншы"), (200, "екі жүзінші")],
)  # fmt: skip
def test_a_kazakh_ordinal_is_spoken(n, text):
    assert kk.ordinal(n) == text


@pytest.mark.parametrize(
    ("said", "phrases"),
    [
        (Claim(Word.PLAIN, 6358), ["6358", "6358", "6,358"]),
        (Claim(Word.PLAIN, 190_007), ["190 007", "190 007", "190,007"]),
        (Claim(Word.PLAIN, 9000, True), ["9 мың", "9 тысяч", "9,000"]),
        (Claim(Word.PLAIN, 21_000, True), ["21 мың", "21 тысяча", "21,000"]),
        (
            Claim(Word.MORE, 21_000, True),
            ["21 мыңнан астам", "более 21 тысячи", "more than 21,000"],
        ),
        (
            Claim(Word.MORE, 252_500, True),
            ["252,5 мыңнан астам", "более 252,5 тысячи", "more than 252,500"],
        ),
        (Claim(Word.NEARLY, 360, True), ["360-қа жуық", "около 360", "nearly 360"]),
    ],
)
def test_each_language_says_it_its_own_way(said, phrases):
    found = [words.phrase(said).replace(NBSP, " ") for words in (kk, ru, en)]

    assert found[: len(phrases)] == phrases


def test_a_thousand_may_be_said_in_words():
    said = Claim(Word.MORE, 1000, True)

    phrases = [words.phrase(said, in_words=True) for words in (kk, ru, en)]
    assert phrases == ["мыңнан астам", "более тысячи", "more than a thousand"]


@pytest.mark.parametrize(
    ("said", "form"),
    [
        (Claim(Word.PLAIN, 2621), 0),  # 2621 соглашение
        (Claim(Word.PLAIN, 1294), 1),  # 1294 медиатора
        (Claim(Word.PLAIN, 1119), 2),  # 1119 советов
        (Claim(Word.MORE, 21), 1),  # более 21 клуба
        (Claim(Word.MORE, 22), 2),  # более 22 клубов
        (Claim(Word.MORE, 252_500, True), 2),  # более 252,5 тысячи человек
        (Claim(Word.PLAIN, 21_000, True), 2),  # 21 тысяча человек
    ],
)
def test_a_russian_noun_follows_its_claim(said, form):
    assert ru.form(said) == form


@pytest.mark.parametrize(("n", "unit"), [(1000, 1000), (252_500, 100), (365, 1), (0, 1)])
def test_a_round_number_shows_its_unit(n, unit):
    assert unit_of(n) == unit
