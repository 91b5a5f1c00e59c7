"""What may truly be said of a value: exactly so many, more than so many, nearly so many.

The style of a text is a wish.  Where the value does not allow it, the words follow the value.
"""

from dataclasses import dataclass
from enum import StrEnum

STEPS = [m * 10**power for power in range(7) for m in (1, 5)][1:]  # 5, 10, 50, ... 5 million
NEAR = 3  # per cent: how far below a round number a value may be to be nearly it


class Word(StrEnum):
    PLAIN = "plain"
    MORE = "more"
    NEARLY = "nearly"


class Style(StrEnum):
    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ROUND = "round"


@dataclass(frozen=True)
class Claim:
    """A number and the word that makes it true; a rounded one may be written in thousands."""

    word: Word
    number: int
    is_rounded: bool = False


def claim(value: int, style: Style = Style.EXACT, step: int = 1) -> Claim:
    """Say a value (int, 0 or more) in a style, rounded to a multiple of `step`."""
    below = value // step * step
    above = below + step
    if style == Style.EXACT:
        return Claim(Word.PLAIN, value)
    if value == below:
        return Claim(Word.PLAIN, value, is_rounded=True)
    if _nearly_first(style, value, below, above) and is_near(value, above):
        return Claim(Word.NEARLY, above, is_rounded=True)
    return Claim(Word.MORE, below, is_rounded=True) if below else Claim(Word.PLAIN, value)


def _nearly_first(style, value, below, above):
    """Whether the round number above comes first: wished for, closer, or the only one."""
    closer = style == Style.ROUND and above - value <= value - below
    return style == Style.NEARLY or closer or not below


def is_near(value: int, number: int) -> bool:
    """Whether a value lies below a number by 3 % of it at most."""
    return number - value > 0 and 100 * (number - value) <= NEAR * number


def unit_of(number: int) -> int:
    """The place of the last digit that is not 0: 1000 -> 1000, 252 500 -> 100, 365 -> 1."""
    unit = 1
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit
