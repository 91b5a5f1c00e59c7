"""The glossary, and the search over indicators, regions and terms."""

import re
from dataclasses import dataclass

from django.utils.translation import get_language

from registry.languages import CODES
from registry.text import search_key, sort_key
from reports.models import Definition, Term
from reports.summary.lines import places

LONGEST, MOST_WORDS = 200, 10  # of a question: characters, words
ROOT, ENDING = 4, 3  # a word keeps at least so many letters, and loses at most so many
VOWELS = "аәеёиоөуұүыіэюя"


@dataclass(frozen=True)
class Entry:
    """A term with its names in the order of the reader, and the indicators that it names."""

    term: Term
    uses: list[Definition]

    @property
    def name(self):
        return getattr(self.term, f"name_{get_language()}")

    @property
    def text(self):
        return getattr(self.term, f"text_{get_language()}")

    @property
    def others(self):
        """(language, name) in the other two languages."""
        return [(c, getattr(self.term, f"name_{c}")) for c in CODES if c != get_language()]

    @property
    def letter(self):
        """Under which letter it stands (str)."""
        return next((char for char in self.name.upper() if char.isalnum()), "")


def glossary_of(shelf):
    """[(letter, Entries)] in the order of the reader's alphabet.  Two queries."""
    labels = _labels(shelf.latest)
    entries = [Entry(term, _uses(term, labels)) for term in shelf.terms]
    by_letter = {}
    for entry in sorted(entries, key=lambda e: sort_key(e.name, limit=200)):
        by_letter.setdefault(entry.letter, []).append(entry)
    return list(by_letter.items())


def _labels(release):
    """[(Definition, {language: its folded label})]."""
    definitions = release.definitions.all() if release else []
    return [(d, {c: search_key(d.words[c]["label"]) for c in CODES}) for d in definitions]


def _uses(term, labels):
    """The indicators that a term names in any language: the same ones on each language's page."""
    roots = {code: roots_of(getattr(term, f"name_{code}")) for code in CODES}
    return [d for d, label in labels if any(_holds(label[c], roots[c]) for c in CODES)]


@dataclass(frozen=True)
class Found:
    """What a question found."""

    indicators: list[Definition]
    places: list
    entries: list[Entry]

    def __bool__(self):
        return bool(self.indicators or self.places or self.entries)


def search(shelf, question):
    """The indicators, regions and terms that hold each word of a question (str) in some language.

    Two queries.
    """
    roots = roots_of(question)
    release = shelf.latest
    definitions = release.definitions.all() if release and roots else []
    units = places(release) if release else []
    found = [d for d in definitions if _any(roots, d.indicator, *_words_of(d))]
    return Found(
        sorted(found, key=lambda d: not _any(roots, *(w["label"] for w in d.words.values()))),
        [p for p in units if _any(roots, p.code, *(w["name"] for w in p.words.values()))],
        [Entry(t, []) for t in shelf.terms if _any(roots, *_names_of(t))],
    )


def roots_of(question):
    """The words of a question without their endings (list of str), folded; at most ten."""
    words = re.findall(r"[^\W_]+", search_key(question[:LONGEST]))[:MOST_WORDS]
    return [_root(word) for word in words]


def _root(word):
    """үйі -> үй, дома -> дом, кеңестері -> кеңест."""
    root = word[: max(ROOT, len(word) - min(ENDING, len(word) // 3))]
    return root[:-1] if 2 < len(root) <= ROOT and root[-1] in VOWELS else root


def _any(roots, *texts):
    """Whether one of the texts holds every root at the beginning of a word."""
    return bool(roots) and any(_holds(search_key(text), roots) for text in texts)


def _holds(folded, roots):
    words = re.findall(r"[^\W_]+", folded)
    return all(any(word.startswith(root) for word in words) for root in roots)


def _words_of(definition):
    return [f"{w['label']} {w['definition']}" for w in definition.words.values()]


def _names_of(term):
    return [f"{getattr(term, f'name_{c}')} {getattr(term, f'text_{c}')}" for c in CODES]
