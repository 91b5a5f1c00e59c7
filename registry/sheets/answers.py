"""Answers to the warnings: each is ticked, and like ones share a reason.

An answer belongs to what is said about a record, not to a row: it stands in the corrected file too.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from registry.sheets.cells import CONTROL
from registry.sheets.messages import TEXTS

KEY = re.compile(r"\b[0-9a-f]{16}\b")
LONGEST = 500  # letters of a reason


@dataclass(frozen=True)
class Doubt:
    """A warning and its name in the form."""

    key: str
    message: object


def doubts(result):
    """The Doubts (list) of the good rows of a Check."""
    seen = Counter()
    return [
        Doubt(_key(entry, message, seen), message)
        for entry in result.good
        for message in entry.warnings
    ]


def _key(entry, message, seen):
    """The name of a warning: what it says of the record, and how often it was said before."""
    said = repr(sorted(message.values.items()))
    facts = (message.code, entry.table.layout.key, str(entry.record), said)
    seen[facts] += 1
    return hashlib.sha256(repr((*facts, seen[facts])).encode()).hexdigest()[:16]


def from_form(data, answers):
    """The answers (dict) after a form (QueryDict) was sent; those of other rows stay."""
    offered, ticked = _keys(data, "offered"), _keys(data, "tick")
    kept = set(answers.get("ticks", ())) - offered
    reasons = {n[7:]: _text(v) for n, v in data.items() if n[:7] == "reason-" and n[7:] in TEXTS}
    return {
        "ticks": sorted(kept | (ticked & offered)),
        "reasons": answers.get("reasons", {}) | reasons,
    }


def _keys(data, name):
    """The keys (set of str) of a field; one tick may stand for many warnings."""
    return {key for value in data.getlist(name) for key in KEY.findall(value)}


def _text(value):
    """A reason (str) that any database can keep."""
    return CONTROL.sub(" ", value).strip()[:LONGEST]


def is_answered(doubt, answers):
    reason = answers.get("reasons", {}).get(doubt.message.number)
    return bool(reason) and doubt.key in answers.get("ticks", ())


def unanswered(result, answers):
    """The Doubts (list) that still want a tick or a reason."""
    return [doubt for doubt in doubts(result) if not is_answered(doubt, answers)]


def the_same_for_all(result, reason):
    """Answers (dict) that give one reason (str) for every warning of a Check."""
    codes = {message.number for message in result.warnings}
    return {"reasons": dict.fromkeys(codes, reason)}


def reasons(result, answers):
    """What the import keeps of them (list of dict): code, place, sentence and reason."""
    told = answers.get("reasons", {})
    return [
        {
            "code": doubt.message.number,
            "row": doubt.message.place.row,
            "sheet": doubt.message.place.sheet,
            "said": doubt.message.reason,
            "reason": told[doubt.message.number],
        }
        for doubt in doubts(result)
    ]
