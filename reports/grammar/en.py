"""English: numbers with a comma and a point, two forms of a noun."""

from datetime import date

from reports.grammar.numbers import NBSP, grouped, signed, tenths

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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
