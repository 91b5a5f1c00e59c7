"""The values of the cells of one row of a worksheet."""

import re
from xml.etree.ElementTree import iterparse  # of a Source: it refuses what makes XML dangerous

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    VALUE_TAG,
)
from openpyxl.xml.constants import SHEET_MAIN_NS

from registry.sheets.messages import Problem, Refused
from registry.sheets.package import text_of

DIGITS = "0123456789"
ROWS_TAG, CELL_TAG = f"{{{SHEET_MAIN_NS}}}sheetData", f"{{{SHEET_MAIN_NS}}}c"
# What no text of a workbook may hold, and what a .csv of another program does
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")


class Parser:
    """The rows of a worksheet (Source), with the cells read in one look each.

    openpyxl's own tells neither a formula that nobody has calculated from an empty cell, nor an
    error from a text.  `strings` are the shared texts; the formats are numbers of cell styles.
    `width` is the number of cells (int) of the last row, empty ones too; `is_over` says that the
    end of the rows was read.
    """

    def __init__(self, source, strings, epoch, date_formats, timedelta_formats):
        self.source, self.strings, self.epoch = source, strings, epoch
        self.date_formats, self.timedelta_formats = date_formats, timedelta_formats
        self.number = self.width = self.seen = 0
        self.is_over = False

    def rows(self):
        """(number, {column: value}) of each row.  Raises Refused where rows follow their end."""
        for _event, element in iterparse(self.source):
            if element.tag == CELL_TAG:
                self.seen += 1
            elif element.tag == ROW_TAG:
                yield self._row(element)
                element.clear()
                self.seen = 0
            elif element.tag == ROWS_TAG:
                self.is_over = True

    def _row(self, row):
        self.number = int(row.get("r") or self.number + 1)
        self.width = len(row)
        if self.is_over or self.seen > len(row.findall(CELL_TAG)):
            raise Refused("F11")  # rows behind their end, cells within cells
        values, column = {}, 0
        for cell in row:
            name = cell.get("r")
            column = column_index_from_string(name.rstrip(DIGITS)) if name else column + 1
            if len(cell) and (value := self._value(cell)) is not None:
                if column in values:
                    raise Refused("F11")  # one of the two would be lost
                values[column] = value
        return self.number, values

    def _value(self, cell):
        """What a cell shows, wherever it keeps it; some programs mistake its type."""
        if len(cell) > 1 and len(cell.findall(VALUE_TAG)) > 1:
            raise Refused("F11")  # one of them would be lost
        kind, raw = cell.get("t", "n"), cell.findtext(VALUE_TAG)
        if raw:
            return self._cast(kind, raw, int(cell.get("s") or 0))
        inline = cell.find(INLINE_STRING)
        if inline is not None:
            return text_of(inline)
        is_empty_text = raw is not None and kind == "str"  # what a formula has given
        is_formula = not is_empty_text and cell.find(FORMULA_TAG) is not None
        return Problem("R17") if is_formula else None

    def _cast(self, kind, raw, style):
        if kind == "s":
            return self._shared(int(raw))
        if kind == "n":
            return self._number(raw, style)
        if kind == "e":
            return Problem("R15", v=raw)
        if kind == "b":
            return raw == "1"
        return from_ISO8601(raw) if kind == "d" else raw

    def _shared(self, place):
        if place < 0:
            raise Refused("F11")  # Python would count from the last
        return self.strings[place]

    def _number(self, raw, style):
        number = float(raw) if "." in raw or "E" in raw.upper() else int(raw)
        if style not in self.date_formats:
            return number
        try:
            return from_excel(number, self.epoch, timedelta=style in self.timedelta_formats)
        except (OverflowError, ValueError):
            return Problem("R05", v=raw)


def kept(cells, letters):
    """{column: value} of the cells (dict) that hold something; a text of too many letters not."""
    values = {}
    for column, value in cells.items():
        if isinstance(value, str):
            value = CONTROL.sub(" ", value)
            if not value.strip():
                continue
            if len(value) > letters:
                value = Problem("R13", m=len(value), max=letters)
        values[column] = value
    return values
