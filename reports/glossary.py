"""The glossary as it is until headquarters writes its own: glossary.toml, in three languages."""

import tomllib
from pathlib import Path

from reports.models import Term

FIRST = Path(__file__).with_suffix(".toml")


def first_terms():
    """The terms (list of dict: name_kk to text_en) that every portal begins with."""
    with FIRST.open("rb") as file:
        found = tomllib.load(file)
    return [
        {
            f"{part}_{language}": word
            for language, pair in term.items()
            for part, word in pair.items()
        }
        for term in found["term"]
    ]


def load(using="default"):
    """Put in each term that was never there; one renamed or deleted since stays so."""
    was_there = set(Term.history.using(using).values_list("name_kk", flat=True))
    for words in first_terms():
        if words["name_kk"] not in was_there:
            Term.objects.using(using).get_or_create(name_kk=words["name_kk"], defaults=words)
