"""What the officials' reports are made of: one summary and the years around it."""

from dataclasses import dataclass, field, replace

from django.db.models import Q

from reports.models import Figure, LevelFigure
from reports.summary.compared import COUNTRY_TERRITORY, Comparison
from reports.summary.levels import levels_of
from reports.summary.lines import Summary
from reports.summary.read import full_summary
from reports.summary.shelf import NotPublished
from reports.summary.territories import Atlas, Territory
from reports.summary.units import UnitPassport


@dataclass
class Basis:
    """The published figures of a year: `releases` are its own and those of earlier years."""

    summary: Summary
    releases: list = field(default_factory=list)  # oldest first

    @property
    def places(self):
        return self.summary.places

    def years(self, code=None):
        """A unit (code; None: the country) over the years (Comparison)."""
        atlas = Atlas(self.releases)
        whose = Territory((atlas.places[code],)) if code else COUNTRY_TERRITORY
        definitions = [line.definition for line in self.summary.by_indicator(code).values()]
        return Comparison(self.releases, definitions, [whose], atlas).read(self.figures(code))

    def figures(self, code):
        """The figures of a unit (code) and of the country in all these years."""
        whose = Q(region=code) | Q(region=None)
        return Figure.objects.filter(whose, release__in=[release.pk for release in self.releases])

    def unit(self, code):
        """All that is known of a unit (UnitPassport).  Raises NotPublished."""
        place = next((place for place in self.places if place.code == code), None)
        if place is None:
            raise NotPublished
        years = self.years(code)
        return UnitPassport(place, self.summary, years.atlas, years)

    def themes(self):
        """{theme: its name} in the order of the catalogue."""
        return {line.definition.theme: line.words["theme"] for line in self.summary.country}

    def of_theme(self, theme):
        """The summary of one theme.  Raises NotPublished."""
        lines = [line for line in self.summary.lines if line.definition.theme == theme]
        if not lines:
            raise NotPublished
        return replace(self.summary, lines=lines)

    def levels(self):
        """The Levels of the year."""
        return levels_of(LevelFigure.objects.filter(release=self.summary.release))

    def press(self, language):
        """The press text in a language, or None."""
        return self.summary.release.press.get(language)


def published_basis(shelf, year=None):
    """The Basis of a published year (int), or of the latest.  Raises NotPublished."""
    release = shelf.current(year)
    earlier = [one for one in shelf.each_year() if one.year <= release.year]
    return Basis(full_summary(release), sorted(earlier, key=lambda one: one.year))
