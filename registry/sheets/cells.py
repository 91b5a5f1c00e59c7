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
    WorkSheetParser,
)

from registry.sheets.messages import Problem
from registry.sheets.package import text_of

DIGITS = "0123456789"
# What no text of a workbook may hold, and what a .csv of another program does
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")


class Parser(WorkSheetParser):
    """openpyxl's parser of rows, with the cells read in one look each.

    It tells a formula that nobody has calculated from an empty cell, and an error from a text.
    `width` is the number of cells (int) of the last row, empty ones too.
    """

    width = 0

    def rows(self):
        """(number, {column: value}) of each row; nothing else of a sheet is looked at."""
        for _event, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()

    def parse_row(self, row):
        """The number of a row (int), and {column: value} of its cells."""
        self.row_counter = int(row.get("r") or self.row_counter + 1)
        self.width = len(row)
        values, column = {}, 0
        for cell in row:
            name = cell.get("r")
            column = column_index_from_string(name.rstrip(DIGITS)) if name else column + 1
            if len(cell) and (value := self._value(cell)) is not None:
                values[column] = value
        return self.row_counter, values

    def _value(self, cell):
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(INLINE_STRING)
            return None if inline is None else text_of(inline)
        raw = cell.findtext(VALUE_TAG)
        if raw:
            return self._cast(kind, raw, int(cell.get("s") or 0))
        is_formula = raw is None and cell.find(FORMULA_TAG) is not None
        return Problem("R17") if is_formula else None

    def _cast(self, kind, raw, style):
        if kind == "s":
            return self.shared_strings[int(raw)]
        if kind == "n":
            return self._number(raw, style)
        if kind == "e":
            return Problem("R15", v=raw)
        if kind == "b":
            return raw == "1"
        return from_ISO8601(raw) if kind == "d" else raw

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
            if len(value) > letters:
                value = Problem("R13", m=len(value), max=letters)
            elif not value.strip():
                continue
        values[column] = value
    return values
