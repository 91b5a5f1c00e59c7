"""One unit in a release: its figures beside the country's, and over the years."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from reports.models import Figure
from reports.summary.compared import Comparison, may_be_joined
from reports.summary.lines import Line, Place, Summary, breaks_of
from reports.summary.read import lines_of
from reports.summary.reported import reported_of
from reports.summary.shelf import NotPublished
from reports.summary.territories import Atlas, Territory

# How many people an event reached, on average: the people, and the events.
MEANS = {
    "elders.covered": "elders.events",
    "mothers.covered": "mothers.events",
    "youth.covered": "youth.events",
    "events.covered": "events.total",
}


@dataclass(frozen=True)
class Part:
    """A unit's line beside the country's."""

    line: Line
    whole: Line

    @property
    def share(self):
        """The unit's share of the country in per cent (float); None where it means nothing."""
        several = self.whole.figure.expected > 1 and may_be_joined(self.line.definition)
        if not several or self.line.value is None or not self.whole.value:
            return None
        return 100 * self.line.value / self.whole.value


@dataclass(frozen=True)
class Mean:
    """People per event (float, or None): in the year, the year before, and in the country."""

    line: Line
    value: float | None
    before: float | None
    whole: float | None


@dataclass(frozen=True)
class UnitPassport:
    """All that is known of one unit in a release."""

    place: Place
    summary: Summary
    atlas: Atlas
    years: Comparison

    def themes(self):
        """The Parts by theme: a list of lists, in the order of the catalogue."""
        by_theme = groupby(self.parts, key=lambda part: part.line.definition.theme)
        return [list(parts) for _theme, parts in by_theme]

    @property
    def parts(self):
        own, whole = self._own, self.summary.by_indicator(None)
        return [Part(line, whole[code]) for code, line in own.items()]

    @property
    def reported(self):
        """Which of its figures are reported numbers (Reported)."""
        return reported_of(self._own.values())

    @property
    def _own(self):
        return self.summary.by_indicator(self.place.code)

    def means(self):
        """The Means that the unit has numbers for."""
        own, whole = self._own, self.summary.by_indicator(None)
        means = [
            Mean(
                own[people],
                _mean(own[people].figure, own[events].figure),
                _mean(own[people].before, own[events].before),
                _mean(whole[people].figure, whole[events].figure),
            )
            for people, events in MEANS.items()
            if people in own and events in own
        ]
        return [mean for mean in means if mean.value is not None]

    @property
    def breaks(self):
        """What makes some of its figures not comparable with the year before (list of Place)."""
        return breaks_of(self._own.values())


def _mean(people, events):
    if not people or not events or people.value is None or not events.value:
        return None
    return people.value / events.value


def unit_passport(releases, release, code, is_comparable=False):
    """One unit (code) in a release, and over the years of some releases (UnitPassport).

    `is_comparable` counts it together with the units that were one with it in these years.
    Raises NotPublished.  Two queries.
    """
    releases = sorted(releases, key=lambda r: r.year)
    atlas, own = Atlas([release]), Atlas(releases)
    if code not in atlas.places:
        raise NotPublished
    place = atlas.places[code]
    first, last = releases[0].year, releases[-1].year
    territory = own.territory(code, first, last) if is_comparable else Territory((place,))
    figures = _figures([*releases, release], release.compared_with_id, territory)
    summary = lines_of(release, release.definitions.all(), figures)
    summary.lines = [line for line in summary.lines if line.place.code in (code, None)]
    definitions = [line.definition for line in summary.by_indicator(code).values()]
    years = Comparison(releases, definitions, [territory], own).read(figures)
    return UnitPassport(place, summary, own, years)


def _figures(releases, compared_with, territory):
    wanted = {*(r.pk for r in releases), compared_with}
    codes = [place.code for place in territory.places]
    found = Figure.objects.filter(Q(region__in=codes) | Q(region=None), release__in=wanted)
    return list(found)
