"""Whose number it is: every indicator that the words about it speak for, with their weight."""

from dataclasses import dataclass

from reports.proofreading.context import keys
from reports.proofreading.stems import CLUES

BEHIND, BEFORE, ABOUT = 14, 8, 6  # the weight of a word at no distance
HINT, FAR = 2, 6  # what a hint within so many words adds
OTHERS = -4  # what a subject beyond another number takes away
AGAINST, NEARBY = -3, 3  # what a word against takes away


@dataclass(frozen=True)
class Candidate:
    """An indicator that a number may belong to; a weak one is only spoken of before."""

    code: str
    score: int
    is_weak: bool = False


@dataclass(frozen=True)
class _Words:
    """A Clue with its stems folded."""

    code: str
    counted: tuple
    about: tuple
    hints: tuple
    against: tuple


WORDS = [
    _Words(
        clue.code,
        tuple(keys(clue.counted)),
        tuple(tuple(keys(text)) for text in clue.about),
        tuple(keys(clue.hints)),
        tuple(keys(clue.against)),
    )
    for clue in CLUES
]


def candidates(number, sentence, earlier=frozenset()):
    """The Candidates of a Number, the likeliest first; `earlier` are the stems said before."""
    found = [_candidate(words, number, sentence, earlier) for words in WORDS]
    return sorted(filter(None, found), key=lambda one: (one.is_weak, -one.score))


def _candidate(words, number, sentence, earlier):
    counted = max((_counted(number, sentence, stem) for stem in words.counted), default=0)
    if counted <= 0:
        return None
    absent = [group for group in words.about if sentence.stems.keys().isdisjoint(group)]
    if any(earlier.isdisjoint(group) for group in absent):
        return None
    score = counted + sum(_about(number, sentence, group) for group in words.about)
    score += HINT * _is_near(number, sentence, words.hints, FAR)
    score += AGAINST * _is_near(number, sentence, words.against, NEARBY)
    return Candidate(words.code, score, bool(absent))


def _counted(number, sentence, stem):
    """How near the thing counted stands; behind the number is better, beyond another is not."""
    return max(
        (
            (BEHIND if is_behind else BEFORE) - distance
            for distance, is_behind, is_blocked in sentence.near(number, stem)
            if not is_blocked
        ),
        default=0,
    )


def _about(number, sentence, group):
    """How near the subject stands: where another number is between, it is likelier that one's."""
    places = [place for stem in group for place in sentence.near(number, stem)]
    return max((OTHERS if far else max(1, ABOUT - d) for d, _behind, far in places), default=0)


def _is_near(number, sentence, stems, within):
    return any(
        distance <= within and not is_blocked
        for stem in stems
        for distance, _behind, is_blocked in sentence.near(number, stem)
    )
