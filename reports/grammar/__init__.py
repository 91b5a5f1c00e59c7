"""How numbers and dates are written and read in Kazakh, Russian and English.  No Django here."""

from reports.grammar import en, kk, ru

LANGUAGES = {"kk": kk, "ru": ru, "en": en}


def of(language):
    """The module (kk, ru or en) of a language code (str); Kazakh for one we do not write."""
    return LANGUAGES.get((language or "")[:2], kk)
