"""The back office of the registry, a file for each noun of `registry/models`."""

from registry.admin import (
    associations,
    clubs,
    councils,
    events,
    honours,
    houses,
    media,
    mediation,
    people,
    programmes,
    regions,
    returns,
)

__all__ = [
    "associations",
    "clubs",
    "councils",
    "events",
    "honours",
    "houses",
    "media",
    "mediation",
    "people",
    "programmes",
    "regions",
    "returns",
]
