"""What the three languages share in writing numbers."""

from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
MINUS = "\u2212"


def grouped(n: int, separator: str) -> str:
    """Write a whole number in groups of three digits."""
    text = f"{abs(n):,}".replace(",", separator)
    return f"{MINUS}{text}" if n < 0 else text


def signed(text: str) -> str:
    """Put a plus before a written number that has no minus and is not zero."""
    return text if text.startswith(MINUS) or not text.strip("0,." + NBSP + "%") else f"+{text}"


def tenths(x: float, point: str) -> str:
    """Write a number with one decimal, halves rounded away from zero: 6.25 -> 6.3."""
    rounded = Decimal(str(x)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = f"{abs(rounded)}".replace(".", point)
    return f"{MINUS}{text}" if rounded < 0 else text
