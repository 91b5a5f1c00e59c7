"""Whether a number in a text is a difference to another year: “rose by 355”, «355-ке артты».

What is searched is bounded, REACH characters beside a number: a text is read in linear time.
"""

import re

SPACES = " \u00a0\u202f\u2009"
LETTER = "A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
REACH = 70  # characters: as far as a word that tells a difference reaches

# Stems of what grows and of what shrinks, in each language; and what compares, as whole words.
UP = {
    "ru": r"вырос|возрос|увелич|прибав|прирос|рост|добав|рас(?:тет|тёт|тут)",
    "en": r"rose|risen|rise|rising|gr[eo]w|increas|gain|climb",
    "kk": r"арт|өс|көб|көп|ұлғай",
}
DOWN = {
    "ru": r"сни[жз]|уменьш|сокра|упал|убав|убыл|спад|паден",
    "en": r"fell|fall|declin|decreas|drop|shrank|shrunk|lost",
    "kk": rf"кем|азай|азая|аз(?![{LETTER}])|төменд|қысқар",
}
MORE = {"ru": "больше|выше", "en": "up|more|higher"}
FEWER = {"ru": "меньше|ниже", "en": "down|fewer|less|lower"}
NOUNS = {
    "ru": "прирост|рост|увеличени|снижени|сокращени|уменьшени|падени|разниц|спад",
    "en": "growth|increase|rise|gain|decline|decrease|drop|fall|difference",
    "kk": "өсім|өсу|арту|көбею|азаю|кему|төмендеу|айырма",
}
IS = (
    r"(?:составил[аои]?|составляет|равен|был[аои]?|was|were|is|of|amounted to|came to|totall?ed"
    r"|[-\u2013\u2014:])"
)
# Verbs that “up” and “down” belong to: “set up 34 houses”, “signed up 212”.
PHRASAL = (
    "sets?|setting|ma[dk]es?|making|tak(?:es?|en|ing)|took|buil(?:ds?|t|ding)|signs?|signing"
    "|br(?:ings?|inging|ought|eaks?|eaking|oken?)|opens?|opening|closes?|closing|adds?|adding"
    "|g[ia]ven?|draws?|drew|drawn|keeps?|kept|puts?|cuts?|shuts?|splits?|comes?|came|holds?|held"
    "|gets?|got|lays?|laid|writes?|wrote|written|shows?|turns?|picks?|sums?|ends?"
    "|(?!edged|ticked|inched|moved|jumped|climbed)[a-z]{2,18}(?<!e)ed"
)
DATIVE = "ке|ге|қа|ға|на|не"


def _word(language):
    """A word that begins with a stem."""
    return rf"(?<![{LETTER}])(?:(?P<up>{UP[language]})|(?P<down>{DOWN[language]}))[{LETTER}]*"


def _more(language):
    return rf"(?<![{LETTER}])(?:(?P<up>{MORE[language]})|(?P<down>{FEWER[language]}))(?![{LETTER}])"


def _compiled(pattern):
    return re.compile(pattern, re.IGNORECASE)


