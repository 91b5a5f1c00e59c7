"""The press text -> Excel: its paragraphs, and the exact value behind each number."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports.press import slots
from reports.workbook import cells, cover_of, definitions_page
from reports.workbook.book import Page, bind

TEXT, VALUES = (100,), (56, 24, 14, 22)  # widths


def build(summary, text, language, address=""):
    """The workbook (bytes) of the text of a Summary in a language (kk, ru, en)."""
    with translation.override(language):
        title = _("Press text, %(year)s") % {"year": summary.year}
        said = {piece["code"]: piece for piece in slots(text)} if text else {}
        told = [line for line in summary.country if line.code in said]
        pages = [
            Page(_("Text"), title, TEXT, lambda paper: _paragraphs(paper, text)),
            Page(
                _("Exact values"),
                _("Exact values"),
                VALUES,
                lambda paper: _values(paper, said, told),
            ),
            definitions_page(told),
        ]
        return bind(cover_of(summary, title, address), pages)


def _paragraphs(paper, text):
    if not text:
        paper.add(["text"], _("This release has no press text."))
        return
    headline = [text["headline"]] if text["headline"] else []
    for pieces in [*headline, *text["paragraphs"]]:
        paper.add(["paragraph"], "".join(piece["text"] for piece in pieces))


def _values(paper, said, told):
    paper.head(
        ["head", "head_right", "head_right", "head_beside"],
        _("Indicator"),
        _("In the text"),
        _("Exact value"),
        _("Unit"),
    )
    paper.freeze(columns=1)
    order = list(said)
    for line in sorted(told, key=lambda line: order.index(line.code)):
        paper.add(
            ["text", "said", "count", "beside"],
            line.label,
            said[line.code]["text"],
            cells.value(line.figure),
            cells.unit(line.definition),
        )
