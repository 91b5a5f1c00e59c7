"""`gunicorn tests.bench.live`: the portal, but the page of a year is counted for each request.

What stands around the figures, and the year before, come from the release: the page is the same.
"""

from assembly.wsgi import application
from reports.compute import compute
from reports.models import Figure
from reports.summary.read import lines_of
from reports.views import year as page

__all__ = ["application"]


def counted(release, earlier=None):
    """The country's lines of a year, of the records as they stand."""
    figures = [figure for figure in compute(release.year) if figure.region_id is None]
    for figure in figures:
        figure.release_id = release.pk
    figures += Figure.objects.filter(region=None, release=release.compared_with_id)
    return lines_of(release, release.definitions.all(), figures)


page.country_summary = counted