SP, SAME = f"[{SPACES}]", r"[^.!?;\n]"
WORDS = rf"(?:{SP}[{LETTER}]{{1,20}}){{0,%d}}?"
_NOUN = "|".join(NOUNS.values())
# The word before “up” and “down”, or none.
_NOT_PHRASAL = (
    rf"(?:^|[^{LETTER}{SPACES}]{SP}?"
    rf"|(?<![{LETTER}])(?!(?:{PHRASAL}){SP})[{LETTER}]{{1,20}}{SP})"
)
# What stands before a number: «выросло … на», “rose … by”, “up”, «рост … составил».
_BEFORE = [
    _compiled(rf"{_word('ru')}{SAME}{{0,50}}{SP}на{SP}$"),
    _compiled(rf"{_more('ru')}{SP}на{SP}$"),
    _compiled(rf"{_word('en')}{SAME}{{0,50}}{SP}by{SP}$"),
    _compiled(rf"{_more('en')}{SP}by{SP}$"),
    _compiled(rf"{_NOT_PHRASAL}(?:(?P<up>up)|(?P<down>down)){SP}$"),
    _compiled(rf"(?<![{LETTER}])(?:{_NOUN})[{LETTER}]{{0,6}}{WORDS % 5}{SP}{IS}{SP}$"),
    _compiled(rf"(?<![{LETTER}])(?:{_NOUN})[{LETTER}]{{0,6}}{SP}$"),
]
_PER = _compiled(rf"(?<![{LETTER}])(?:на|by){SP}$")
# What stands behind it: «(на) 355 больше», “355 more than”, «355-ке артты», «355 кеңеске өсті».
_ON = _compiled(rf"{WORDS % 3}{SP}{_word('ru')}")
_ON_MORE = _compiled(rf"{WORDS % 3}{SP}{_more('ru')}")
_MORE = _compiled(
    rf"(?:{SP}(?!and\b|or\b)[{LETTER}]{{1,20}}){{0,3}}?"
    rf"{SP}(?:(?P<up>more|higher)|(?P<down>fewer|less|lower))(?![{LETTER}])"
    rf"(?!{SP}than{SP}(?:\d|a{SP}))"
)
_GREW = _compiled(rf"{SP}{_word('kk')}")
_GREW_BY = _compiled(
    rf"(?:{SP}[{LETTER}]{{1,20}}){{0,2}}?{SP}[{LETTER}]{{1,20}}(?:{DATIVE}){SP}{_word('kk')}"
)
_DATIVE_END = _compiled(rf"(?:{DATIVE})$")


_FROM = _compiled(
    rf"(?:(?<![{LETTER}])(?:{'|'.join([*UP.values(), *DOWN.values()])})[{LETTER}]*"
    rf"|(?<![{LETTER}])(?:с|от|from){SP}\d{SAME}{{0,40}}){SAME}{{0,50}}$"
)
_GREW_TO = _compiled(rf"{WORDS % 2}{SP}{_word('kk')}")
_THAN = _compiled(
    rf"(?<![{LETTER}])(?:чем|(?:по сравнению|в сравнении) с|относительно|против|than"
    rf"|compared (?:with|to)|against){WORDS % 2}{SP}$"
)
# “from 2022” compares behind a word of change alone: “Data from 2022” are those of that year.
_SINCE = _compiled(
    rf"(?:{_NOT_PHRASAL}(?:up|down)"
    rf"|(?<![{LETTER}])(?:{UP['en']}|{DOWN['en']}|difference)[{LETTER}]*)(?![{LETTER}])"
    rf"{SAME}{{0,50}}{SP}from{WORDS % 2}{SP}$"
)
_AGAINST = _compiled(rf"{SP}?жыл(?:мен{SP}салыстыр|ға{SP}қарағанда)")


def direction(text, start, end):
    """1 where text[start:end] is by how much more, -1 by how much less, 0 a difference without
    a word about its sign; None where it is no difference."""
    before, behind = text[max(0, start - REACH) : start], text[end : end + REACH]
    found = next((m for pattern in _BEFORE if (m := _nearest(pattern, before))), None)
    return _sign(found or _behind(text[start:end], before, behind))


def _nearest(pattern, before):
    """What a pattern finds before a number, unless another «на» or “by” is between."""
    found = pattern.search(before)
    parts = found and re.findall(rf"{SP}(?:на|by)(?={SP})", found[0], re.IGNORECASE)
    return found if found and len(parts) < 2 else None


def _behind(typed, before, behind):
    if _PER.search(before):
        return _ON_MORE.match(behind) or _ON.match(behind)
    if _DATIVE_END.search(typed):
        return _GREW.match(behind)
    return _GREW_BY.match(behind) or _MORE.match(behind)


def _sign(found):
    if found is None:
        return None
    groups = found.groupdict()
    return 1 if groups.get("up") else -1 if groups.get("down") else 0


def is_reached(text, start, end):
    """Whether “up to” text[start:end] is where a change arrived: «вырос до 35», no bound."""
    before, behind = text[max(0, start - REACH) : start], text[end : end + REACH]
    return bool(_FROM.search(before) or _GREW_TO.match(behind))


def is_compared(text, start, end):
    """Whether the year text[start:end] is only compared with: “more than in 2023”."""
    before, behind = text[max(0, start - REACH) : start], text[end : end + REACH]
    return bool(_THAN.search(before) or _SINCE.search(before) or _AGAINST.match(behind))
