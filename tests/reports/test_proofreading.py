"""Each number of a text is held against the figure that its words speak of."""

import re
from collections import namedtuple
from types import SimpleNamespace

import pytest

from reports.grammar.reading import numbers
from reports.press.text import slots
from reports.proofreading import MOST, TooManyNumbers, Verdict, proofread
from reports.proofreading.context import place_stems
from reports.proofreading.stems import CLUES
from reports.proofreading.verdicts import fits, holds
from reports.summary import Shelf, country_summary, editions
from reports.summary.editions import Edition as Published
from tests.reports.test_views import second_revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LANGUAGES = ["kk", "ru", "en"]
Edition = namedtuple("Edition", "code value year is_current")


@pytest.fixture
def published():
    return editions(Shelf.of_today())


def told(text, published, year=2023, **kwargs):
    """(typed, verdict, codes) of each number of a text."""
    return [
        (text[m.number.start : m.number.end], m.verdict.value, [e.code for e in m.editions])
        for m in proofread(text, published, year, **kwargs)
    ]


def press_text(language):
    """The press text of 2023 as somebody would paste it, and the code of each number."""
    text = Shelf.of_today().current(2023).press[language]
    lines = [
        "".join(p["text"] for p in pieces) for pieces in [text["headline"], *text["paragraphs"]]
    ]
    return "\n\n".join(lines), [piece["code"] for piece in slots(text)]


