"""What was published of one unit: its figures of earlier years."""

from reports.models import Figure, Release


def published_past(unit, years):
    """{(code, year): value} of a unit (code) in the current releases of some years.  One query.

    Without a unit (None): of the country.
    """
    current = Release.objects.published().current().order_by().values("pk")
    figures = Figure.objects.filter(release__in=current, region=unit, release__year__in=years)
    rows = figures.exclude(value=None).values_list("indicator", "release__year", "value")
    return {(code, year): value for code, year, value in rows}
