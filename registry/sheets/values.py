"""Cells become numbers, days and choices, the same whatever the language of the page.

Each function takes the value of a cell (never None) and gives the value for the record, or raises
Problem with the message for people.  Nothing is guessed: what has two readings is asked about.
"""

import difflib
import re
from datetime import date, datetime, time
from functools import lru_cache
from math import isfinite

from registry.sheets.messages import Problem
from registry.text import search_key

EARLIEST = 1900
LARGEST = 2_147_483_647  # of a column of whole numbers
MINUS = re.compile("[−–-]")
PLAIN = re.compile(r"[0-9]+")
GROUPED = re.compile(r"[0-9]{1,3}( [0-9]{3})+")
WHOLE = re.compile(r"([0-9 ]+)[.,]0+")
TWO_WAYS = re.compile(r"([1-9][0-9]{0,2})([.,])([0-9]{3})")
DECIMAL = re.compile(r"[0-9 ]+[.,][0-9]+|[0-9]{1,3}([.,][0-9]{3})+")
DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:\s+[0:]+)?")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]+)?")
CLOSE = 0.6  # of a word, to be named as what was meant
# Looking for a hint is slow: so many words are looked at in all, for texts of so many letters
LOOKS, LONGEST = 50_000, 100

# Latin letters that look like Cyrillic ones.  Y may be У or Ү: nobody can tell, so it stays.
PAIRS = "AА BВ CС EЕ HН IІ KК MМ OО PР TТ XХ aа cс eе hһ iі oо pр xх əә ƏӘ ɵө ƟӨ"
TO_CYRILLIC = str.maketrans({pair[0]: pair[1] for pair in PAIRS.split()})
TO_LATIN = str.maketrans({pair[1]: pair[0] for pair in PAIRS.split()})
LATIN, CYRILLIC = re.compile("[A-Za-zəƏɵƟ]"), re.compile("[Ѐ-ԯ]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
WORD = re.compile(r"\w+")


def count(value):
    """A whole number, 0 or more (int)."""
    number = _whole(value)
    if number < 0:
        raise Problem("R04", v=value)
    if number > LARGEST:
        raise Problem("R19", v=value, max=LARGEST)
    return number


def _whole(value):
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Problem("R02", v=shown(value))
    if isinstance(value, str):
        return _whole_of_text(value)
    if value != value or abs(value) > 1e15:
        raise Problem("R19", v=value, max=LARGEST)
    if value != int(value):
        raise Problem("R03", v=shown(value))
    return int(value)


def _whole_of_text(value):
    text = _one_space(value)
    sign, bare = (-1, text[1:].strip()) if MINUS.match(text) else (1, text)
    if len(bare) > 30:
        raise Problem("R02", v=value)
    if two := TWO_WAYS.fullmatch(bare):
        raise Problem("R03 two", v=value, a=two[1] + two[3], b=two[0].rstrip("0").rstrip(".,"))
    if found := WHOLE.fullmatch(bare):
        bare = found[1]
    if PLAIN.fullmatch(bare) or GROUPED.fullmatch(bare):
        return sign * int(bare.replace(" ", ""))
    raise Problem("R03" if DECIMAL.fullmatch(bare) else "R02", v=value)


def day(value):
    """A day (date): a date cell of Excel, DD.MM.YYYY or YYYY-MM-DD."""
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _day_of_text(value)
    if found.year < EARLIEST:
        raise Problem("R23", v=shown(found), year=EARLIEST)
    return found


def _day_of_text(value):
    text = _one_space(value) if isinstance(value, str) else ""
    try:
        if found := DAY.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := ISO.fullmatch(text):
            return date(*map(int, found.groups()))
    except ValueError as error:
        raise Problem("R05", v=value) from error
    raise Problem("R05", v=shown(value))


def within(value, year=None, today=None):
    """A day that has come, and of the year (int) that is reported; None leaves a rule out."""
    found = day(value)
    if today and found > today:
        raise Problem("R07", v=shown(found))
    if year and found.year != year:
        raise Problem("R06", v=shown(found), year=year)
    return found


class Words:
    """The words (str) that stand for values; each value may have several.

    `pairs` are (word, value); of the words of one value, the first is shown as a hint.
    """

    def __init__(self, pairs=()):
        self.firsts, self.folded, self.hints, self.looks = {}, {}, {}, LOOKS
        self.known = {}  # what was found for a text
        for word, value in pairs:
            self.add(word, value)

    def add(self, word, value):
        """One more word (str) for a value."""
        self.firsts.setdefault(value, str(word))
        self.known.clear()
        self.folded.setdefault(search_key(word), []).append(value)

    def find(self, text):
        """The values (list) that a text stands for."""
        if text not in self.known:
            self.known[text] = list(dict.fromkeys(self.folded.get(search_key(text), ())))
        return self.known[text]

    def hint(self, text):
        """The shown word (str) that is most like a text, or None: only the first texts get one."""
        key = search_key(text)[:LONGEST]
        if key not in self.hints and self.looks > 0:
            self.looks -= len(self.folded)
            close = difflib.get_close_matches(key, self.folded, 1, CLOSE)
            self.hints[key] = self.word(self.folded[close[0]][0]) if close else None
        return self.hints.get(key)

    def shown(self):
        """The word of each value, in their order (list of str)."""
        return list(self.firsts.values())

    def word(self, value):
        """The word by which a value is shown."""
        return self.firsts.get(value)


def choice(value, words):
    """One of the values of a list (Words)."""
    text = plain(value)
    found = words.find(text)
    if found:
        return found[0]
    hint = words.hint(text)
    raise Problem("R08", v=text, hint=hint) if hint else Problem("R08 far", v=text)


def plain(value):
    """What a cell says, as a text on one line; a number or a day as people write it."""
    return value.strip() if isinstance(value, str) else shown(value)


def text(value, limit=None):
    """A text (str) of at most `limit` letters, without needless spaces and look-alike letters."""
    cleaned = _cleaned(plain(value))
    if limit and len(cleaned) > limit:
        raise Problem("R13", m=len(cleaned), max=limit)
    return cleaned


@lru_cache(maxsize=4_096)  # the same places and names stand in many rows
def _cleaned(value):
    return unmixed(_one_space(value))


def unmixed(value):
    """A text (str) whose words are each of one alphabet, where only look-alikes mixed them."""
    return WORD.sub(lambda word: _of_one_alphabet(word[0]), value)


def _of_one_alphabet(word):
    if not (LATIN.search(word) and CYRILLIC.search(word)):
        return word
    for other in (word.translate(TO_CYRILLIC), word.translate(TO_LATIN)):
        if not (LATIN.search(other) and CYRILLIC.search(other)):
            return other
    return word


def shown(value):
    """A value of a cell as people write it (str)."""
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
        return f"{value:%d.%m.%Y}" if type(value) is date else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        if not isfinite(value):
            return str(value)
        return f"{value:.10g}".replace(".", ",") if value != int(value) else str(int(value))
    return {True: "TRUE", False: "FALSE"}[value] if isinstance(value, bool) else str(value)


def _one_space(value):
    """A text on one line, with plain single spaces and without letters that nobody sees."""
    return " ".join(INVISIBLE.sub("", value).split())
