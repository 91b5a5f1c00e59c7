"""What the check page shows of a file: mistakes, warnings, notes, and what would change."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _

from registry.sheets import answers, importing
from registry.sheets.entries import ADD, SAME, UPDATE
from registry.sheets.values import text

ROWS, MESSAGES = 50, 1_000  # on one page; the marked workbook has them all
ACTIONS = {ADD: _("new"), UPDATE: _("changed"), SAME: _("unchanged")}
TITLES = {
    "W01": _("A great change since last year"),
    "W02": _("Many participants"),
    "W03": _("Perhaps recorded already"),
    "W06": _("Equal rows"),
}


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
        given = self.upload.answers
        ticks, reasons = given.get("ticks", ()), given.get("reasons", {})
        found = sorted(answers.doubts(self.result), key=lambda doubt: doubt.message.number)
        for code, group in groupby(found, key=lambda doubt: doubt.message.number):
            rows = [(doubt.key, doubt.message, doubt.key in ticks) for doubt in group]
            yield code, TITLES[code], rows, reasons.get(code, "")

    @property
    def notes(self):
        """What was put right by itself: spaces, look-alike letters; and all else, in groups."""
        spaces, letters, others = [], [], []
        for note in self.result.notes:
            old = note.values.get("old")
            is_space = old is not None and " ".join(old.split()) == note.values["new"]
            (others if old is None else spaces if is_space else letters).append(note)
        groups = ((_("needless spaces"), spaces), (_("look-alike letters"), letters))
        corrected = [(title, len(rows), rows[:MESSAGES]) for title, rows in groups if rows]
        return {"corrected": corrected, "others": others}

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


def _plain(value):
    return "" if value is None else text(value)
