"""English: numbers with a comma and a point, two forms of a noun."""

from datetime import date

from reports.grammar.claims import Claim, Word
from reports.grammar.numbers import NBSP, grouped, signed, tenths

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FORMS = 2
SCALES = {1000: "a thousand", 1_000_000: "a million"}
_WORDS = {Word.MORE: "more than", Word.NEARLY: "nearly"}


def plural(n: int) -> str:
    """one: 1 council; many: 0, 2, 21 councils."""
    return "one" if n == 1 else "many"


def number(n: int) -> str:
    """6358 -> “6,358”."""
    return grouped(n, ",")


def change(n: int) -> str:
    """488 -> “+488”."""
    return signed(number(n))


def percent(x: float) -> str:
    """8.3 -> “+8.3%”."""
    return signed(tenths(x, ".") + "%")


def decimal(x: float) -> str:
    """29.88 -> “29.9”."""
    return tenths(x, ".")


def share(x: float) -> str:
    """8.3 -> “8.3%”, without a sign."""
    return decimal(x) + "%"


def long_date(day: date) -> str:
    """“24 October 2023”."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def phrase(claim: Claim, in_words: bool = False) -> str:
    """“1,119”, “more than 1,000”, “nearly 360”; in words “more than a thousand”."""
    figure = number(claim.number)
    if claim.word == Word.PLAIN:
        return figure
    return f"{_WORDS[claim.word]} {SCALES.get(claim.number, figure) if in_words else figure}"


def form(claim: Claim) -> int:
    """Which form of the noun (its index) follows a claim: 1 -> 0 (council)."""
    return 0 if claim == Claim(Word.PLAIN, 1, claim.is_rounded) else 1
