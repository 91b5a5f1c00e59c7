"""The errors: each keeps a release from being published."""

import json

from django.conf import settings
from django.utils.translation import gettext as _

from registry.languages import CODES
from reports import press, publishing
from reports.agreement import disagreements
from reports.catalogue import OVERLAPS, PARTS
from reports.checklist.candidate import Finding, key, named, number
from reports.models import Figure


def unfinished_units(candidate):
    """Units that are neither accepted nor left out."""
    for unit, keys in publishing.not_accepted(candidate.year).items():
        words = {"unit": candidate.names.get(unit, unit), "n": len(keys)}
        yield Finding(_("%(unit)s: sections not accepted: %(n)s.") % words, "return", unit)


def late_changes(candidate):
    """The registry has moved on since the candidate was built."""
    frozen = {key(f): _seen(f) for f in candidate.release.figures.all()}
    counted = {key(f): _seen(f) for f in candidate.now}
    moved = [key for key in frozen.keys() | counted if frozen.get(key) != counted.get(key)]
    again = _("Build it again.")
    if moved:
        labels = sorted({code for code, _region in moved})
        words = {"n": len(moved), "figures": named(labels)}
        text = _("Figures that changed since the candidate was built: %(n)s (%(figures)s).")
        yield Finding(f"{text % words} {again}", "build")
    elif _is_stale(candidate):
        text = _("What the candidate keeps of units, levels, texts or the year before has changed.")
        yield Finding(f"{text} {again}", "build")


def _seen(figure):
    numbers = figure.value, figure.expected, figure.reported, figure.known
    return figure.status, figure.origin, *numbers


def _is_stale(candidate):
    """Whether a fresh build would keep something else beside the figures."""
    release, before = candidate.release, publishing.year_before(candidate.year)
    frozen = {(*key(part), part.level): part.value for part in release.levels.all()}
    counted = publishing.levels_of(candidate.year, candidate.now)
    return (
        release.compared_with_id != (before and before.pk)
        or frozen != {(*key(part), part.level): part.value for part in counted}
        or release.units != _stored(publishing.units_of(candidate.year))
        or release.press != _stored(publishing.press_of(release))
    )


def _stored(value):
    """A value as a JSON field gives it back."""
    return json.loads(json.dumps(value))


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
    if line.status == Figure.Status.WITHDRAWN:
        return True
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
    told = text % {"sum": number(total)}
    return Finding(f"{line.label}{place}: {number(line.value)}; {told}.", "figure", line.code)


def unlike_files(candidate):
    """Page, Excel, JSON and CSV that do not tell the frozen figure."""
    for where, code, there, value in read_files(candidate):
        words = {"where": where, "code": code, "there": there, "value": value}
        yield Finding(_("%(where)s: %(code)s is %(there)s, the figure is %(value)s.") % words)


def read_files(candidate):
    """Read the pages and files of a Candidate back, once (list): it takes a second and more."""
    if candidate.files is None:
        candidate.files = disagreements(candidate.summary)
    return candidate.files


def missing_notes(candidate):
    """A correction says why, in three languages."""
    release = candidate.release
    missing = [code for code in CODES if not getattr(release, f"note_{code}").strip()]
    if release.number > 1 and missing:
        names = ", ".join(name for code, name in settings.LANGUAGES if code in missing)
        yield Finding(_("The note on the revision is missing: %(in)s.") % {"in": names}, "notes")


def empty_slots(candidate):
    """Sentences of the press text whose figure nobody reported."""
    codes = press.problems(candidate.release.press)
    if codes:
        text = _("The press text has a place without a value: %(figures)s.")
        yield Finding(text % {"figures": named(codes)}, "press")
