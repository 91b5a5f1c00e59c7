"""From computed figures to a published release: build a candidate, freeze it, publish it."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from registry.languages import CODES
from registry.models import (
    REPUBLIC,
    Reporters,
    ReportingYear,
    SectionState,
    Submission,
    is_demo,
)
from registry.returns import Refused
from registry.sections import SECTIONS
from reports import omissions, press
from reports.catalogue import INDICATORS, THEMES
from reports.causes import causes_of
from reports.levels import by_level
from reports.models import (
    Definition,
    Figure,
    IndicatorNote,
    LevelFigure,
    Milestone,
    PressTemplate,
    Publisher,
    Release,
    ReportedValue,
)
from reports.summary import country_summary
from reports.withdrawing import figures_of

EXAMPLES = {"one": 1, "few": 2, "many": 5}  # a number of each plural form


class CannotPublish(Refused):
    """Why a year cannot be published: one sentence."""


@transaction.atomic
def build_candidate(year, by=None):
    """Compute a year (int) and freeze it as the next candidate Release; an older one is replaced.

    Raises CannotPublish when headquarters never opened the year.
    """
    _refuse_unless_opened(year)
    older = Release.objects.unpublished().filter(year=year)
    notes = older.values("note_kk", "note_ru", "note_en").first() or {}
    older.delete()
    last = Release.objects.published().filter(year=year).order_by("-number").first()
    release = Release.objects.create(
        **notes,
        year=year,
        number=last.number + 1 if last else 1,
        compared_with=year_before(year),
        built_by=by,
        is_demo=is_demo(),
        publisher=publisher_words(),
        units=units_of(year),
    )
    _freeze(release, figures_of(year))
    if last:
        release.causes = causes_of(release, last)
        release.save(update_fields=["causes"])
    return release


def _refuse_unless_opened(year):
    if not ReportingYear.objects.filter(pk=year).exists():
        raise CannotPublish(_("%(year)s was never opened for reporting.") % {"year": year})


def _freeze(release, figures):
    sources = ReportedValue.objects.sources(release.year, figures)
    notes = {note.indicator: note for note in IndicatorNote.objects.all()}
    Definition.objects.bulk_create(
        definition_of(
            release, position, indicator, sources.get(indicator.code), notes.get(indicator.code)
        )
        for position, indicator in enumerate(INDICATORS)
    )
    for figure in figures:
        figure.release = release
    Figure.objects.bulk_create(figures, batch_size=500)
    parts = levels_of(release.year, figures)
    for part in parts:
        part.release = release
    LevelFigure.objects.bulk_create(parts, batch_size=500)
    release.press = press_of(release)
    release.save(update_fields=["press"])


def year_before(year):
    """The Release in force of the year before (int), which a release is compared with, or None."""
    return Release.objects.current().filter(year=year - 1).first()


def levels_of(year, figures):
    """The LevelFigures (unsaved) of a year's figures, but for those that are withdrawn."""
    gone = {(f.indicator, f.region_id) for f in figures if f.status == Figure.Status.WITHDRAWN}
    parts = by_level(figures, year)
    return [part for part in parts if (part.indicator, part.region_id) not in gone]


def press_of(release):
    """The yearly text in each language that has a template, its slots filled."""
    summary, milestones = country_summary(release), list(Milestone.objects.of(release.year))
    texts = {}
    for template in PressTemplate.objects.all():
        language = template.language
        sentences = [milestone.text(language) for milestone in milestones]
        texts[language] = press.render(template.text, summary, language, sentences)
    return texts


def definition_of(release, position, indicator, source=None, note=None):
    """`source` (str or None) says where its reported numbers come from, `note` is the editors'."""
    return Definition(
        release=release,
        indicator=indicator.code,
        position=position,
        theme=indicator.theme,
        section=indicator.section,
        nature=indicator.nature,
        is_additive=indicator.is_additive,
        is_key=indicator.is_key,
        first_year=indicator.first_year,
        last_year=indicator.last_year,
        unit_code=indicator.unit.code,
        words=in_each_language(lambda: words(indicator) | _more_words(source, note)),
    )


