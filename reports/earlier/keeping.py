"""The failed checks beside the values: renewed whenever a value of their years changes."""

from django.db import transaction

from registry.models import Region
from reports.catalogue import BY_CODE
from reports.earlier.checks import Failure, Past
from reports.models import ReportedValue

AT_ONCE = 500


def stored(years):
    """{(indicator, unit or None, year): value} of these years and of those around them."""
    around = {year + step for year in years for step in (-1, 0, 1)}
    rows = ReportedValue.objects.of_years(around).filter(indicator__in=BY_CODE)
    return {(i, u, y): v for i, u, y, v in rows.values_list("indicator", "region", "year", "value")}


def renew(years):
    """Write what does not agree beside the values of these years and of those after them."""
    past = Past(stored(years), Region.objects.all())
    touched = {year + step for year in years for step in (0, 1)}
    changed = []
    with transaction.atomic():
        for row in ReportedValue.objects.of_years(touched).filter(indicator__in=BY_CODE):
            found = past.failed((row.indicator, row.region_id, row.year))
            kept = [failure.kept() for failure in found]
            if kept != row.failed:
                row.failed = kept
                changed.append(row)
        ReportedValue.objects.bulk_update(changed, ["failed"], batch_size=AT_ONCE)


def sentences(row):
    """What stands beside a value (ReportedValue), in the language of the page (list of str)."""
    return [Failure(code, numbers).message().reason for code, numbers in row.failed]
