"""How every file is bound: a cover that says what it is, then its sheets, one look for all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from reports.workbook.contents import contents, demo_notice
from reports.workbook.package import describe, pack
from reports.workbook.paper import Paper
from reports.workbook.styles import FACE, styles

CONTENTS = (30, 72)


@dataclass(frozen=True)
class Cover:
    """What a file says of itself: its title, whose figures these are, and what more is to tell.

    `facts` are (name, text) of the first sheet; `notices` stand on every sheet; `named` makes
    the title of each; `code` tells whether the file is current.
    """

    title: str
    publisher: str
    edition: str
    moment: datetime
    facts: list = field(default_factory=list)
    is_demo: bool = False
    notices: tuple = ()
    named: Callable[[str], str] = str
    code: str = ""

    @property
    def source(self):
        """The foot of every page (str): whose figures, which, and the code to ask by."""
        code = _("code %(code)s") % {"code": self.code} if self.code else ""
        return ", ".join(filter(None, [self.publisher, self.edition, code]))

    def head(self, paper):
        """The lines below the title of a sheet."""
        paper.band("note", self.source)
        for text in self.notices:
            paper.band("notice", text)
        if self.is_demo:
            paper.band("notice", demo_notice())


@dataclass(frozen=True)
class Page:
    """One sheet: its name, what it holds, the widths of its columns, and what writes it."""

    name: str
    text: str
    widths: tuple
    write: Callable[[Paper], None]
    pages_wide: int = 1


def bind(cover, pages):
    """The workbook (bytes) of some Pages behind a contents sheet, in the active language.

    The same cover and pages give the same bytes.
    """
    book = empty_book()
    describe(book, cover.named(cover.title), get_language(), cover.moment)
    first = Paper(book.create_sheet(_("Contents")), cover.named(cover.title), CONTENTS)
    cover.head(first)
    contents(first, cover.facts, [(page.name, page.text) for page in pages])
    first.finish(cover.source)
    for page in pages:
        paper = Paper(book.create_sheet(page.name), cover.named(page.text), page.widths)
        cover.head(paper)
        page.write(paper)
        paper.finish(cover.source, page.pages_wide)
    return pack(book)


def empty_book():
    """A workbook without sheets that knows our styles."""
    book = Workbook()
    book.remove(book.active)
    book._named_styles["Normal"].font = Font(name=FACE, size=10)  # widths are counted in its digits
    for style in styles():
        book.add_named_style(style)
    return book
