"""Summary -> Excel.  Asks neither the registry nor the database."""

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from reports.workbook import sheets
from reports.workbook.contents import contents, demo_notice, publisher
from reports.workbook.package import describe, pack
from reports.workbook.paper import Paper
from reports.workbook.styles import FACE, styles

YEAR = (47, 25, 19, 12, 12, 12, 12, 29, 26)
REGIONS = (44, 19, 12, 16)
A_REGION = 8.5
DEFINITIONS = (26, 34, 64, 18, 18, 15, 10, 10, 17)


def build(summary, language, address=""):
    """The workbook (bytes) of a published release's full Summary in a language (kk, ru, en).

    `address` (str) tells where the current figures of the year are.  The same summary, language
    and address give the same bytes.
    """
    with translation.override(language):
        book = empty_book()
        title = _("Year in figures, %(year)s") % {"year": summary.year}
        describe(book, title, language, summary.release.published_at)
        _fill(book, summary, title, address)
        return pack(book)


def empty_book():
    """A workbook without sheets that knows our styles."""
    book = Workbook()
    book.remove(book.active)
    book._named_styles["Normal"].font = Font(name=FACE, size=10)  # widths are counted in its digits
    for style in styles():
        book.add_named_style(style)
    return book


def _fill(book, summary, title, address):
    source = f"{publisher(summary.release)}, {summary.release}"
    tables = _tables(summary)
    first = Paper(book.create_sheet(_("Contents")), title, (30, 95))
    contents(first, summary, [(name, text) for name, text, _widths, _write in tables], address)
    first.finish(source)
    for name, text, widths, write in tables:
        paper = Paper(book.create_sheet(name), text, widths)
        paper.band("note", source)
        if summary.release.is_demo:
            paper.band("notice", demo_notice())
        write(paper, summary)
        paper.finish(source, pages_wide=2 if write is sheets.regions else 1)


def _tables(summary):
    """(name, description, widths, writer) of each sheet with a table."""
    years = {"year": summary.year, "before": summary.year_before}
    return [
        (
            _("%(year)s and %(before)s") % years,
            _("The country: %(year)s against %(before)s") % years,
            YEAR,
            sheets.year,
        ),
        (
            _("Regions"),
            _("All indicators by region, %(year)s") % years,
            (*REGIONS, *[A_REGION] * len(summary.places)),
            sheets.regions,
        ),
        (
            _("Definitions"),
            _("What each indicator counts"),
            DEFINITIONS,
            sheets.definitions,
        ),
    ]
