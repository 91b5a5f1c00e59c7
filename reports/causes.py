"""Why figures differ from those of the revision before: what a release keeps for the public list.

A cause is a code: that of the correction whose sections hold the figure, that of a withdrawal, or
one of ours.  Notes of corrections stay inside: people wrote them for each other.
"""

from django.utils.translation import gettext_lazy as _

from registry.models import Correction, SectionState
from reports.models import Figure, Withdrawal

REPORTED, LEFT_OUT, UNKNOWN = "reported", "left_out", ""
LIFTED, TAKEN_IN = "lifted", "taken_in"
WORDS = dict(Correction.Cause.choices) | {
    REPORTED: _("a reported number changed"),
    LEFT_OUT: _("the section was left out"),
    LIFTED: _("the withdrawn figure has its number again"),
    TAKEN_IN: _("the section was accepted or taken in later"),
    UNKNOWN: _("no cause is recorded"),
}


def causes_of(release, before):
    """[{indicator, region, causes}] of the figures in which a release differs from `before`."""
    old, new = (_cells(one) for one in (before, release))
    sections = dict(release.definitions.values_list("indicator", "section"))
    differing = [k for k in old.keys() | new if _seen(old.get(k)) != _seen(new.get(k))]
    known = _Known(release.year, before.built_at, differing)
    return [
        {
            "indicator": code,
            "region": region,
            "causes": known.causes(sections.get(code, ""), code, region, old, new),
        }
        for code, region in sorted(differing, key=str)
    ]


def _cells(release):
    return {(f.indicator, f.region_id): f for f in release.figures.all()}


def _seen(figure):
    return figure and (figure.status, figure.value)


class _Known:
    """What happened to a year since a moment: corrections, withdrawals, sections left out."""

    def __init__(self, year, moment, differing):
        self.differing = differing
        self.withdrawn = Withdrawal.objects.in_force(year)
        self.corrected = {}
        rows = (
            Correction.objects.open_after(moment)
            .of_year(year)
            .values_list("cause", "sections__section", "region", "sections__submission__year")
        )
        for cause, section, unit, its_year in rows:
            if its_year == year:
                self.corrected.setdefault((section, unit), set()).add(cause)
        states = SectionState.objects.filter(submission__year=year, omission__isnull=False)
        self.left_out = set(states.values_list("section", "submission__region"))

    def causes(self, section, code, region, *releases):
        """The codes (list) that explain one figure; for the country, those of its units."""
        units = [r for other, r in self.differing if other == code and r] if region is None else []
        found = set()
        for place in [region, *units]:
            was, now = (cells.get((code, place)) for cells in releases)
            found |= self._of(section, code, place) or _came_back(was, now)
        pair = [cells.get((code, region)) for cells in releases]
        if any(f and f.origin == Figure.Origin.REPORTED for f in pair):
            found.add(REPORTED)
        return sorted(found) or [UNKNOWN]

    def _of(self, section, code, place):
        withdrawn = self.withdrawn.get((code, place))
        found = {withdrawn.cause} if withdrawn else self.corrected.get((section, place), set())
        return found or ({LEFT_OUT} if (section, place) in self.left_out else set())


def _came_back(was, now):
    """The codes (set) that explain a Figure which had no number in the revision before."""
    if not (was and now) or now.status != Figure.Status.FINAL:
        return set()
    told = {Figure.Status.WITHDRAWN: {LIFTED}, Figure.Status.NOT_REPORTED: {TAKEN_IN}}
    return told.get(was.status, set())
