"""Whether what a text says of a number is true of a published value."""

from dataclasses import dataclass
from enum import StrEnum

from reports.grammar.claims import NEAR, is_near, unit_of
from reports.grammar.reading import Number, Said


class Verdict(StrEnum):
    EQUAL = "equal"
    CHANGE = "change"
    OLDER = "older"
    OTHER_YEAR = "other_year"
    LOOSE = "loose"
    UNTRUE = "untrue"
    DIFFERS = "differs"
    UNCLEAR = "unclear"
    REGIONAL = "regional"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Mark:
    """What is told about one number: the verdict and the published values (Editions) meant."""

    number: Number
    verdict: Verdict
    editions: tuple = ()
    change: int | None = None  # the published difference that a difference in words tells


def holds(number, value):
    """Whether the words are true of a value (int), however far the round number is from it."""
    n, gap = number.value, abs(number.value - value)
    return {
        Said.MORE: value > n,
        Said.AT_LEAST: value >= n,
        Said.LESS: value < n,
        Said.AT_MOST: value <= n,
        Said.NEARLY: is_near(value, n),
        Said.ABOUT: 100 * gap <= NEAR * n,
        Said.PLAIN: gap == 0 or 2 * gap < number.unit,
    }[number.said]


def fits(number, value):
    """Whether the words are true of a value and it is the round number that a writer would take:
    more than 16 thousand fits 16 243, but not 17 500."""
    gap = abs(number.value - value)
    halves = 2 if number.said == Said.ABOUT else 1
    is_next = number.said == Said.PLAIN or halves * gap < unit_of(number.value)
    is_next |= number.said == Said.AT_MOST and is_near(value, number.value)
    return holds(number, value) and (is_next or gap == 0)


def change_of(number, edition):
    """The difference (int) of an Edition to a year before that is told in words, or None."""
    changes = filter(None, edition.changes)
    return next((n for n in changes if fits(number, abs(n)) and number.moved * n >= 0), None)
