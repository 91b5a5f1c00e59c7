"""Published figures as objects: all that pages and files show.

Nothing here computes; nothing above here asks the database.  A page costs three queries at most:
the releases, its definitions, its figures.
"""

from reports.summary.lines import COUNTRY, Line, Place, Point, Summary, places
from reports.summary.listing import indicators_of
from reports.summary.read import (
    country_summary,
    full_summary,
    indicator_passport,
    indicator_summary,
)
from reports.summary.shelf import NotPublished, Shelf

__all__ = [
    "COUNTRY",
    "Line",
    "NotPublished",
    "Place",
    "Point",
    "Shelf",
    "Summary",
    "country_summary",
    "full_summary",
    "indicator_passport",
    "indicator_summary",
    "indicators_of",
    "places",
]
