"""What the check page shows of a file: mistakes, warnings, notes, and what would change."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _

from registry.models import ImportBatch
from registry.models.base import Stock
from registry.sheets import answers, importing
from registry.sheets.entries import ADD, SAME, UPDATE
from registry.sheets.messages import DISAGREE
from registry.sheets.values import text

ROWS, MESSAGES, TICKS = 50, 1_000, 50  # on one page; the marked workbook has them all
ACTIONS = {ADD: _("new"), UPDATE: _("changed"), SAME: _("unchanged")}
TITLES = {
    "W01": _("A great change since last year"),
    "W02": _("Many participants"),
    "W03": _("Perhaps recorded already"),
    "W06": _("Equal rows"),
}


class Group:
    """The warnings of one code.  Many of them share one tick: a form has so many fields only."""

    def __init__(self, code, doubts, given, reason):
        self.code, self.title, self.reason = code, TITLES[code], reason
        self.number, self.keys = len(doubts), " ".join(doubt.key for doubt in doubts)
        ticks = set(given.get("ticks", ()))
        self.rows = [(doubt.key, doubt.message, doubt.key in ticks) for doubt in doubts[:TICKS]]
        self.is_ticked = ticks.issuperset(doubt.key for doubt in doubts)

    @property
    def is_long(self):
        return self.number > TICKS


class Picture:
    """One checked file as a page needs it."""

    def __init__(self, upload, result):
        self.upload, self.result = upload, result
        self.token = importing.token(upload, result)
        self.errors = result.errors[:MESSAGES]
        self.more_errors = len(result.errors) - len(self.errors)
        self.rows, self.good, self.bad = len(result.entries), len(result.good), len(result.bad)
        self.added, self.updated = result.count(ADD), result.count(UPDATE)
        self.same = result.count(SAME)

    @property
    def can_confirm(self):
        return not self.errors and bool(self.good)

    @property
    def can_take_good(self):
        return bool(self.bad) and bool(self.good)

    @property
    def doubts(self):
        """The warnings in groups of one code, each with its reason and its ticks."""
        reasons = self.upload.answers.get("reasons", {})
        found = sorted(answers.doubts(self.result), key=lambda doubt: doubt.message.number)
        for code, group in groupby(found, key=lambda doubt: doubt.message.number):
            yield Group(code, list(group), self.upload.answers, reasons.get(code, ""))

    @property
    def earlier(self):
        """The ImportBatch that took in the same bytes and stands, or None."""
        return ImportBatch.objects.of_file(self.upload).first()

    @property
    def totals(self):
        """(title, records of the year now and after, last year and its records) of each sheet."""
        year, counted = self.result.intake.year, self._counted
        for layout in (table.layout for table in self.result.tables):
            if layout.is_flow or issubclass(layout.model, Stock):
                gain = sum(_gain(e, year) for e in self.result.changed if e.table.layout == layout)
                now = counted(layout, year)
                yield layout.title, now, now + gain, year - 1, counted(layout, year - 1)

    def _counted(self, layout, year):
        """How many records of the unit belong to a year (int)."""
        records = self.result.intake.records(layout)
        its = records.in_year(year) if layout.is_flow else records.counted_in(year)
        return its.count()

    @property
    def notes(self):
        """What was put right by itself: spaces, look-alike letters; and all else, in groups."""
        spaces, letters, others = [], [], []
        kept = [note for note in self.result.notes if note.code in DISAGREE]
        for note in (note for note in self.result.notes if note.code not in DISAGREE):
            old = note.values.get("old")
            is_space = old is not None and " ".join(old.split()) == note.values["new"]
            (others if old is None else spaces if is_space else letters).append(note)
        groups = ((_("needless spaces"), spaces), (_("look-alike letters"), letters))
        corrected = [(title, len(rows), rows[:MESSAGES]) for title, rows in groups if rows]
        return {"corrected": corrected, "others": others[:MESSAGES], "kept": kept[:MESSAGES]}

    @property
    def changes(self):
        """(row, what happens, record, [heading, old, new]) of the first rows that write."""
        for entry in self.result.changed[:ROWS]:
            shown = [
                (heading, _plain(old), _plain(new))
                for heading, old, new in entry.changes(self.result.intake)
            ]
            if entry.action == ADD:
                shown = [(heading, "", new) for heading, _old, new in shown]
            yield entry.row.number, ACTIONS[entry.action], str(entry.record), shown


def _gain(entry, year):
    """What a row adds to the records of a year (int): 1, 0 or -1."""
    spans = [record and record.counted_years() for record in (entry.before, entry.record)]
    before, after = (bool(s) and s[0] <= year <= (s[1] or year) for s in spans)
    return after - before


def _plain(value):
    return "" if value is None else text(value)
