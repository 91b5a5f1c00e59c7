"""What the files of all releases hold, for programs: the catalogue and the data package."""

from django.utils import translation
from django.utils.translation import gettext as _

from registry.languages import CODES
from reports.feeds import indicator
from reports.fields import FIELDS

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def catalogue(releases, entries):
    """Every indicator with its words and years (dict): `entries` are (Definition, years)."""
    return {
        "publisher": publisher(releases),
        "is_demo": any(release.is_demo for release in releases),
        "licence": LICENCE,
        "indicators": [indicator(definition) | {"years": years} for definition, years in entries],
    }


def publisher(releases):
    """The name (dict by language) under which the latest release was published; None before."""
    return {c: releases[0].publisher[c]["name"] for c in CODES} if releases else None


def datapackage(releases, homepage):
    """The Frictionless description (dict) of the CSV file of each release, the latest first.

    Paths are relative to /data/, where the description lies; `homepage` (str) is an address.
    """
    return {
        "profile": "tabular-data-package",
        "name": "assembly-figures",
        "title": in_each_language(lambda: _("Figures of the Assembly"))["en"],
        "titles": in_each_language(lambda: _("Figures of the Assembly")),
        "homepage": homepage,
        "licenses": [LICENCE],
        "created": releases[0].published_at.isoformat() if releases else None,
        "resources": [_resource(releases, release) for release in releases],
    }


def _resource(releases, release):
    return {
        "profile": "tabular-data-resource",
        "name": f"{release.year}-{release.revision}",
        "title": f"{release.year} {release.revision}",
        "path": f"{release.year}/{release.revision}/summary.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "published_at": release.published_at.isoformat(),
        "is_superseded": any(
            r.year == release.year and r.number > release.number for r in releases
        ),
        "is_demo": release.is_demo,
        "schema": {"fields": [_field(field) for field in FIELDS], "missingValues": [""]},
    }


def _field(field):
    meaning = in_each_language(lambda: str(field.meaning))
    constraints = {} if field.may_be_empty else {"required": True}
    constraints |= {"enum": list(field.values)} if field.values else {}
    return {
        "name": field.name,
        "type": field.kind,
        "description": meaning["en"],
        "descriptions": meaning,
        "constraints": constraints,
    }


def in_each_language(make):
    """{"kk": ..., "ru": ..., "en": ...}: what `make` gives while that language is active."""
    found = {}
    for language in CODES:
        with translation.override(language):
            found[language] = make()
    return found