def test_every_indicator_has_its_words():
    codes = [line.code for line in country_summary(Shelf.of_today().current()).country]

    assert sorted(clue.code for clue in CLUES) == sorted(codes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_our_own_text_is_recognised(published, language):
    text, codes = press_text(language)

    found = told(text, published)
    assert [(verdict, meant) for _typed, verdict, meant in found] == [
        ("equal", [code]) for code in codes
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", range(4))
def test_ten_altered_numbers_are_all_found(published, language, chosen):
    text, codes = press_text(language)
    places = list(numbers(text))[chosen::4][:10]

    for number in reversed(places):
        typed = text[number.start : number.end]
        text = text[: number.start] + altered(typed) + text[number.end :]
    verdicts = [verdict for _typed, verdict, _codes in told(text, published)]
    assert len(verdicts) == len(codes)
    assert [i for i, verdict in enumerate(verdicts) if verdict != "equal"] == list(
        range(chosen, len(codes), 4)
    )[: len(places)]


def altered(typed):
    """A number with its first digit changed; a thousand in words becomes two thousand."""
    if not re.search(r"\d", typed):
        return (
            typed.replace("мың", "2 мың")
            .replace("тысячи", "2 тысяч")
            .replace("a thousand", "2,000")
        )
    return re.sub(r"\d", lambda digit: str(int(digit[0]) % 8 + 2), typed, count=1)


@pytest.mark.parametrize(
    ("text", "verdict", "codes"),
    [
        ("Елімізде 1119 Ақсақалдар кеңесі бар.", "equal", ["elders.councils"]),
        ("Елімізде 1120 Ақсақалдар кеңесі бар.", "differs", ["elders.councils"]),
        ("В 2022 году создано 764 Совета аксакалов.", "equal", ["elders.councils"]),
        ("В 2023 году создано 764 Совета аксакалов.", "other_year", ["elders.councils"]),
        ("More than 1,000 ethnocultural associations.", "equal", ["ecas.active"]),
        ("More than 900 ethnocultural associations.", "loose", ["ecas.active"]),
        ("More than 1,100 ethnocultural associations.", "untrue", ["ecas.active"]),
        ("Почти 400 экспертов.", "untrue", ["experts.members"]),
        ("Около 360 экспертов.", "equal", ["experts.members"]),
        ("9 мың белсенді жас", "equal", ["youth.active"]),
        ("Аналар кеңестеріндегі 16,2 мың мүше", "equal", ["mothers.members"]),
        ("6358", "unclear", ["elders.events"]),
        ("В зале было 300 кресел.", "unknown", []),
        ("0 events with the Councils of Elders in 2023.", "differs", ["elders.events"]),
        ("В 2023 году 0 Домов дружбы.", "differs", ["houses.total"]),
        ("2023 жылы 0 Достық үйі бар.", "differs", ["houses.total"]),
        ("Houses of Friendship received 0 complaints in 2023.", "unknown", []),
        ("0 жалоб на Советы аксакалов.", "unknown", []),
        ("Көмекке 5 млн теңге бөлінді.", "unknown", []),
        ("Елімізде 1 мың 119 Ақсақалдар кеңесі бар.", "equal", ["elders.councils"]),
        ("Елімізде 1 мың 120 Ақсақалдар кеңесі бар.", "differs", ["elders.councils"]),
        ("Data from 2022: 764 Councils of Elders.", "equal", ["elders.councils"]),
        ("Akimats set up 34 Houses of Friendship.", "equal", ["houses.total"]),
        ("До 35 Домов дружбы.", "equal", ["houses.total"]),
        ("Не более 30 Домов дружбы.", "untrue", ["houses.total"]),
        ("В 2022 году 764 Совета аксакалов, меньше, чем в 2023.", "equal", ["elders.councils"]),
    ],
)
def test_a_number_is_judged(published, text, verdict, codes):
    assert [found[1:] for found in told(text, published)] == [(verdict, codes)]


def test_a_number_that_fits_two_figures_alike_may_be_either():
    codes = ["chairs.total", "chairs.chairs"]
    published = {code: [Edition(code, 14, 2023, True)] for code in codes}

    assert told("14 кафедра", published) == [("14", "unclear", codes)]


def test_a_subject_named_a_sentence_before_is_remembered(published):
    text = "The elders met again. They came to 6,358 events."

    assert told(text, published) == [("6,358", "equal", ["elders.events"])]


def test_the_number_of_a_region_is_not_held_against_the_country(published):
    text = "В Абайской области действует 56 Советов аксакалов."

    assert [found[1] for found in told(text, published, places=["область Абай"])] == ["regional"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Число медиаторов выросло на 212 и достигло 1 294.", ["change", "equal"]),
        ("Число медиаторов выросло на 213 и достигло 1 295.", ["unknown", "differs"]),
        ("Число медиаторов сократилось на 212.", ["unknown"]),
        ("Медиаторов стало на 212 больше.", ["change"]),
        ("Ақсақалдар кеңестерінің саны 355-ке артты.", ["change"]),
        ("The Councils of Elders rose by 355 to 1,119.", ["change", "equal"]),
        ("Советов аксакалов 1119. Рост составил 355.", ["equal", "unknown"]),
        ("Советов аксакалов было 764 в 2022 году, 1119 Советов – в 2023 году.", ["equal", "equal"]),
    ],
)
def test_a_difference_in_words_is_held_against_the_published_change(published, text, verdicts):
    assert [verdict for _typed, verdict, _codes in told(text, published)] == verdicts


def test_no_change_is_published_where_new_regions_made_it(published):
    newer, older = [e for e in published["elders.regions"] if e.year < 2023]
    text = f"Regions with a Council of Elders rose by {newer.value - older.value}."

    assert newer.value > older.value
    assert [verdict for _typed, verdict, _codes in told(text, published, 2022)] == ["unknown"]


@pytest.mark.parametrize("name", ["область Абай", "город Астана", "Западно-Казахстанская область"])
def test_a_region_is_known_by_its_own_name(name):
    assert not any("областная".startswith(stem) for stem in place_stems([name]))
    assert not any("астам".startswith(stem) for stem in place_stems([name]))


def test_an_older_revision_is_recognised(published):
    newer = {"elders.councils": [Edition("elders.councils", 1200, 2023, True)]}
    newer["elders.councils"] += [Edition("elders.councils", 1119, 2023, False)]

    assert told("1119 Ақсақалдар кеңесі", newer)[0][1] == "older"


@pytest.mark.parametrize(("text", "verdict"), [("на 212", "older"), ("на 218", "change")])
def test_the_change_of_an_older_revision_is_recognised(text, verdict):
    revisions = [(1300, True), (1294, False)]
    code, release = "mediation.mediators", SimpleNamespace(year=2023)
    found = [Published(code, value, release, now, (1082,)) for value, now in revisions]

    assert told(f"Число медиаторов выросло {text}.", {code: found})[0][1:] == (verdict, [code])


def test_the_editions_of_a_figure_are_in_order_the_newest_first():
    second_revision()

    found = editions(Shelf.of_today())["elders.events"]
    assert [str(edition.release) for edition in found] == [
        "2023 r2",
        "2023 r1",
        "2022 r1",
        "2021 r1",
    ]
    assert [edition.is_current for edition in found] == [True, False, True, True]


@pytest.mark.parametrize(
    ("text", "value", "is_true", "is_natural"),
    [
        ("more than 1000", 1000, False, False),
        ("more than 1000", 998, False, False),
        ("more than 1000", 1024, True, True),
        ("more than 1000", 2024, True, False),
        ("nearly 360", 358, True, True),
        ("nearly 360", 360, False, False),
        ("nearly 365", 358, True, False),
        ("about 360", 361, True, True),
        ("about 350", 358, True, False),
        ("at least 1000", 1000, True, True),
        ("less than 400", 358, True, True),
        ("9 тысяч", 9200, True, True),
        ("9 тысяч", 9500, False, False),
        ("9000", 9001, False, False),
    ],
)
def test_words_hold_or_not_and_fit_or_not(text, value, is_true, is_natural):
    (number,) = numbers(text)

    assert (holds(number, value), fits(number, value)) == (is_true, is_natural)


def test_a_text_with_too_many_numbers_is_refused(published):
    with pytest.raises(TooManyNumbers):
        proofread("12 адам " * (MOST + 1), published, 2023)


def test_every_verdict_is_reached():
    assert {
        "equal",
        "change",
        "regional",
        "older",
        "other_year",
        "loose",
        "untrue",
        "differs",
        "unclear",
        "unknown",
    } == {*Verdict}
