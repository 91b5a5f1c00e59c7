"""The warnings: each is looked at before somebody signs."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry.models import Correction, Omission
from registry.sections import BY_KEY
from reports import plausibility
from reports.causes import UNKNOWN
from reports.checklist.candidate import Finding, key, named
from reports.compute import differences
from reports.summary.past import published_past


def unlike_reports(candidate):
    """Cells that are counted and reported, and not the same."""
    found = differences(candidate.year, candidate.now)
    country = sorted({d.indicator for d in found if d.region is None})
    if found:
        text = _("Counted and reported differ in %(n)s places; for the country: %(figures)s.")
        words = {"n": len(found), "figures": named(country) or _("none")}
        yield Finding(text % words, "differences", str(candidate.year))


def unknown_figures(candidate):
    """Figures of the country that nobody reported, or that lack units."""
    for line in candidate.summary.country:
        figure = line.figure
        if line.is_missing:
            yield Finding(
                _("%(figure)s: not reported.") % {"figure": line.label}, "figure", line.code
            )
        elif figure.value is not None and figure.reported < figure.expected:
            words = {"figure": line.label, "n": figure.reported, "all": figure.expected}
            text = _("%(figure)s: reported by %(n)s of %(all)s units.") % words
            yield Finding(text, "figure", line.code)


def odd_figures(candidate):
    """Figures of the country far from those of earlier years."""
    year = candidate.year
    past = published_past(None, range(year - plausibility.LIMITS.range_years, year))
    figures = {
        line.code: line.value for line in candidate.summary.country if line.value is not None
    }
    for warning in plausibility.odd_figures(year, figures, past):
        yield Finding(f"{warning.about}: {warning.text}", "figure", warning.subject)


def idle_revision(candidate):
    """A revision that changes no figure."""
    before = candidate.before
    if before:
        old = {key(f): (f.value, f.status) for f in before.figures.all()}
        if old == {key(f): (f.value, f.status) for f in candidate.release.figures.all()}:
            yield Finding(_("No figure differs from %(release)s.") % {"release": before})


def unexplained_changes(candidate):
    """Figures that differ from the revision in force, and nobody told why."""
    unknown = [row["indicator"] for row in candidate.release.causes if row["causes"] == [UNKNOWN]]
    if unknown:
        text = _("Figures that changed without a recorded cause: %(figures)s.")
        yield Finding(text % {"figures": named(sorted(set(unknown)))}, "changes")


def open_corrections(candidate):
    """What is corrected from now on is in the next revision only."""
    found = Correction.objects.open_on(timezone.localdate()).of_year(candidate.year)
    for one in found.prefetch_related("sections"):
        labels = {str(BY_KEY[state.section].label): None for state in one.sections.all()}
        unit = candidate.names.get(one.region_id, one.region_id)
        words = {"unit": ", ".join([unit, *labels])}
        words["day"] = date_format(one.closes_on, "SHORT_DATE_FORMAT")
        text = _("%(unit)s: a correction is open until %(day)s.") % words
        yield Finding(text, "return", one.region_id)


def omissions(candidate):
    """Sections that headquarters leaves out of the figures."""
    for one in Omission.objects.of_year(candidate.year):
        unit = one.section.submission.region_id
        words = {"unit": candidate.names.get(unit, unit), "reason": one.reason}
        words["section"] = BY_KEY[one.section.section].label
        text = _("%(unit)s, %(section)s: left out. %(reason)s") % words
        yield Finding(text, "return", unit)
