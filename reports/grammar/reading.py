"""Finds the counts in a text, however they are typed, in Kazakh, Russian or English.

Left alone: years, dates, times, Roman numerals, ordinals, percentages, codes and differences.
Every pattern is without nested repetition, so that a text is read in linear time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports.grammar.differences import LETTER, SPACES, direction, is_compared, is_reached
from reports.grammar.numerals import ENDINGS

NEXT = f"[{SPACES}]{{0,3}}"  # what may stand between the parts of one number


class Said(StrEnum):
    """What a text says of a number: exactly so many, more, nearly, about, at least and so on."""

    PLAIN = "plain"
    MORE = "more"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    LESS = "less"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Number:
    """A count in a text: text[start:end] with its words, its value, what is said of it."""

    start: int
    end: int
    value: int
    said: Said = Said.PLAIN
    unit: int = 1  # the place of the last digit typed: 252,5 thousand has 100
    moved: int | None = None  # a difference to another year: 1 more, -1 less, 0 its sign unsaid


@dataclass(frozen=True)
class Year:
    """A year in a text, or the last one of a range; or one that is only compared with."""

    start: int
    end: int
    value: int
    is_range: bool = False
    is_compared: bool = False


# Words before a number and words behind it, the longer ones first.
BEFORE = {
    "не менее чем": Said.AT_LEAST, "не менее": Said.AT_LEAST, "at least": Said.AT_LEAST,
    "кемінде": Said.AT_LEAST, "no fewer than": Said.AT_LEAST,
    "более чем": Said.MORE, "более": Said.MORE, "больше чем": Said.MORE, "больше": Said.MORE,
    "свыше": Said.MORE, "more than": Said.MORE, "over": Said.MORE, "upwards of": Said.MORE,
    "почти": Said.NEARLY, "nearly": Said.NEARLY, "almost": Said.NEARLY, "close to": Said.NEARLY,
    "около": Said.ABOUT, "порядка": Said.ABOUT, "примерно": Said.ABOUT,
    "приблизительно": Said.ABOUT, "about": Said.ABOUT, "around": Said.ABOUT,
    "approximately": Said.ABOUT, "roughly": Said.ABOUT, "some": Said.ABOUT, "шамамен": Said.ABOUT,
    "менее чем": Said.LESS, "менее": Said.LESS, "меньше": Said.LESS, "less than": Said.LESS,
    "fewer than": Said.LESS, "under": Said.LESS,
    "не более чем": Said.AT_MOST, "не более": Said.AT_MOST, "не больше": Said.AT_MOST,
    "до": Said.AT_MOST, "no more than": Said.AT_MOST, "not more than": Said.AT_MOST,
    "at most": Said.AT_MOST, "up to": Said.AT_MOST,
}  # fmt: skip
BEHIND = {
    "астам": Said.MORE, "аса": Said.MORE, "артық": Said.MORE, "көп": Said.MORE,
    "жуық": Said.NEARLY, "таяу": Said.NEARLY, "тарта": Said.NEARLY,
    "кем емес": Said.AT_LEAST, "кем": Said.LESS,
    "артық емес": Said.AT_MOST, "көп емес": Said.AT_MOST, "дейін": Said.AT_MOST,
}  # fmt: skip
SCALES = {
    1000: r"мың[а-яәғқңөұүһі]{0,6}|тысяч[а-я]{0,3}|тыс\.?|thousands?",
    1_000_000: r"миллион[а-яәғқңөұүһі]{0,6}|млн\.?|millions?",
    1_000_000_000: r"миллиард[а-яәғқңөұүһі]{0,6}|млрд\.?|billions?",
}
CASES = {ending for row in ENDINGS.values() for ending in row.values()} | {
    "і", "ы", "сы", "сі", "ін", "ын", "сын", "сін", "інен", "ынан", "ті", "ми", "ти", "х",
}  # fmt: skip
MONTH = (
    "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
    "|январ|феврал|март|апрел|мая|май|июн|июл|август|сентябр|октябр|ноябр|декабр"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)

_GROUPED = rf"\d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,4}}(?!\d)"
_COMMAS = r"\d{1,3}(?:,\d{3}){1,4}(?![\d])|\d{1,3}(?:\.\d{3}){1,4}(?![\d])"
_FIGURE = rf"(?:{_GROUPED}|{_COMMAS}|\d{{1,15}})(?:[.,]\d{{1,3}}(?!\d))?"
_SCALE = "|".join(rf"(?P<s{n}>{words})" for n, words in SCALES.items())
_YEAR = r"(?:19|20)\d\d"

_SKIPPED = [
    r"\d{16,}",
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)",  # 24.10.2023
    r"\d{4}-\d{2}-\d{2}(?!\d)",
    r"\d{1,2}:\d{2}(?!\d)",
    rf"\d{{1,2}}{NEXT}(?:{MONTH})[{LETTER}]{{0,10}}",  # 24 қазан, 1 қаңтардағы
    rf"(?<![{LETTER}])(?:{MONTH})[a-z]{{0,9}}{NEXT}\d{{1,2}}(?!\d)(?![{SPACES}]\d{{3}})",
    rf"(?:№|#|\bNo\.){NEXT}\d[\d/-]{{0,20}}",
    rf"[{LETTER}]-?\d[\d.]{{0,15}}",  # KZ-10, r2
    r"[+\u2212]\d[\d\u00a0 ]{0,15}(?:[.,]\d{1,3})?",  # a difference
    rf"\d[\d.,]{{0,15}}{NEXT}(?:%|пайыз|процент|per ?cent)",
    rf"\d{{1,15}}(?:st|nd|rd|th)(?![{LETTER}])",
]
_TOKEN = re.compile(
    rf"(?P<skip>{'|'.join(_SKIPPED)})"
    rf"|(?P<from>{_YEAR}){NEXT}[-\u2013\u2014]{NEXT}(?P<to>{_YEAR})(?!\d)"
    rf"|(?P<figure>{_FIGURE})(?:-(?P<ending>[{LETTER}]{{1,20}}))?"
    rf"(?:{NEXT}(?:{_SCALE})(?![{LETTER}]))?"
    rf"|(?<![{LETTER}])(?:{_SCALE.replace('<s', '<w')})(?![{LETTER}])",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(rf"{NEXT}(?:жыл|ж\.|год|г\.|гг\.|year|annual)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    rf"(?<![{LETTER}])(?:in|since|of|by|until|from|to|during|for|year|results|"
    rf"в|с|по|до|за|к|с начала|года|жылы)[{SPACES}]{{1,3}}$",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"[{SPACES}]{{0,3}}(?:$|[\n.,;:!?)\]»”])")
_BEFORE = re.compile(
    rf"(?<![{LETTER}])({'|'.join(sorted(BEFORE, key=len, reverse=True))})"
    rf"(?:[{SPACES}]{{1,3}}(?:a|an|one))?[{SPACES}]{{1,3}}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"[{SPACES}]{{1,3}}({'|'.join(sorted(BEHIND, key=len, reverse=True))})(?![{LETTER}])",
    re.IGNORECASE,
)
WINDOW = 24  # characters: as far as a word before a number reaches


def numbers(text: str) -> Iterator[Number]:
    """The counts of a text in their order."""
    return (found for found in read(text) if isinstance(found, Number))


def read(text: str) -> Iterator[Number | Year]:
    """The counts and the years of a text in their order."""
    held = None
    for found in filter(None, (_found(text, match) for match in _TOKEN.finditer(text))):
        whole = _joined(text, held, found)
        if held and not whole:
            yield held
        held = whole or found
    if held:
        yield held


def _joined(text, first, rest):
    """Two parts of one number, «1 мың» and «119», as one; None where they are not."""
    if not (isinstance(first, Number) and isinstance(rest, Number)):
        return None
    is_next = text[rest.start].isdigit() and not text[first.end : rest.start].strip(SPACES)
    has_room = first.unit in SCALES and 0 < rest.value < first.unit
    is_ended = first.said != Said.PLAIN and text[first.start].isdigit()  # «16 мыңнан астам»
    if not (is_next and has_room) or is_ended:
        return None
    said = rest.said if rest.said != Said.PLAIN else first.said
    value, moved = first.value + rest.value, direction(text, first.start, rest.end)
    return Number(first.start, rest.end, value, said, rest.unit, moved)


def _found(text, match):
    if match["skip"]:
        return None
    if match["to"]:
        return Year(match.start(), match.end(), int(match["to"]), is_range=True)
    if match["figure"] is None:
        return _in_words(text, match)
    if match["ending"] and match["ending"].lower() not in CASES:
        return None  # 34-сессия, 20-year
    scale = _scale_of(match, "s")
    if scale is None and _is_year(text, match):
        start, end = match.span("figure")
        return Year(start, end, int(match["figure"]), is_compared=is_compared(text, start, end))
    if text[match.end() : match.end() + 1].isalpha():
        return None
    value = value_of(match["figure"], scale or 1)
    unit = unit_typed(match["figure"], scale) if scale else 1
    return None if value is None else _said(text, match, value, unit)


def _in_words(text, match):
    """«мыңнан астам», “more than a thousand”: a scale alone counts with a word about it."""
    scale = _scale_of(match, "w")
    found = _said(text, match, scale, scale)
    return found if found.said != Said.PLAIN else None


def _scale_of(match, group):
    return next((n for n in SCALES if match[f"{group}{n}"]), None)


def _is_year(text, match):
    if not re.fullmatch(_YEAR, match["figure"]) or match["ending"]:
        return False
    behind = _YEAR_WORD.match(text, match.end())
    before = _YEAR_BEFORE.search(text[max(0, match.start() - WINDOW) : match.start()])
    return bool(behind or before or _ENDS.match(text, match.end()))


def value_of(figure: str, scale: int = 1) -> int | None:
    """The value of typed digits: “252,5” thousand is 252500; None for a fraction of one.

    Three digits behind a comma or a point are thousands, unless a scale word follows.
    """
    plain = re.sub(rf"[{SPACES}]", "", figure)
    if scale == 1 and re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        return int(re.sub(r"[.,]", "", plain))
    parts = re.split("[.,]", plain)
    if len(parts) > 2:
        return None
    places = len(parts[1]) if parts[1:] else 0
    value, rest = divmod(int("".join(parts)) * scale, 10**places)
    return None if rest else value


def unit_typed(figure: str, scale: int) -> int:
    """The place of the last digit typed: “252,5” thousand -> 100, “16” thousand -> 1000."""
    places = len(re.split("[.,]", figure)[1]) if re.search("[.,]", figure) else 0
    return max(1, scale // 10**places)


def _said(text, match, value, unit):
    """The number with the words about it, which its place in the text includes."""
    left = max(0, match.start() - WINDOW)
    before = _BEFORE.search(text[left : match.start()])
    behind = _BEHIND.match(text, match.end())
    start, end = left + before.start(1) if before else match.start(), match.end()
    moved = direction(text, start, end)
    if behind and moved is None:
        said, start, end = BEHIND[behind[1].lower()], match.start(), behind.end()
    else:
        said = BEFORE[before[1].lower()] if before else Said.PLAIN
    if said == Said.AT_MOST and is_reached(text, start, end):
        said = Said.PLAIN
    return Number(start, end, value, said, unit, moved)
