"""The counts of a text are found however they are typed; what is no count is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import grammar
from reports.grammar.claims import STEPS, Style, Word, claim
from reports.grammar.reading import Number, Said, Year, numbers, read

SAID = {
    Word.PLAIN: {Said.PLAIN},
    Word.MORE: {Said.MORE},
    Word.NEARLY: {Said.NEARLY, Said.ABOUT},  # «около» is both
}


def values(text):
    return [number.value for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1119 кеңес", 1119), ("1 119 кеңес", 1119), ("190\u00a0007 адам", 190_007),
        ("190\u202f007 адам", 190_007), ("1,119 councils", 1119), ("1.119 Räte", 1119),
        ("252,5 мың адам", 252_500), ("252.5 thousand people", 252_500), ("16 мың", 16_000),
        ("16 тысяч человек", 16_000), ("5 тыс. человек", 5000), ("1,5 млн", 1_500_000),
        ("2 миллиона", 2_000_000), ("1,119 thousand", 1119), ("20-ға жетті", 20),
        ("1 мың 119 Ақсақалдар кеңесі", 1119), ("252 мың 547 адам", 252_547),
        ("6 тыс. 358 мероприятий", 6358), ("1 млн 252 мың 547 адам", 1_252_547),
        ("2 million 14 thousand 5 people", 2_014_005), ("1 мың 119-ға жетті", 1119),
        ("в 10 регионах", 10), ("0 шара", 0), ("(34)", 34), ("190,007", 190_007),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_typed(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("1000-нан астам бірлестік", "more", 1000),
        ("мыңнан  астам бірлестік", "more", 1000),
        ("16 мыңнан астам адам", "more", 16_000),
        ("360-қа жуық сарапшы", "nearly", 360),
        ("кемінде 100 жоба", "at_least", 100),
        ("1000-нан кем емес", "at_least", 1000),
        ("более тысячи объединений", "more", 1000),
        ("Свыше 252,5 тысячи", "more", 252_500),
        ("около 360 экспертов", "about", 360),
        ("почти 360", "nearly", 360),
        ("не менее 100", "at_least", 100),
        ("менее 100", "less", 100),
        ("more than a thousand", "more", 1000),
        ("over 1,000 events", "more", 1000),
        ("nearly 360 experts", "nearly", 360),
        ("approximately 360", "about", 360),
        ("360 experts", "plain", 360),
        ("не более 35 домов", "at_most", 35),
        ("до 35 Домов дружбы", "at_most", 35),
        ("up to 35 houses", "at_most", 35),
        ("35-ке дейін үй", "at_most", 35),
        ("выросло с 764 до 1119", "plain", 1119),
        ("1119-ға дейін өсті", "plain", 1119),
        ("более 6 тыс. 300 мероприятий", "more", 6300),
        ("1 мың 100-ден астам кеңес", "more", 1100),
    ],
)
def test_the_words_about_a_number_are_read_with_it(text, said, value):
    *_others, number = numbers(text)

    assert (number.said, number.value) == (said, value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("16 мыңнан астам 20 адам", [16_000, 20]),
        ("16 тысяч, 34 дома", [16_000, 34]),
        ("5 тыс. 24 октября", [5000]),
        ("16 мың 2023 адам", [16_000, 2023]),
        ("5 тыс. 12 %", [5000]),
    ],
)
def test_numbers_side_by_side_are_not_taken_for_one(text, parts):
    assert values(text) == parts


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Число медиаторов выросло на 212 и достигло 1 294", [1, None]),
        ("в 2023 году выросло более чем на 200", [1]),
        ("на 355 советов больше, чем в 2022 году", [1]),
        ("Медиаторов стало на 212 больше", [1]),
        ("сократилось на 1 мың 12", [-1]),
        ("Рост составил 355", [0]),
        ("прирост – 355 советов", [0]),
        ("355-ке артты", [1]),
        ("355 кеңеске көбейді", [1]),
        ("200-ге артық", [1]),
        ("12-ге азайды", [-1]),
        ("rose by 355 to 1,119", [1, None]),
        ("up 355 on last year", [1]),
        ("Mediators are up 212", [1]),
        ("1,294 mediators (up 212)", [None, 1]),
        ("Councils edged down 12", [-1]),
        ("set up 34 Houses", [None]),
        ("made up 1,119", [None]),
        ("people signed up 212 mediators", [None]),
        ("and closed down 12 clubs", [None]),
        ("355 more councils than in 2022", [1]),
        ("an increase of 355", [0]),
        ("на 15 языках", [None]),
        ("выросло на 3 и выходит на 15 языках", [1, None]),
        ("attended by 50,418 people", [None]),
        ("More than 16,000 people were reached by 6,172 events", [None, None]),
        ("Больше всего материалов вышло на 15 языках", [None]),
        ("советов больше на 355", [1]),
        ("higher by 355", [1]),
        ("more than 1,000 councils", [None]),
        ("34 houses and more", [None]),
        ("1119-ға жетті", [None]),
        ("1000-нан артық", [None]),
    ],
)
def test_a_difference_in_words_is_told_from_a_count(text, moved):
    assert [number.moved for number in numbers(text)] == moved


@pytest.mark.parametrize(
    "text",
    [
        "чем в 2023 году", "по сравнению с 2023 годом", "2023 жылмен салыстырғанда",
        "than in 2023", "up from 2023", "an increase from 2023", "councils rose from 2023",
    ],
)  # fmt: skip
def test_a_year_that_is_only_compared_with_is_known(text):
    (year,) = read(text)

    assert year.is_compared
    assert not next(read("В 2023 году")).is_compared


@pytest.mark.parametrize("text", ["Data from 2022: councils", "A list made up from 2022"])
def test_a_source_from_a_year_compares_with_nothing(text):
    (year,) = read(text)

    assert not year.is_compared


@pytest.mark.parametrize(
    "text",
    [
        "2023 жылы", "2018–2023 жылдары", "2018-2023", "в 2023 году", "in 2023", "Итоги 2023",
        "2023 ж.", "24.10.2023", "2023-10-24", "24 қазан", "1 қаңтардағы", "24 октября",
        "October 24", "14:30", "XXXII сессия", "ХХХІІ сессиясы", "34-сессия", "34-ші", "32nd",
        "20-летие", "12,5 %", "12,5 пайыз", "8 процентов", "KZ-10", "r2", "№ 126", "№126", "+488",
        "\u22121 628", "12,5 адам", "мың рахмет", "тысяча", "9" * 40, "", "1-кесте",
    ],
)  # fmt: skip
def test_what_is_no_count_is_left_alone(text):
    assert values(text) == []


def test_years_are_told_apart_from_ranges_of_years():
    found = list(read("2023 жылы, 2018–2023 жылдары"))

    assert found == [Year(0, 4, 2023), Year(11, 20, 2023, is_range=True)]


def test_a_number_knows_its_place_with_its_words():
    text = "Бізде 252,5 мыңнан астам адам, свыше 34 домов."

    assert [text[n.start : n.end] for n in numbers(text)] == ["252,5 мыңнан астам", "свыше 34"]


def test_a_number_in_thousands_knows_the_digit_it_was_rounded_to():
    assert [number.unit for number in numbers("252,5 мың, 16 мың, 1119")] == [100, 1000, 1]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@given(value=st.integers(1, 10_000_000), style=st.sampled_from(Style), step=st.sampled_from(STEPS))
def test_what_the_grammar_writes_is_read_back(language, value, style, step):
    said = claim(value, style, step)

    (number,) = numbers(f"({grammar.of(language).phrase(said)} адам)") or [None]
    assert number.value == said.number
    assert number.said in SAID[said.word]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for found in read(text):
        assert 0 <= found.start < found.end <= len(text)
        assert isinstance(found, Number | Year)
