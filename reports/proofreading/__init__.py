"""Check my text: each number of a text beside the published figure that it tells.

The words near a number say which indicator it belongs to; the published values decide between
likely ones.  Nothing is stored, and the time is bounded by the number of numbers.
"""

from collections import deque
from itertools import islice

from reports.grammar.reading import numbers
from reports.proofreading.assign import candidates
from reports.proofreading.context import place_stems, sentences
from reports.proofreading.decide import decide
from reports.proofreading.verdicts import Mark, Verdict

__all__ = ["MOST", "Mark", "TooManyNumbers", "Verdict", "proofread"]

MOST = 1000  # numbers in a text
BACK = 2  # sentences: as far back as a subject may have been named


CLEARLY = 15  # the score where the thing counted stands behind a number, and its subject is there
CONTRARY = (Verdict.DIFFERS, Verdict.UNTRUE, Verdict.LOOSE)


class TooManyNumbers(ValueError):
    """A text has more numbers than are checked at once."""


def proofread(text, published, year, places=()):
    """The Marks of the numbers of a text (str), in their order.

    `published` gives the Editions of each code ({code: [Edition, ...]}), `year` (int) is meant
    where a sentence names none.  A number that a sentence gives to one of `places` (names of
    regions) is not held against the country, nor a difference in words against a value.
    Raises TooManyNumbers.
    """
    if next(islice(numbers(text), MOST, None), None):
        raise TooManyNumbers
    years = {edition.year for editions in published.values() for edition in editions}
    marks, earlier = [], deque(maxlen=BACK)
    for sentence in sentences(text, place_stems(places)):
        of_year, said = _year_of(sentence, years, year), frozenset().union(*earlier)
        for number in sentence.numbers:
            found = candidates(number, sentence, said)
            mark = decide(number, found, published, of_year)
            marks.append(_in_its_sentence(mark, found, sentence))
        if sentence.stems:
            earlier.append(frozenset(sentence.stems))
    return marks


def _in_its_sentence(mark, found, sentence):
    """The Mark, with what its sentence says of regions, of a nought and of several years."""
    number, is_contrary = mark.number, mark.verdict in CONTRARY
    if sentence.names_a_place and (is_contrary or (found and mark.verdict == Verdict.UNKNOWN)):
        return Mark(number, Verdict.REGIONAL)
    if is_contrary and _is_nothing(number, found, sentence):
        return Mark(number, Verdict.UNKNOWN)
    if mark.verdict == Verdict.OTHER_YEAR and _names_them(sentence, mark.editions):
        return Mark(number, Verdict.EQUAL, mark.editions)
    return mark


def _names_them(sentence, editions):
    """Whether a sentence of several years names those of some Editions."""
    named = {year.value for year in sentence.years}
    return len(named) > 1 and named >= {edition.year for edition in editions}


def _is_nothing(number, found, sentence):
    """Whether a number is a nought that is no figure: "0 complaints" of what was named.

    It is one where its sentence names a year and speaks clearly for an indicator.
    """
    is_clear = bool(sentence.years and found and found[0].score >= CLEARLY)
    return number.value == 0 and not is_clear


def _year_of(sentence, years, otherwise):
    """The one published year that a sentence tells of, not only compares with, or another."""
    told = (year for year in sentence.years if not (year.is_range or year.is_compared))
    named = {year.value for year in told} & years
    return named.pop() if len(named) == 1 else otherwise
