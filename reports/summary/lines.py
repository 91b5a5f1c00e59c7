"""A Line is one figure beside the year before, a Summary many of them: all that is shown."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.utils.translation import get_language

from reports import grammar
from reports.models import Definition, Figure, Release
from reports.summary.places import COUNTRY, Place, places
from reports.summary.reported import reported_of


@dataclass(frozen=True)
class Line:
    """One figure beside the same figure of the year before."""

    definition: Definition
    place: Place
    figure: Figure
    before: Figure | None = None
    breaks: tuple = ()  # the Places whose opening makes the two years not comparable

    @property
    def code(self):
        return self.definition.indicator

    @property
    def words(self):
        return self.definition.words[get_language()]

    @property
    def label(self):
        return self.words["label"]

    @property
    def row_label(self):
        """What it is called in a table where it stands below its whole: "of them: chairs"."""
        return self.words.get("short", self.label)

    @property
    def value(self):
        return self.figure.value

    @property
    def status(self):
        return self.figure.status

    @property
    def is_reported(self):
        """Whether it is a number that nobody counted from records, or holds such numbers."""
        return self.figure.origin in (Figure.Origin.REPORTED, Figure.Origin.MIXED)

    @property
    def is_missing(self):
        """Whether there should be a number and is none."""
        return self.status == Figure.Status.NOT_REPORTED

    @property
    def noun(self):
        """The unit of measure in the form that the value asks for."""
        form = grammar.of(get_language()).plural(self.value or 0)
        return self.words["unit"][form]

    @property
    def value_before(self):
        return self.before.value if self.before else None

    @property
    def change(self):
        """Difference (int) to the year before; None where one of the two is no number, or
        where borders changed between them."""
        if self.breaks or self.value is None or self.value_before is None:
            return None
        return self.value - self.value_before

    @property
    def is_uneven(self):
        """Whether the change compares sums that lack units: it is partly what was not reported."""
        return self.change is not None and any(map(_lacks_units, (self.figure, self.before)))

    @property
    def is_broken(self):
        """Whether there are two numbers, of other borders: their difference means nothing."""
        return bool(self.breaks) and None not in (self.value, self.value_before)

    @property
    def is_comparable(self):
        """Whether both years have this figure: else a difference is not applicable."""
        both = (self.figure, self.before)
        has_both = not any(figure and figure.status == "not_applicable" for figure in both)
        return has_both and not self.is_broken

    @property
    def percent(self):
        """Change in percent (float) of the year before; None where that was 0 or no number."""
        if self.change is None or not self.value_before:
            return None
        return 100 * self.change / self.value_before


def _lacks_units(figure):
    """Whether a Figure is a sum without some units; what is reported for the country is whole."""
    return figure.origin != Figure.Origin.REPORTED and figure.reported < figure.expected


@dataclass
class Summary:
    """The lines of one release: those of the country, of one indicator, or all of them."""

    release: Release
    lines: list[Line]
    is_draft = False
    notice = ()  # a draft says here what it is
    earlier: dict = field(default_factory=dict)  # {code: Figure} of the revision before

    @property
    def revised(self):
        """(Line, Figure before) of what this revision changed in the country."""
        pairs = [(line, self.earlier.get(line.code)) for line in self.country if self.earlier]
        return [(line, old) for line, old in pairs if outcome(line.figure) != outcome(old)]

    @property
    def year(self):
        return self.release.year

    def named(self, text):
        """A title (str) as its sheet has it."""
        return text

    @property
    def edition(self):
        """Which figures these are (str): 2023 r1."""
        return str(self.release)

    @property
    def moment(self):
        """Since when they are what they are (datetime)."""
        return self.release.published_at

    @property
    def compared_with(self):
        """The release of the year before (str), or ""."""
        return str(self.release.compared_with or "")

    @property
    def year_before(self):
        return self.release.year - 1

    @cached_property
    def places(self):
        """The units (list of Place) that reported this release, in their order."""
        return places(self.release)

    @cached_property
    def country(self):
        """The lines of the whole country, in the order of the catalogue."""
        return [line for line in self.lines if line.place is COUNTRY]

    @property
    def reported(self):
        """Which figures of the country are reported numbers (Reported)."""
        return reported_of(self.country)

    @property
    def key_lines(self):
        return [line for line in self.country if line.definition.is_key]

    def themes(self):
        """The country's lines by theme: a list of lists, in the order of the catalogue."""
        by_theme = groupby(self.country, key=lambda line: line.definition.theme)
        return [list(lines) for _theme, lines in by_theme]

    def by_place(self, code):
        """{place code: Line} of one indicator; the country under None."""
        return {line.place.code: line for line in self.lines if line.code == code}

    def by_indicator(self, code):
        """{indicator code: Line} of one place (code; None: the country)."""
        return {line.code: line for line in self.lines if line.place.code == code}

    @property
    def units(self):
        """The lines of the units, the republican level last."""
        units = [line for line in self.lines if line.place is not COUNTRY]
        return sorted(units, key=lambda line: line.place.kind == "republic")

    @property
    def has_changes(self):
        """Whether some figure is told beside that of the year before."""
        return any(line.change is not None for line in self.lines)

    @property
    def breaks(self):
        """Places (list) whose opening makes the years of some of the lines not comparable."""
        return breaks_of(self.lines)

    @property
    def accepted(self):
        """How many units (int) had an accepted return when the release was built."""
        return len(self.places) - len(self.missing)

    @property
    def is_uneven(self):
        """Whether a change of the country compares sums that lack units."""
        return any(line.is_uneven for line in self.country)

    @property
    def is_whole(self):
        """Whether every unit reported, and nothing was left out."""
        return not self.missing and not any(place.left_out for place in self.places)

    @property
    def missing(self):
        """Places (list) whose return was not accepted when the release was built."""
        waiting = {unit["code"] for unit in self.release.units if not unit["accepted_on"]}
        return [place for place in self.places if place.code in waiting]


def breaks_of(lines):
    """The Places (list) whose opening makes the years of some Lines not comparable."""
    found = {place.code: place for line in lines for place in line.breaks}
    return sorted(found.values(), key=lambda place: (place.opened_on, place.code))


def outcome(figure):
    """What a Figure says (status, value), or None where there is none."""
    return figure and (figure.status, figure.value)


@dataclass(frozen=True)
class Point:
    """One year in the life of an indicator."""

    release: Release
    figure: Figure
    before: Figure | None = None

    @property
    def year(self):
        return self.release.year

    @property
    def change(self):
        """Difference (int) to the point before; None where one of the two is no number."""
        if self.before is None or None in (self.figure.value, self.before.value):
            return None
        return self.figure.value - self.before.value
