"""A text with its marks, as the page shows them: in the text, and in the table below."""

from collections import Counter
from dataclasses import dataclass
from itertools import count

from django.utils.translation import gettext_lazy as _

from reports.proofreading import Verdict

# What is told of a number, its sign, and the class of its colour.
WORDS = {
    Verdict.EQUAL: (_("agrees with the published figure"), "✓", "ok"),
    Verdict.CHANGE: (_("agrees with the published change to the year before"), "✓", "ok"),
    Verdict.OLDER: (_("equals an earlier revision"), "~", "warn"),
    Verdict.OTHER_YEAR: (_("equals the figure of another year"), "~", "warn"),
    Verdict.LOOSE: (_("true, but far from the published figure"), "~", "warn"),
    Verdict.UNTRUE: (_("the rounding is not true"), "✗", "bad"),
    Verdict.DIFFERS: (_("differs from the published figure"), "✗", "bad"),
    Verdict.UNCLEAR: (_("may be one of these"), "?", "info"),
    Verdict.REGIONAL: (_("regional figures are not checked here"), "–", "none"),
    Verdict.UNKNOWN: (_("not a figure of the portal"), "–", "none"),
}


ORDER = {verdict: position for position, verdict in enumerate(WORDS)}
ONE = _("may be this figure")  # an unclear number with a single figure beside it
LEFT = (Verdict.REGIONAL, Verdict.UNKNOWN)  # as they are typed: held against no figure


@dataclass(frozen=True)
class Row:
    """One number of a text: its place, how it is typed, what is told, the figures meant."""

    position: int
    start: int
    end: int
    typed: str
    verdict: Verdict
    figures: tuple  # of (label, Edition)
    change: int | None = None  # the published difference that is meant

    @property
    def is_held(self):
        """Whether the number was held against a figure: any other is left as it is typed."""
        return self.verdict not in LEFT

    @property
    def words(self):
        is_one = self.verdict == Verdict.UNCLEAR and len(self.figures) == 1
        return ONE if is_one else WORDS[self.verdict][0]

    @property
    def sign(self):
        return WORDS[self.verdict][1]

    @property
    def colour(self):
        return WORDS[self.verdict][2]


def rows(text, marks, labels):
    """The Rows of the Marks of a text; `labels` ({code: str}) name the figures."""
    return [
        Row(
            position,
            mark.number.start,
            mark.number.end,
            text[mark.number.start : mark.number.end],
            mark.verdict,
            tuple((labels.get(e.code, e.code), e) for e in mark.editions),
            mark.change,
        )
        for position, mark in _numbered(marks)
    ]


def _numbered(marks):
    """(place among those held against a figure, Mark) of each; 0 for the others."""
    held = count(1)
    return [(next(held) if mark.verdict not in LEFT else 0, mark) for mark in marks]


def parts(text, rows):
    """The text cut at its numbers: a list of str and Row."""
    cut, at = [], 0
    for row in (row for row in rows if row.is_held):
        cut += [text[at : row.start], row]
        at = row.end
    return [*cut, text[at:]]


def tally(rows):
    """(words, number of numbers) of all that was told, in the order of WORDS."""
    counts = Counter(str(row.words) for row in sorted(rows, key=lambda row: ORDER[row.verdict]))
    return list(counts.items())
