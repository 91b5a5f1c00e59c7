"""What the checks read of a release that is not published yet, and what they find."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language

from reports import grammar
from reports.catalogue import BY_CODE
from reports.models import Release
from reports.summary import full_summary
from reports.withdrawing import figures_of

SHOWN = 12  # figures named in one sentence


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
    """A release that is not published yet, with what the checks read of it.

    `files` are the disagreements of its pages and files with its figures, where they are read.
    """

    release: Release
    files: list | None = None

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
        return figures_of(self.year)

    @cached_property
    def names(self):
        """{unit code: its name} in the language of the reader."""
        return {place.code: place.name for place in self.summary.places}


def key(figure):
    return figure.indicator, figure.region_id


def named(codes):
    """The labels of some indicators, the first of them (str)."""
    labels = [str(BY_CODE[code].label) if code in BY_CODE else code for code in codes[:SHOWN]]
    return "; ".join(labels) + ("; …" if len(codes) > SHOWN else "")


def number(n):
    return "…" if n is None else grammar.of(get_language()).number(n)
