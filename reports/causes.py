"""Why figures differ from those of the revision before: what a release keeps for the public list.

A cause is a code: that of the correction whose sections hold the figure, that of a withdrawal, or
one of ours.  Notes of corrections stay inside: people wrote them for each other.
"""

from django.utils.translation import gettext_lazy as _

from registry.models import Correction, SectionState
from reports.models import Figure, Withdrawal

REPORTED, LEFT_OUT, UNKNOWN = "reported", "left_out", ""
WORDS = dict(Correction.Cause.choices) | {
    REPORTED: _("a reported number changed"),
    LEFT_OUT: _("the section was left out"),
    UNKNOWN: _("no cause is recorded"),
}


def causes_of(release, before):
    """[{indicator, region, causes}] of the figures in which a release differs from `before`."""
    old, new = (_cells(one) for one in (before, release))
    sections = dict(release.definitions.values_list("indicator", "section"))
    known = _Known(release.year, before.built_at)
    return [
        {
            "indicator": code,
            "region": region,
            "causes": known.causes(sections.get(code, ""), old.get(key), new.get(key), *key),
        }
        for key in sorted(old.keys() | new, key=str)
        for code, region in [key]
        if _seen(old.get(key)) != _seen(new.get(key))
    ]


def _cells(release):
    return {(f.indicator, f.region_id): f for f in release.figures.all()}


def _seen(figure):
    return figure and (figure.status, figure.value)


class _Known:
    """What happened to a year since a moment: corrections, withdrawals, sections left out."""

    def __init__(self, year, moment):
        self.withdrawn = Withdrawal.objects.in_force(year)
        self.corrected, self.left_out = {}, set()
        rows = Correction.objects.open_after(moment).of_year(year).values_list(
            "cause", "sections__section", "region", "sections__submission__year"
        )
        for cause, section, unit, its_year in rows:
            if its_year == year:
                self.corrected.setdefault((section, unit), set()).add(cause)
        states = SectionState.objects.filter(submission__year=year, omission__isnull=False)
        self.left_out = set(states.values_list("section", "submission__region"))

    def causes(self, section, old, new, code, region):
        """The codes (list) that explain one figure, those of its parts for the country."""
        found = self._of_withdrawals(code, region)
        found |= self._of(section, region)
        if any(f and f.origin == Figure.Origin.REPORTED for f in (old, new)):
            found |= {REPORTED}
        return sorted(found) or [UNKNOWN]

    def _of_withdrawals(self, code, region):
        mine = [w.cause for (c, r), w in self.withdrawn.items() if c == code]
        own = self.withdrawn.get((code, region))
        return set(mine) if region is None else {own.cause} if own else set()

    def _of(self, section, region):
        units = [unit for key, unit in self.corrected if key == section]
        wanted = units if region is None else [region]
        found = set().union(*(self.corrected.get((section, unit), set()) for unit in wanted))
        is_left_out = any(key == section and region in (None, unit) for key, unit in self.left_out)
        return found | ({LEFT_OUT} if is_left_out and not found else set())
