"""The places of a region, from the region as a whole down to its rural districts."""

from typing import NamedTuple

from registry.demo import places
from registry.models import Level


class Spot(NamedTuple):
    """A place with its names in Kazakh and Russian."""

    kk: str
    ru: str
    level: str
    centre: tuple[str, str] = ()  # of a whole region: the town where things happen

    @property
    def of(self):
        """The Kazakh genitive."""
        return self.kk + ("нің" if self.kk.endswith("і") else "ның")

    @property
    def is_quarter(self):
        """Whether it is a microdistrict."""
        return self.kk.endswith("ықшам ауданы")

    def seat(self, language):
        """The name (str) to write into an event, in a language ("kk" or "ru")."""
        names = self.centre or (self.kk, self.ru)
        return names[language == "ru"]


def spots_of(region, rng):
    """All places (list of Spot) of a region, the larger ones first."""
    code = region.code
    towns = [_town(*pair) for pair in _pairs(places.TOWNS[code])]
    whole = Spot(region.name_kk, region.name_ru, Level.REGIONAL.value, towns[0][:2])
    districts = [_district(*pair) for pair in _pairs(places.DISTRICTS[code])]
    if region.kind == region.Kind.CITY:
        return [whole, *districts, *_quarters(code)]
    villages = [_village(*pair) for pair in _pairs(places.VILLAGES[code])]
    return [whole, *towns, *districts, *villages, *_rural(districts, rng)]


def _pairs(text):
    return [tuple(names.split("|")) for names in text.split(", ")]


def _town(kk, ru):
    return Spot(f"{kk} қаласы", f"город {ru}", Level.CITY.value)


def _district(kk, ru):
    name = ru if ru.startswith("район ") else f"{ru} район"
    return Spot(f"{kk} ауданы", name, Level.DISTRICT.value)


def _village(kk, ru):
    return Spot(f"{kk} ауылы", f"село {ru}", Level.RURAL.value)


def _quarters(code):
    """The microdistricts of a city, then those that bear a number."""
    pairs = _pairs(places.VILLAGES[code])
    numbered = [(f"{kk}-{n}", f"{ru}-{n}") for n in range(2, 8) for kk, ru in pairs]
    return [_quarter(*pair) for pair in pairs + numbered]


def _quarter(kk, ru):
    return Spot(f"{kk} ықшам ауданы", f"микрорайон {ru}", Level.DISTRICT.value)


def _rural(districts, rng):
    found = [
        Spot(f"{d.kk} {kk} ауылдық округі", f"{d.ru}, {ru} сельский округ", Level.RURAL.value)
        for kk, ru in _pairs(places.COMMON)
        for d in districts
    ]
    rng.shuffle(found)
    return found
