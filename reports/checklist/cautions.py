"""The warnings: each is looked at before somebody signs."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry.models import Correction, Omission
from registry.sections import BY_KEY
from reports import plausibility
from reports.causes import UNKNOWN
from reports.checklist.candidate import SHOWN, Finding, key, named
from reports.differences import differences
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
    partial = {}
    for line in candidate.summary.country:
        figure = line.figure
        if line.is_missing:
            yield Finding(
                _("%(figure)s: not reported.") % {"figure": line.label}, "figure", line.code
            )
        elif figure.value is not None and figure.reported < figure.expected:
            partial.setdefault((figure.reported, figure.expected), []).append(line)
    for coverage, lines in partial.items():
        yield _partial(*coverage, lines)


def _partial(n, expected, lines):
    """One Finding of the figures (Lines) that the same number of units reported."""
    words = {"n": n, "all": expected, "figure": lines[0].label, "count": len(lines)}
    words["figures"] = named([line.code for line in lines])
    one = _("%(figure)s: reported by %(n)s of %(all)s units.")
    many = _("Reported by %(n)s of %(all)s units: figures: %(count)s (%(figures)s).")
    return Finding((many if len(lines) > 1 else one) % words, "figure", lines[0].code)


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
    """Sections that headquarters leaves out of the figures: a line for each unit and reason."""
    found = {}
    for one in Omission.objects.of_year(candidate.year):
        key = one.section.submission.region_id, one.reason
        found.setdefault(key, []).append(str(BY_KEY[one.section.section].label))
    for (unit, reason), labels in found.items():
        words = {"unit": candidate.names.get(unit, unit), "reason": reason}
        words |= {"n": len(labels), "section": ", ".join(labels[:SHOWN])}
        many = _("%(unit)s, sections: %(n)s: left out. %(reason)s")
        one = _("%(unit)s, %(section)s: left out. %(reason)s")
        yield Finding((many if len(labels) > 3 else one) % words, "return", unit)
