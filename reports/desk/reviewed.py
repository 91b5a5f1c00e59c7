"""A unit's return as a reviewer looks at it: section by section, beside its past."""

from dataclasses import dataclass
from functools import cached_property

from registry import trail
from registry.models import Amendment, Comment, Receipt
from reports import plausibility
from reports.catalogue import BY_CODE
from reports.desk import amended, links
from reports.on_hand import effect


@dataclass(frozen=True)
class FigureRow:
    """One figure of a section: now, last year, the range of the years before, what was said."""

    indicator: object
    now: int
    before: int | None
    known: list[int]
    sent_before: int | None  # what the first sending said, when the return was given back
    is_changed: bool
    warnings: list

    @property
    def change(self):
        return None if self.before is None else self.now - self.before

    @property
    def percent(self):
        return 100 * self.change / self.before if self.before else None

    @property
    def low(self):
        return min(self.known, default=None)

    @property
    def high(self):
        return max(self.known, default=None)


@dataclass(frozen=True)
class Group:
    """A section with its figures, warnings about single records, comments, changed records."""

    line: object
    figures: list[FigureRow]
    warnings: list
    comments: list
    lists: list
    changed: int

    @property
    def has_doubt(self):
        """Whether something wants to be looked at; a section without is folded on the page."""
        is_told = self.warnings or self.comments or any(row.warnings for row in self.figures)
        return bool(is_told or self.is_changed or self.line.is_given_back or self.line.obstacles)

    @property
    def is_changed(self):
        return bool(self.changed or self.is_figures_changed)

    @property
    def is_figures_changed(self):
        return any(row.is_changed for row in self.figures)


class Review:
    """What a reviewer sees of a return (Picture)."""

    def __init__(self, picture):
        self.picture = picture
        self.unit, self.year = picture.unit.code, picture.year

    @cached_property
    def receipts(self):
        """The sendings that stand (Receipts), the newest first."""
        found = Receipt.objects.last_of(self.unit, self.year, 10)
        return [one for one in found if one.withdrawn_at is None]

    @property
    def sent_before(self):
        """The sending (Receipt) before the last one, or None: the return was never given back."""
        return self.receipts[1] if len(self.receipts) > 1 else None

    @cached_property
    def groups(self):
        """A Group for each section."""
        comments = list(Comment.objects.of(self.unit, self.year))
        return [self._group(line, comments) for line in self.picture.lines]

    @property
    def changed_groups(self):
        """Only what changed since the return was given back."""
        return [group for group in self.groups if group.is_changed]

    def _group(self, line, comments):
        codes = [code for code in self.picture.figures if BY_CODE[code].section == line.key]
        mine = [one for one in comments if one.section == line.key]
        return Group(
            line=line,
            figures=[self._row(code) for code in codes],
            warnings=self._told(lambda w: w.section == line.key and w.record is not None),
            comments=[(one, BY_CODE.get(one.figure)) for one in mine],
            lists=links.lists(line.section, self.unit, self.year),
            changed=self.records_changed.get(line.key, 0),
        )

    def _row(self, code):
        past, now = self.picture.past, self.picture.figures[code]
        years = range(self.year - plausibility.LIMITS.range_years, self.year)
        known = [past[code, year] for year in years if past.get((code, year)) is not None]
        was = self._figure_before(code, now)
        told = self._told(lambda w: w.subject == code)
        before = past.get((code, self.year - 1))
        return FigureRow(BY_CODE[code], now, before, known, was, was != now, told)

    def _figure_before(self, code, now):
        if self.sent_before is None:
            return now
        return self.sent_before.content.get("figures", {}).get(code, [None])[0]

    def _told(self, wanted):
        """The warnings, each with its WarningReason or None."""
        reasons = self.picture.reasons
        return [
            (warning, reasons.get((warning.code, warning.subject)))
            for warning in self.picture.warnings
            if wanted(warning)
        ]

    @cached_property
    def records_changed(self):
        """{section: kept changes of records since the return was sent the first time}."""
        if self.sent_before is None:
            return {}
        keys = [line.key for line in self.picture.lines]
        found = trail.since(dict.fromkeys(keys, self.sent_before.sent_at), self.year)
        own = [key for key, region, _moment in found if region in self.picture.regions]
        return {key: own.count(key) for key in keys}

    @cached_property
    def effect(self):
        """[(indicator, without, with)]: the figures of the country that an acceptance moves."""
        found = effect(self.unit, self.year).items()
        return [
            (BY_CODE[code], one.value, other.value)
            for code, (one, other) in found
            if one.value != other.value
        ]

    @cached_property
    def amendments(self):
        """Records that reviewers corrected, as the page shows them."""
        return [amended.shown(one) for one in Amendment.objects.of(self.unit, self.year)]
