"""Published figures as objects: all that pages and files show.

Nothing here computes; nothing above here asks the database.  A page costs three queries at most:
the releases, its definitions, its figures.
"""

from reports.summary.compared import Comparison, Offer, country_years, offer
from reports.summary.editions import Edition, editions, labels
from reports.summary.lines import COUNTRY, Line, Place, Point, Summary, places
from reports.summary.listing import indicators_of
from reports.summary.passport import Passport, indicator_passport
from reports.summary.read import (
    country_summary,
    full_summary,
    indicator_summary,
    key_summary,
    told_lines,
)
from reports.summary.shelf import NotPublished, Shelf
from reports.summary.territories import Atlas, Territory
from reports.summary.units import UnitPassport, unit_passport

__all__ = [
    "COUNTRY",
    "Atlas",
    "Comparison",
    "Edition",
    "Line",
    "NotPublished",
    "Offer",
    "Passport",
    "Place",
    "Point",
    "Shelf",
    "Summary",
    "Territory",
    "UnitPassport",
    "country_summary",
    "country_years",
    "editions",
    "full_summary",
    "indicator_passport",
    "indicator_summary",
    "indicators_of",
    "key_summary",
    "labels",
    "offer",
    "places",
    "told_lines",
    "unit_passport",
]
