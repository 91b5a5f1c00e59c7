"""Summary -> Excel.  Asks neither the registry nor the database."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports.workbook import key_figures, sheets, years
from reports.workbook.book import Cover, Page, bind
from reports.workbook.contents import facts_of, publisher

YEAR = (47, 25, 19, 12, 12, 12, 12, 22, 20, 40)
REGIONS = (44, 19, 12, 16)
A_REGION = 8.5
DEFINITIONS = (26, 25, 44, 15, 16, 11, 8, 8, 16)  # a landscape page wide, printed in 9 points


def build(summary, language, address="", past=None):
    """The workbook (bytes) of a year's full Summary in a language (kk, ru, en).

    `address` (str) tells where the current figures of the year are; `past` is the country over
    the years (Comparison).  The same arguments give the same bytes.
    """
    with translation.override(language):
        title = _("Year in figures, %(year)s") % {"year": summary.year}
        return bind(cover_of(summary, title, address), _pages(summary, past))


def cover_of(summary, title, address=""):
    """What a file about a Summary says of itself (Cover)."""
    return Cover(
        title=title,
        publisher=publisher(summary.release),
        edition=summary.edition,
        moment=summary.moment,
        facts=facts_of(summary, address),
        is_demo=summary.release.is_demo,
        notices=summary.notice,
        named=summary.named,
        code="" if summary.is_draft else summary.release.code,
    )


def _pages(summary, past):
    return [
        year_page(summary),
        regions_page(summary),
        *key_figures.pages(summary),
        *years.pages(past),
        definitions_page(summary.country),
    ]


def year_page(summary):
    """The Page of the country beside the year before."""
    made = {"year": summary.year, "before": summary.year_before}
    return Page(
        _("%(year)s and %(before)s") % {"year": summary.year, "before": summary.year_before},
        _("The country: %(year)s against %(before)s") % made,
        YEAR,
        lambda paper: sheets.year(paper, summary),
    )


def regions_page(summary):
    """The Page of all indicators unit by unit."""
    return Page(
        _("Regions"),
        _("All indicators by region, %(year)s") % {"year": summary.year},
        (*REGIONS, *[A_REGION] * len(summary.places)),
        lambda paper: sheets.regions(paper, summary),
        pages_wide=2,
    )


def definitions_page(lines):
    """The Page that says what the indicators of some Lines mean."""
    return Page(
        _("Definitions"),
        _("What each indicator counts"),
        DEFINITIONS,
        lambda paper: sheets.definitions(paper, lines),
    )
