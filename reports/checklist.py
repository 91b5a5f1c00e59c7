"""What is looked at before a release is published: errors block it, warnings are to be read.

Each check takes the candidate as a Candidate and gives Findings.  A Finding says in one sentence
what it found and, by a key, where it can be mended: the pages of the desk know the addresses.
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import grammar, plausibility, press, publishing
from reports.agreement import disagreements
from reports.catalogue import BY_CODE, OVERLAPS, PARTS
from reports.compute import compute, differences
from reports.models import Figure, Release
from reports.summary import full_summary
from reports.summary.past import published_past

LANGUAGES = [code for code, _name in settings.LANGUAGES]
SHOWN = 12  # sections or figures named in one sentence


@dataclass(frozen=True)
class Finding:
    """One thing found: its sentence, and where it is mended.

    `where` is return (with the unit's code), notes, press, build, differences, figure (with the
    indicator's code) or "".
    """

    text: str
    where: str = ""
    key: str = ""


@dataclass
class Candidate:
    """A release that is not published yet, with what the checks read of it."""

    release: Release

    @property
    def year(self):
        return self.release.year

    @cached_property
    def before(self):
        """The revision in force (Release), or None."""
        published = Release.objects.published().filter(year=self.year)
        return published.order_by("-number").first()

    @cached_property
    def summary(self):
        return full_summary(self.release)

    @cached_property
    def now(self):
        """The figures as they would be counted now."""
        return compute(self.year)

    @cached_property
    def names(self):
        """{unit code: its name} in the language of the reader."""
        return {place.code: place.name for place in self.summary.places}


def errors(candidate):
    """The Findings that keep a Candidate from being published."""
    return [finding for check in ERRORS for finding in check(candidate)]


def warnings(candidate):
    """The Findings that people look at before they sign."""
    return [finding for check in WARNINGS for finding in check(candidate)]


def unfinished_units(candidate):
    """Units that are neither accepted nor left out."""
    for unit, keys in publishing.not_accepted(candidate.year).items():
        words = {"unit": candidate.names.get(unit, unit), "n": len(keys)}
        yield Finding(_("%(unit)s: sections not accepted: %(n)s.") % words, "return", unit)


def late_changes(candidate):
    """The registry has moved on since the candidate was built."""
    frozen = {_key(f): _seen(f) for f in candidate.release.figures.all()}
    counted = {_key(f): _seen(f) for f in candidate.now}
    moved = [key for key in frozen.keys() | counted if frozen.get(key) != counted.get(key)]
    if moved:
        labels = sorted({code for code, _region in moved})
        words = {"n": len(moved), "figures": _named(labels)}
        text = _("Figures that changed since the candidate was built: %(n)s (%(figures)s).")
        again = _("Build it again.")
        yield Finding(f"{text % words} {again}", "build")


def _key(figure):
    return figure.indicator, figure.region_id


def _seen(figure):
    return figure.value, figure.status, figure.origin, figure.expected, figure.reported


def _named(codes):
    """The labels of some indicators, the first of them (str)."""
    labels = [str(BY_CODE[code].label) if code in BY_CODE else code for code in codes[:SHOWN]]
    return "; ".join(labels) + ("; …" if len(codes) > SHOWN else "")


def unequal_sums(candidate):
    """Units that do not add up to the country, parts that do not add up to their whole."""
    for line in candidate.summary.country:
        places = candidate.summary.by_place(line.code)
        parts = [part.value for code, part in places.items() if code]
        if line.definition.is_additive and parts and not _adds_up(line, parts):
            yield _unequal(line, sum(v or 0 for v in parts), _("the units give %(sum)s"))
    for code in [*candidate.names, None]:
        yield from _unequal_parts(candidate.summary.by_indicator(code))


def _adds_up(line, parts):
    """A number reported for the country may know more than those that units reported."""
    known = [value for value in parts if value is not None]
    if line.figure.origin == Figure.Origin.REPORTED and len(known) < len(parts):
        return line.value is None or sum(known) <= line.value
    return line.value == (sum(known) if known else line.value)


def _unequal_parts(lines):
    for code, names in PARTS.items():
        parts = [lines[name].value for name in names if name in lines]
        whole = lines.get(code)
        if whole and whole.value is not None and None not in parts and sum(parts) != whole.value:
            yield _unequal(whole, sum(parts), _("its parts give %(sum)s"))
    for code, names in OVERLAPS.items():
        parts = [lines[name].value for name in names if name in lines]
        whole = lines.get(code)
        if whole and whole.value is not None and None not in parts and sum(parts) < whole.value:
            yield _unequal(whole, sum(parts), _("the figures by body give only %(sum)s"))


def _unequal(line, total, text):
    place = f", {line.place.name}" if line.place.code else ""
    told = text % {"sum": _number(total)}
    return Finding(f"{line.label}{place}: {_number(line.value)}; {told}.", "figure", line.code)


def _number(n):
    return "…" if n is None else grammar.of(get_language()).number(n)


def unlike_files(candidate):
    """Page, Excel, JSON and CSV that do not tell the frozen figure."""
    for where, code, there, value in disagreements(candidate.summary):
        words = {"where": where, "code": code, "there": there, "value": value}
        yield Finding(_("%(where)s: %(code)s is %(there)s, the figure is %(value)s.") % words)


def missing_notes(candidate):
    """A correction says why, in three languages."""
    release = candidate.release
    missing = [code for code in LANGUAGES if not getattr(release, f"note_{code}").strip()]
    if release.number > 1 and missing:
        names = ", ".join(name for code, name in settings.LANGUAGES if code in missing)
        yield Finding(_("The note on the revision is missing: %(in)s.") % {"in": names}, "notes")


def empty_slots(candidate):
    """Sentences of the press text whose figure nobody reported."""
    codes = press.problems(candidate.release.press)
    if codes:
        text = _("The press text has a place without a value: %(figures)s.")
        yield Finding(text % {"figures": _named(codes)}, "press")


def unlike_reports(candidate):
    """Cells that are counted and reported, and not the same."""
    found = differences(candidate.year, candidate.now)
    country = sorted({d.indicator for d in found if d.region is None})
    if found:
        text = _("Counted and reported differ in %(n)s places; for the country: %(figures)s.")
        words = {"n": len(found), "figures": _named(country) or _("none")}
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
        old = {_key(f): (f.value, f.status) for f in before.figures.all()}
        if old == {_key(f): (f.value, f.status) for f in candidate.release.figures.all()}:
            yield Finding(_("No figure differs from %(release)s.") % {"release": before})


ERRORS = [
    unfinished_units,
    late_changes,
    unequal_sums,
    unlike_files,
    missing_notes,
    empty_slots,
]
WARNINGS = [unlike_reports, unknown_figures, odd_figures, idle_revision]
