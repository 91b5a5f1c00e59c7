"""How large the files of a release are, measured once, when it is published.

A page that had to make a file to tell its size would cost more than the file itself.
"""

from copy import copy

from django.conf import settings

from reports import feeds, workbook
from reports.summary import Shelf, country_years, full_summary
from reports.summary.lines import Summary


def sizes_of(release, published_at):
    """{name: bytes (int)} of a release that is about to be published (aware datetime).

    Names are what an address ends with: kk.xlsx, csv, json, elders.events.csv.  The workbook also
    holds the address of the portal, so that its size is true to some bytes.
    """
    release = copy(release)
    release.published_at = published_at  # every file carries the moment
    summary = full_summary(release)
    summary.release = release
    found = {f"{code}.xlsx": n for code, n in _workbooks(release, summary)}
    found |= _feeds(summary)
    for line in summary.country:
        parts = Summary(release, [one for one in summary.lines if one.code == line.code])
        found |= {f"{line.code}.{form}": n for form, n in _feeds(parts).items()}
    return found


def _workbooks(release, summary):
    past = country_years(Shelf.of_today().chain(release))
    for code, _name in settings.LANGUAGES:
        yield code, len(workbook.build(summary, code, past=past))


def _feeds(summary):
    return {"csv": len(feeds.csv_file(summary)), "json": len(feeds.json_file(summary))}
