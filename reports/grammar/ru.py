"""Russian: numbers with a no-break space and a comma, three forms of a noun."""

from datetime import date

from reports.grammar.claims import Claim, Word
from reports.grammar.numbers import NBSP, grouped, in_scale, running, signed, tenths

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
FORMS = 3  # 1 совет, 2 совета, 5 советов: the second is also the genitive of one
SCALES = {
    1000: ("тысяча", "тысячи", "тысяч"),
    1_000_000: ("миллион", "миллиона", "миллионов"),
}
_INDEX = {"one": 0, "few": 1, "many": 2}
_WORDS = {Word.MORE: "более", Word.NEARLY: "около"}


def plural(n: int) -> str:
    """one: 1, 21 совет; few: 2, 23 совета; many: 5, 11, 1119 советов."""
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


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
    """«24 октября 2023 года»."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}{NBSP}года"


def genitive(n: int) -> str:
    """The form of a noun after «более» and «около»: few for 1 and 21 (клуба), many else."""
    return "few" if plural(n) == "one" else "many"


def phrase(claim: Claim, in_words: bool = False) -> str:
    """«1119», «более 1000», «около 360», «9 тысяч»; in words «более тысячи»."""
    if claim.word == Word.PLAIN:
        return _figure(claim, plural)
    if in_words and claim.number in SCALES:
        return f"{_WORDS[claim.word]} {SCALES[claim.number][1]}"
    return f"{_WORDS[claim.word]} {_figure(claim, genitive)}"


def _figure(claim, rule):
    """The number, with its scale word in the form of a rule (plural or genitive)."""
    scaled = in_scale(claim.number, ",") if claim.is_rounded else None
    if scaled is None:
        return running(claim.number, NBSP)
    figure, scale = scaled
    name = "few" if "," in figure else rule(int(figure))  # 252,5 тысячи
    return f"{figure}{NBSP}{SCALES[scale][_INDEX[name]]}"


def form(claim: Claim) -> int:
    """Which form of the noun (its index) follows a claim: 1119 -> 2 (советов)."""
    if claim.is_rounded and in_scale(claim.number, ","):
        return _INDEX["many"]
    rule = plural if claim.word == Word.PLAIN else genitive
    return _INDEX[rule(claim.number)]
