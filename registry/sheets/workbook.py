"""Workbooks that we write: plain cells, no live formula ever, readable by Excel 2007."""

from io import BytesIO

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from registry.sheets.messages import Problem
from registry.sheets.values import shown

PLAIN = Font(name="Arial", size=10)
BOLD = Font(name="Arial", size=10, bold=True)
WRAP = Alignment(wrap_text=True, vertical="top")
UNDER = Border(bottom=Side("thin"))
RED = PatternFill("solid", fgColor="FFC7CE")
TWO_LINES = 28  # points: headings may be long
DATE, WHOLE, TEXT = "dd.mm.yyyy", "0", "@"


def put(cell, value):
    """Put a value into a cell; a text stays a text, whatever it begins with."""
    if isinstance(value, Problem):
        value = value.message.values.get("v")
    cell.font = PLAIN
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"
    elif hasattr(value, "year"):
        cell.number_format = DATE


def head(sheet, number, texts):
    """A row of headings (texts by column number), which stays in view and on each page."""
    for column, text in texts.items():
        cell = sheet.cell(number, column)
        put(cell, text)
        cell.font, cell.alignment, cell.border = BOLD, WRAP, UNDER
    sheet.row_dimensions[number].height = TWO_LINES
    sheet.freeze_panes = sheet.cell(number + 1, 1)
    sheet.print_title_rows = f"{number}:{number}"


def as_bytes(book):
    """The bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def text_of(value):
    """A value of a cell for people (str)."""
    if isinstance(value, Problem):
        value = value.message.values.get("v", "")
    return "" if value is None else shown(value)
