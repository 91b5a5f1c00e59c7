"""Kazakh: numbers with a no-break space and a comma, nouns in the singular after a number."""

from datetime import date

from reports.grammar import numerals
from reports.grammar.claims import Claim, Word
from reports.grammar.numbers import NBSP, grouped, in_scale, running, signed, tenths
from reports.grammar.numerals import Case

MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip
FORMS = 1  # a noun stays in the singular after a number
_CASE_AND_WORD = {Word.MORE: (Case.ABLATIVE, "астам"), Word.NEARLY: (Case.DATIVE, "жуық")}


def plural(n: int) -> str:
    """The form of a noun after a number: Kazakh has one."""
    return "one"


def number(n: int) -> str:
    """6358 -> «6 358» with a no-break space."""
    return grouped(n, NBSP)


def change(n: int) -> str:
    """488 -> «+488»."""
    return signed(number(n))


def percent(x: float) -> str:
    """8.3 -> «+8,3 %»."""
    return signed(tenths(x, ",") + NBSP + "%")


def decimal(x: float) -> str:
    """29.88 -> «29,9»."""
    return tenths(x, ",")


def share(x: float) -> str:
    """8.3 -> «8,3 %», without a sign."""
    return decimal(x) + NBSP + "%"


def long_date(day: date) -> str:
    """«2023 жылғы 24 қазан»."""
    return f"{day.year} жылғы {day.day}{NBSP}{MONTHS[day.month - 1]}"


def ending(n: int, case: Case) -> str:
    """The ending that a figure takes from its last spoken word: 1000, ablative -> «нан»."""
    return numerals.ENDINGS[numerals.last_word(n)][case]


def with_ending(n: int, case: Case) -> str:
    """360, dative -> «360-қа»; a scale word takes the ending itself: 16 000 -> «16 мыңға»."""
    scaled = in_scale(n, ",")
    if scaled is None:
        return f"{running(n, NBSP)}-{ending(n, case)}"
    figure, scale = scaled
    return f"{figure}{NBSP}{numerals.WORDS[scale]}{ending(scale, case)}"


def ordinal(n: int) -> str:
    """The spoken ordinal: 34 -> «отыз төртінші»."""
    *head, last = numerals.spoken(n)
    return " ".join([*(numerals.WORDS[part] for part in head), numerals.ORDINALS[last]])


def phrase(claim: Claim, in_words: bool = False) -> str:
    """«1119», «1000-нан астам», «360-қа жуық», «9 мың»; in words «мыңнан астам»."""
    n = claim.number
    if claim.word == Word.PLAIN:
        return _plain(claim)
    case, word = _CASE_AND_WORD[claim.word]
    if in_words and n in numerals.SCALES:
        return f"{numerals.WORDS[n]}{ending(n, case)} {word}"
    return f"{with_ending(n, case)} {word}"


def _plain(claim):
    scaled = in_scale(claim.number, ",") if claim.is_rounded else None
    if scaled is None:
        return running(claim.number, NBSP)
    return f"{scaled[0]}{NBSP}{numerals.WORDS[scaled[1]]}"


def form(claim: Claim) -> int:
    """Which form of the noun (its index) follows a claim: there is one."""
    return 0
