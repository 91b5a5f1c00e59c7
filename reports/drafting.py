"""The year to a day, counted from the records: what the officials' drafts are made of."""

from dataclasses import dataclass, field

from django.utils import timezone

from registry.models import Reporters, is_demo
from reports import press
from reports.catalogue import INDICATORS
from reports.compute import compute
from reports.levels import by_level
from reports.models import Figure, Milestone, PressTemplate, Release
from reports.publishing import definition_of, publisher_words, units_of
from reports.summary.basis import Basis
from reports.summary.draft import Draft, a_year_before
from reports.summary.levels import levels_of
from reports.summary.read import lines_of


@dataclass
class DraftBasis(Basis):
    """Two years to the same day, computed and kept nowhere."""

    counted: list = field(default_factory=list)
    parts: list = field(default_factory=list)

    def figures(self, code):
        return [figure for figure in self.counted if figure.region_id in (code, None)]

    def levels(self):
        return levels_of(self.parts)

    def press(self, language):
        """The yearly text filled with the draft's figures, or None."""
        template = PressTemplate.objects.filter(language=language).first()
        sentences = [one.text(language) for one in Milestone.objects.of(self.summary.year)]
        return template and press.render(template.text, self.summary, language, sentences)


def draft(until):
    """The DraftBasis of the year of a day (date), to that day.  Nothing is written."""
    earlier = a_year_before(until)
    before, now = _edition(earlier), _edition(until)
    now.compared_with = before
    counted = [*_figures(before, earlier), *(mine := _figures(now, until))]
    definitions = [definition_of(now, place, one) for place, one in enumerate(INDICATORS)]
    lines = lines_of(now, definitions, counted).lines
    summary = Draft(now, lines, until=until, taken_at=timezone.now())
    parts = by_level(mine, until.year, until, Reporters())
    return DraftBasis(summary, [before, now], counted, parts)


def _edition(until):
    """A release (unsaved) that was never published; its key is none that the database gives."""
    return Release(
        pk=-until.year,
        year=until.year,
        number=0,
        is_demo=is_demo(),
        publisher=publisher_words(),
        units=units_of(until.year),
    )


def _figures(release, until):
    figures = compute(until.year, until=until, draft=True)
    silent = {f.indicator for f in figures if f.region_id is None and f.known == 0}
    for figure in figures:
        figure.release_id = release.pk
        if figure.indicator in silent:  # nobody has counted members yet: that is no nought
            figure.value, figure.status, figure.origin = None, Figure.Status.NOT_REPORTED, ""
    return figures