def _more_words(source, note):
    """What is not said of every indicator (dict of str), in the active language."""
    remark = note and getattr(note, f"text_{translation.get_language()}")
    return {name: text for name, text in (("source", source), ("note", remark)) if text}


def in_each_language(make):
    """{"kk": ..., "ru": ..., "en": ...}: what `make` gives while that language is active."""
    found = {}
    for language in CODES:
        with translation.override(language):
            found[language] = make()
    return found


def words(indicator):
    """What a release keeps of an indicator in the active language (dict of str)."""
    return {
        "label": str(indicator.label),
        "definition": str(indicator.definition),
        "theme": str(THEMES[indicator.theme]),
        "unit": {form: str(indicator.unit.form(n)) for form, n in EXAMPLES.items()},
    } | ({"short": str(indicator.short)} if indicator.short else {})


def publisher_words():
    """The publisher as a release keeps it (dict), as it is called now."""
    publisher = Publisher.objects.get(pk=1)
    names = ("name", "short", "seat")
    return {
        language: {name: getattr(publisher, f"{name}_{language}") for name in names}
        for language in CODES
    }


def units_of(year):
    """The reporting units of a year as they are called and placed now (list of dict)."""
    accepted = Submission.objects.filter(year=year, state=Submission.State.ACCEPTED)
    days = dict(accepted.values_list("region", "accepted_at"))
    reporters, left_out = Reporters(), omissions.of_year(year)
    units = [
        _unit(unit, days.get(unit.code), reporters.regions.get(unit.predecessor_id))
        for unit in reporters.units_of(year)
    ]
    for unit in units:
        told = left_out.get(unit["code"])
        if told:
            is_whole = any(not one["kk"]["sections"] for one in told)
            unit |= {"left_out": told} | ({"accepted_on": None} if is_whole else {})
    return units


def _unit(unit, accepted_at, predecessor):
    return {
        "code": unit.code,
        "kind": unit.kind,
        "tile": [unit.tile_column, unit.tile_row],
        "accepted_on": accepted_at and timezone.localdate(accepted_at).isoformat(),
        "opened_on": unit.opened_on and unit.opened_on.isoformat(),
        "predecessor": unit.predecessor_id,
        # A predecessor that was closed is in no release of its own that a page could read.
        "predecessor_words": predecessor and _names(predecessor),
        "words": _names(unit),
    }


def _names(unit):
    return {
        language: {
            "name": getattr(unit, f"name_{language}"),
            "short": getattr(unit, f"short_{language}"),
        }
        for language in CODES
    }


@transaction.atomic
def publish(release, at=None):
    """Publish a candidate: its last change.  The year's returns are locked from now on.

    `at` (aware datetime) is the moment to write down; now when it is not given.
    """
    found = Release.objects.select_for_update().get(pk=release.pk)
    if found.state == Release.State.PUBLISHED:
        raise CannotPublish(_("%(release)s is published already.") % {"release": found})
    missing = press.problems(found.press)
    if missing:
        text = _("%(release)s: the press text needs figures that nobody reported: %(codes)s.")
        raise CannotPublish(text % {"release": found, "codes": ", ".join(missing)})
    found.state = Release.State.PUBLISHED
    found.published_at = at or timezone.now()
    found.save(update_fields=["state", "published_at"])
    ReportingYear.objects.filter(pk=found.year).update(published_at=found.published_at)
    return found


def not_accepted(year):
    """{code: sections (list of keys)} of the units of a year (int) that are neither
    accepted nor left out.  The republican level comes last.
    """
    settled = set(SectionState.objects.settled(year).values_list("section", "submission__region"))
    units = [unit.code for unit in Reporters().units_of(year)]
    waiting = {
        unit: [s.key for s in SECTIONS if s.units([unit]) and (s.key, unit) not in settled]
        for unit in sorted(units, key=lambda code: (code == REPUBLIC, code))
    }
    return {unit: keys for unit, keys in waiting.items() if keys}
