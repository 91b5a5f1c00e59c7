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


def running(n: int, separator: str) -> str:
    """Write a whole number in a text: four digits stay together, more are grouped."""
    return grouped(n, separator) if abs(n) >= 10_000 else str(n)


def in_scale(n: int, point: str) -> tuple[str, int] | None:
    """(figure, scale) of a round number that a text writes with a word: 252 500 -> 252.5, 1000."""
    if n % 100_000 == 0 and n >= 1_000_000:
        scale = 1_000_000
    elif (n % 100 == 0 and n >= 10_000) or (n % 1000 == 0 and n >= 2000):
        scale = 1000
    else:
        return None
    whole, tenth = divmod(n * 10 // scale, 10)
    return f"{whole}{point}{tenth}" if tenth else str(whole), scale
