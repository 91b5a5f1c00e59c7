"""Texts: the keys by which names are found and sorted, and what a spreadsheet must not run.

SQLite neither folds the case of Kazakh letters nor knows their order, so both keys are stored:
they are the same on SQLite and PostgreSQL.
"""

import unicodedata

# A Latin letter and the Cyrillic one that looks like it, after lower-casing.  H looks like Н and
# h like һ: all of them become one.
LOOK_ALIKES = str.maketrans("aceopxyhһikmtbgəɵ", "асеорхуннікмтвгәө")
# A Kazakh letter and the Russian one that people without a Kazakh keyboard type for it.
TWINS = ("әа", "ғг", "қк", "ңн", "өо", "ұу", "үу", "іи")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula
ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_ORDER = " 0123456789abcdefghijklmnopqrstuvwxyz" + ALPHABET
# Two lower-case letters a rank: every collation of PostgreSQL sorts those alike.
_RANK = {char: chr(97 + i // 26) + chr(97 + i % 26) for i, char in enumerate(_ORDER)}


def search_key(text):
    """Fold a name (str) for matching: NFC, lower case, single spaces, look-alikes as Cyrillic."""
    folded = unicodedata.normalize("NFC", text).lower().translate(LOOK_ALIKES)
    return " ".join(folded.split())


def plain_key(key):
    """A search key (str) whose Kazakh letters are the Russian ones typed for them."""
    return key.translate({ord(kazakh): russian for kazakh, russian in TWINS})


def plain_column(column, asked=""):
    """The same of a column, in SQL (str): for the letters of a key that is asked for, or all."""
    for kazakh, russian in TWINS:
        if not asked or russian in asked:
            column = f"REPLACE({column}, '{kazakh}', '{russian}')"
    return column


def sort_key(text, limit=40):
    """Rank the first letters of a name (str) by the Kazakh alphabet; other signs are left out."""
    folded = unicodedata.normalize("NFC", text).lower()
    return "".join(_RANK.get(char, "") for char in folded[:limit])


def no_formula(value):
    """A text that no spreadsheet takes for a formula: an apostrophe before the first sign.

    Anything else stays as it is.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
