"""What headquarters leaves out of a year's figures, as a release keeps it: why, in public."""

from itertools import groupby

from django.utils import translation

from registry.languages import CODES
from registry.models import Omission, SectionState
from registry.sections import label_of


def of_year(year):
    """{unit code: [{language: {"sections": [str, ...], "reason": str}}, ...]} of a year (int).

    One entry for each reason; a unit that is left out with all its sections names none.
    """
    rows = sorted(Omission.objects.of_year(year), key=lambda row: (_unit(row), _reasons(row)))
    sizes = SectionState.objects.sizes_of(year)
    found = {}
    for (unit, reasons), group in groupby(rows, key=lambda row: (_unit(row), _reasons(row))):
        keys = [row.section.section for row in group]
        named = [] if len(keys) == sizes[unit] else keys
        found.setdefault(unit, []).append(_told(named, reasons))
    return found


def _unit(row):
    return row.section.submission.region_id


def _reasons(row):
    return tuple(getattr(row, f"reason_{language}") for language in CODES)


def _told(keys, reasons):
    told = {}
    for language, reason in zip(CODES, reasons, strict=True):
        with translation.override(language):
            told[language] = {"sections": [str(label_of(key)) for key in keys], "reason": reason}
    return told
