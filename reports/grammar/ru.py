"""Russian: numbers with a no-break space and a comma, three forms of a noun."""

from datetime import date

from reports.grammar.numbers import NBSP, grouped, signed, tenths

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


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
