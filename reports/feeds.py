"""Summary -> CSV and JSON: the same figures for programs, the same file for every language."""

import csv
import json
from io import StringIO

from registry.languages import CODES
from registry.text import no_formula

FIGURE = (
    "indicator", "region", "place", "year", "value",
    "status", "origin", "expected", "reported", "known",
)  # fmt: skip
LABELS = tuple(f"label_{language}" for language in CODES)
COLUMNS = (*FIGURE, *LABELS, "unit", "revision", "is_demo")


def json_file(summary):
    """The release, its indicators and its figures (bytes of JSON in UTF-8)."""
    content = {
        "release": release(summary.release),
        "indicators": [indicator(definition) for definition in definitions(summary)],
        "figures": [figure(line, summary.year) for line in summary.lines],
    }
    return json.dumps(content, ensure_ascii=False).encode()


def csv_file(summary):
    """One row a figure (bytes of CSV, UTF-8 with a byte order mark); no value is an empty cell."""
    return _csv(COLUMNS, (_row(line, summary.release) for line in summary.lines))


def _csv(columns, rows):
    text = StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def comparison_csv(comparison):
    """One row a figure of a Comparison (bytes), with the revision that it comes from."""
    return _csv(COLUMNS, (_row(line, found) for found, line in _lines(comparison)))


def comparison_json(comparison):
    """The releases, indicators and figures of a Comparison (bytes of JSON in UTF-8)."""
    content = {
        "releases": [_revision(found) for found in comparison.releases],
        "indicators": [indicator(definition) for definition in comparison.definitions],
        "figures": [
            figure(line, r.year) | {"revision": r.revision} for r, line in _lines(comparison)
        ],
    }
    return json.dumps(content, ensure_ascii=False).encode()


def _lines(comparison):
    """(release, line) of each cell."""
    for row in comparison.rows:
        yield from zip(comparison.releases, row.lines, strict=True)


def _revision(found):
    return {
        "year": found.year,
        "revision": found.revision,
        "published_at": found.published_at.isoformat(),
        "publisher": {language: found.publisher[language]["name"] for language in CODES},
        "is_demo": found.is_demo,
    }


def definitions(summary):
    """The definitions (list) that the lines of a summary have, each once, in their order."""
    return list({line.code: line.definition for line in summary.lines}.values())


def release(found):
    """Which release this is, and whose (dict)."""
    return {
        "year": found.year,
        "number": found.number,
        "revision": found.revision,
        "code": found.code,
        "published_at": found.published_at.isoformat(),
        "publisher": {language: found.publisher[language]["name"] for language in CODES},
        "is_demo": found.is_demo,
        "compared_with": str(found.compared_with) if found.compared_with else None,
        "note": {language: getattr(found, f"note_{language}") for language in CODES},
        "units": [_unit(unit) for unit in found.units],
    }


def _unit(unit):
    return {
        "region": unit["code"],
        "name": {language: unit["words"][language]["name"] for language in CODES},
        "accepted_on": unit["accepted_on"],
    }


def indicator(definition):
    """What an indicator means in the three languages (dict)."""
    return {
        "code": definition.indicator,
        "label": _in_each_language(definition, "label"),
        "definition": _in_each_language(definition, "definition"),
        "unit": {"code": definition.unit_code, "words": _in_each_language(definition, "unit")},
        "nature": definition.nature,
        "additive": definition.is_additive,
        "first_year": definition.first_year,
        "last_year": definition.last_year,
    }


def _in_each_language(definition, word):
    return {language: definition.words[language][word] for language in CODES}


def figure(line, year):
    """One figure of a year (int) as a dict of plain values; value is None where there is none."""
    found = line.figure
    return {
        "indicator": line.code,
        "region": line.place.code,
        "place": line.place.kind,
        "year": year,
        "value": found.value,
        "status": found.status,
        "origin": found.origin or None,
        "expected": found.expected,
        "reported": found.reported,
        "known": found.known,
    }


def _row(line, found):
    words = line.definition.words
    labels = [no_formula(words[language]["label"]) for language in CODES]
    return (
        figure(line, found.year)
        | dict(zip(LABELS, labels, strict=True))
        | {"unit": line.definition.unit_code}
        | {"revision": found.revision, "is_demo": str(found.is_demo).lower()}
    )
