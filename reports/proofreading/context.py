"""What stands around a number: the sentence, its stems, and how far they are from the number."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from registry.text import search_key
from reports.grammar.reading import LETTER, Number, Year, read
from reports.proofreading.stems import CLUES

_WORD = re.compile(rf"[{LETTER}][{LETTER}'’]*")
_MARK = re.compile(r"[,;:]")
_BREAK = re.compile(r"[.!?…]+[»”\")]*\s+|\n+")
ABBREVIATED = 2  # letters: «г. », «тыс» ends no sentence, a word of so many letters does not
COMMA, AND = 3, 2  # how many words further a comma and a conjunction make it
ANDS = {"және", "и", "and"}
SHORTEST, STEM, ENDING = 4, 5, 2  # letters: of a name, of its stem, that an ending may change
GENERIC = tuple(map(search_key, ("област", "город", "республик", "republic", "region")))
SILENT = {"from", "the", "of", "in", "a", "an", "от", "из", "в", "на", "с", "по"}  # no distance


def keys(text):
    return [
        search_key(stem.rstrip("$")) + ("$" if stem.endswith("$") else "") for stem in text.split()
    ]


STEMS = {
    key
    for clue in CLUES
    for text in (clue.counted, *clue.about, clue.hints, clue.against)
    for key in keys(text)
}
LONGEST = max(map(len, STEMS))


def stem_of(word):
    """The longest stem (str) of the table that a word begins with, or None."""
    key = search_key(word)
    if f"{key}$" in STEMS:
        return f"{key}$"
    lengths = range(min(len(key), LONGEST), 1, -1)
    return next((key[:n] for n in lengths if key[:n] in STEMS), None)


def place_stems(names):
    """The stems (tuple of str) by which the names of regions are known in a text."""
    own = [_own_words(name) for name in names]
    return tuple({words[0][: max(STEM, len(words[0]) - ENDING)] for words in own if words})


def _own_words(name):
    """The words of the name of a region that are its own: «Абай» of «область Абай»."""
    words = search_key(name).split()
    return [word for word in words if len(word) >= SHORTEST and not word.startswith(GENERIC)]


@dataclass
class Sentence:
    """One sentence: where its stems and numbers stand, counted in words with their penalties.

    `steps[i]` is the distance from its beginning to its i-th item, `counts[i]` the number of
    Numbers before it that may stand between a word and another one.
    """

    numbers: list = field(default_factory=list)
    years: list = field(default_factory=list)
    stems: dict = field(default_factory=dict)  # {stem: [index of an item, ...]}
    steps: list = field(default_factory=list)
    counts: list = field(default_factory=list)
    index_of: dict = field(default_factory=dict)  # {Number: index of its item}
    names_a_place: bool = False
    in_the_way: int = 0  # Numbers so far, but for differences: these stand between nothing

    def add(self, item, step):
        self.steps.append((self.steps[-1] if self.steps else 0) + step)
        self.counts.append(self.in_the_way)
        if isinstance(item, Number):
            self.index_of[item] = len(self.steps) - 1
            self.numbers.append(item)
            self.in_the_way += item.moved is None
        elif isinstance(item, Year):
            self.years.append(item)
        elif item and (stem := stem_of(item)):
            self.stems.setdefault(stem, []).append(len(self.steps) - 1)

    def near(self, number, stem):
        """(distance, is behind, is blocked by another number) of the places next to a number."""
        here, places = self.index_of[number], self.stems.get(stem, [])
        at = bisect_left(places, here)
        if at > 0:
            there = places[at - 1]
            yield self._span(there, here), False, self.counts[there] < self.counts[here]
        if at < len(places):
            there = places[at]
            own = number.moved is None
            yield self._span(here, there), True, self.counts[there] > self.counts[here] + own

    def _span(self, left, right):
        return self.steps[right] - self.steps[left]


def sentences(text, places=()):
    """The Sentences of a text, in their order; `places` are the stems of the names of regions."""
    items = sorted(_items(text), key=lambda item: item[0])
    current = Sentence()
    for _start, kind, item in items:
        if kind == "break":
            yield current
            current = Sentence()
        elif kind == "mark":
            current.add(None, COMMA)
        elif kind == "number":
            current.add(item, 1)
        else:
            current.add(item, _weight(item))
            current.names_a_place |= search_key(item).startswith(places)
    yield current


def _weight(word):
    key = word.lower()
    return AND if key in ANDS else 0 if key in SILENT else 1


def _items(text):
    """(start, kind, what) of everything that counts, numbers hiding the words within them."""
    hidden = bytearray(len(text) + 1)
    for found in read(text):
        hidden[found.start : found.end] = b"\1" * (found.end - found.start)
        yield found.start, "number", found
    for kind, pattern in (("word", _WORD), ("mark", _MARK), ("break", _BREAK)):
        for match in pattern.finditer(text):
            if not hidden[match.start()] and (kind != "break" or _ends(text, match)):
                yield match.start(), kind, match[0]


def _ends(text, match):
    """Whether a full stop ends a sentence: not after «г» or «т», and not before a small letter."""
    if match[0][0] != ".":
        return True
    before = re.search(rf"[{LETTER}]{{0,3}}$", text[max(0, match.start() - 3) : match.start()])[0]
    follows = text[match.end() : match.end() + 1]
    return "\n" in match[0] or not (0 < len(before) <= ABBREVIATED or follows.islower())
