"""The Kazakh numerals: their words, and the endings that a figure takes from its last word."""

from enum import StrEnum


class Case(StrEnum):
    GENITIVE = "gen"
    DATIVE = "dat"
    ACCUSATIVE = "acc"
    LOCATIVE = "loc"
    ABLATIVE = "abl"
    INSTRUMENTAL = "ins"


# Last spoken word of a figure, how it is said, its ordinal, its six endings.
_TABLE = """
0 нөл нөлінші дің ге ді де ден мен
1 бір бірінші дің ге ді де ден мен
2 екі екінші нің ге ні де ден мен
3 үш үшінші тің ке ті те тен пен
4 төрт төртінші тің ке ті те тен пен
5 бес бесінші тің ке ті те тен пен
6 алты алтыншы ның ға ны да дан мен
7 жеті жетінші нің ге ні де ден мен
8 сегіз сегізінші дің ге ді де ден бен
9 тоғыз тоғызыншы дың ға ды да дан бен
10 он оныншы ның ға ны да нан мен
20 жиырма жиырмасыншы ның ға ны да дан мен
30 отыз отызыншы дың ға ды да дан бен
40 қырық қырқыншы тың қа ты та тан пен
50 елу елуінші дің ге ді де ден мен
60 алпыс алпысыншы тың қа ты та тан пен
70 жетпіс жетпісінші тің ке ті те тен пен
80 сексен сексенінші нің ге ні де нен мен
90 тоқсан тоқсаныншы ның ға ны да нан мен
100 жүз жүзінші дің ге ді де ден бен
1000 мың мыңыншы ның ға ды да нан мен
1000000 миллион миллионыншы ның ға ды да нан мен
1000000000 миллиард миллиардыншы тың қа ты та тан пен
1000000000000 триллион триллионыншы ның ға ды да нан мен
"""
_ROWS = {int(n): row for n, *row in map(str.split, _TABLE.strip().splitlines())}
WORDS = {n: row[0] for n, row in _ROWS.items()}
ORDINALS = {n: row[1] for n, row in _ROWS.items()}
ENDINGS = {n: dict(zip(Case, row[2:], strict=True)) for n, row in _ROWS.items()}
SCALES = [n for n in sorted(WORDS, reverse=True) if n >= 1000]


def last_word(n: int) -> int:
    """The last spoken word of a figure, as a number: 1119 -> 9, 340 -> 40, 25 000 -> 1000."""
    if n == 0:
        return 0
    scale = next((scale for scale in SCALES if n % scale == 0), None)
    if scale:
        return scale
    return n % 10 or n % 100 or 100


def spoken(n: int) -> list[int]:
    """The words of a whole number in their order, as numbers: 134 -> 100, 30, 4."""
    for unit in (*SCALES, 100):
        if n >= unit:
            head = spoken(n // unit) if n >= 2 * unit else []
            return [*head, unit, *(spoken(n % unit) if n % unit else [])]
    return [part for part in (n - n % 10, n % 10) if part] or [0]
