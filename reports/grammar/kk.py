"""Kazakh: numbers with a no-break space and a comma, nouns in the singular after a number."""

from datetime import date

from reports.grammar.numbers import NBSP, grouped, signed, tenths

MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip


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
