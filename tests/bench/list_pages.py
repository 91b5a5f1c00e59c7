"""The pages of the list of events that S10 opens, and as whom.  Knows nothing of Django."""

from itertools import product

MOST = 3  # times the same page at the smallest size
PEOPLE = {"reviewers": "headquarters", "coordinators": "a coordinator"}  # group: as it is told
YEARS = {"one year": False, "all years": True}
KINDS = ("list", "filter", "last page", "rare search", "no match")
PAGES = list(product(PEOPLE, YEARS, KINDS))


def name_of(group, years, kind):
    return f"S10 events of {years}, {kind}, {PEOPLE[group]}"


GROWTH = {name_of(*page): MOST for page in PAGES}
