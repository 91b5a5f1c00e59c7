"""The reporting units as a release knew them."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language


@dataclass(frozen=True)
class Place:
    """A reporting unit as a release knew it, or the whole country (code None)."""

    code: str | None
    words: dict = field(default_factory=dict, hash=False, compare=False)
    tile: tuple = (None, None)
    accepted_on: date | None = None
    opened_on: date | None = None
    predecessor: str | None = None
    came_from: dict | None = field(default=None, hash=False, compare=False)
    left_out: list = field(default_factory=list, hash=False, compare=False)

    @property
    def omissions(self):
        """What is left out of the figures: ({"sections": [str, ...], "reason": str}, ...)."""
        return [told[get_language()] for told in self.left_out]

    @property
    def predecessor_name(self):
        """What the region was a part of before it was opened."""
        return self.came_from[get_language()]["name"] if self.came_from else ""

    @property
    def name(self):
        return self.words[get_language()]["name"] if self.code else ""

    @property
    def short(self):
        return self.words[get_language()]["short"] if self.code else ""

    @property
    def kind(self):
        """country, republic or region: the word of the files."""
        if self.code is None:
            return "country"
        return "republic" if self.code == "REP" else "region"

    @property
    def slug(self):
        return "republic" if self.kind == "republic" else (self.code or "").lower()


COUNTRY = Place(None)
DAYS = ("accepted_on", "opened_on")


def places(release):
    """The units of a release as it knew them (list of Place)."""
    return [_place(unit) for unit in release.units]


def _place(unit):
    days = {name: unit[name] and date.fromisoformat(unit[name]) for name in DAYS}
    tile, came_from = tuple(unit["tile"]), unit["predecessor_words"]
    return Place(
        unit["code"],
        unit["words"],
        tile,
        **days,
        predecessor=unit["predecessor"],
        came_from=came_from,
        left_out=unit.get("left_out", []),
    )
