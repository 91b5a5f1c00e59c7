"""The rows of an uploaded file, each with the numbers and letters that Excel shows.

`read` takes .xlsx and .csv, within bounds: a file is read whole or refused with its reason.
"""

import logging
import warnings
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath
from zipfile import is_zipfile

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from registry.sheets import csv_reader
from registry.sheets.bounds import MB, PAGE
from registry.sheets.cells import Parser, kept
from registry.sheets.messages import Refused
from registry.sheets.package import Package
from registry.sheets.source import EndOfRows, Source

logger = logging.getLogger(__name__)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
EMPTY = 4  # empty cells are read as quickly as a full one
STAMP = "_portal"  # the hidden sheet by which we know our templates


@dataclass
class Row:
    """A row with something in it: its number and {column number: value}, both from 1.

    A value is a text, number, yes or no, date or time, or a Problem: a cell that has no value.
    """

    number: int
    cells: dict


@dataclass
class Sheet:
    """A sheet that people see, with the rows that hold something."""

    name: str
    rows: list = field(default_factory=list)


@dataclass
class Book:
    """A file that was read: its visible sheets, and what its template said of itself."""

    sheets: list
    stamp: dict = field(default_factory=dict)


def letter(column):
    """The letter(s) of a column (int from 1) as Excel shows them."""
    return get_column_letter(column)


def read(name, data, bounds=PAGE):
    """Read a file (its name, its bytes) into a Book.  Raises Refused with the reason."""
    suffix = PurePath(name).suffix.lower()[:10]
    if not data:
        raise Refused("F04")
    if len(data) > bounds.size:
        raise Refused("F03", v=len(data) / MB, max=bounds.size // MB)
    _refuse_other_kinds(suffix, data)
    try:
        book = _read_csv(name, data, bounds) if suffix == ".csv" else _read_xlsx(data, bounds)
    except Refused:
        raise
    except Exception as error:  # a file of a stranger may break any library in any way
        logger.info("A file that cannot be read: %r", error)
        raise Refused("F11") from error
    if not any(sheet.rows for sheet in book.sheets):
        raise Refused("F04")
    return book


def _refuse_other_kinds(suffix, data):
    if data.startswith(OLE):
        raise Refused("F05") if ENCRYPTED in data else Refused("F02", v=".xls")
    if suffix == ".xlsm":
        raise Refused("F10")
    if suffix not in (".xlsx", ".csv"):
        raise Refused("F02", v=suffix or "?")
    if (suffix == ".xlsx") != is_zipfile(BytesIO(data)):
        if suffix == ".xlsx" and data.startswith(b"PK"):
            raise Refused("F11")
        raise Refused("F02", v="?" if suffix == ".xlsx" else ".zip")


def _read_csv(name, data, bounds):
    sheet, count = Sheet(PurePath(name).name), Counter(bounds)
    for number, values in csv_reader.rows(data, bounds):
        cells = kept(dict(enumerate(values, 1)), bounds.letters)
        count.take(
            sheet, Row(number, {c: csv_reader.checked(v) for c, v in cells.items()}), len(values)
        )
    return Book([sheet])


def _read_xlsx(data, bounds):
    package = Package(data, bounds)
    strings, (dates, lengths) = package.strings(), package.date_styles()
    epoch = CALENDAR_MAC_1904 if package.is_1904 else CALENDAR_WINDOWS_1900
    options = {"epoch": epoch, "date_formats": dates, "timedelta_formats": lengths}
    count, book = Counter(bounds), Book([])
    for part in package.sheets:
        if part.is_visible or part.name == STAMP:
            sheet = _read_sheet(package, part, strings, options, count)
            if part.is_visible:
                book.sheets.append(sheet)
            else:
                book.stamp = {row.cells.get(1): row.cells.get(2) for row in sheet.rows}
    return book


def _read_sheet(package, part, strings, options, count):
    """The rows of a sheet, without what makes openpyxl's reader pad, guess and never end."""
    sheet = Sheet(part.name)
    with package.zip.open(part.path) as raw, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl has to say to a programmer
        source = Source(raw, count.bounds, "row", count.bounds.sheet_tags, last="sheetData")
        parser = Parser(source, strings, **options)
        try:
            for number, cells in parser.rows():
                row = Row(number, kept(cells, count.bounds.letters))
                if count.take(sheet, row, parser.width):
                    source.first_empty = count.last
        except EndOfRows:
            pass
        if not (parser.is_over or source.is_empty):
            raise Refused("F11")  # what looked like the end was none, or there was no beginning
        source.finish()
    return sheet


class Counter:
    """Counts what was read against the bounds, and refuses what is beyond them."""

    def __init__(self, bounds):
        self.bounds, self.rows, self.cells, self.seen, self.last = bounds, 0, 0, 0, 0

    def take(self, sheet, row, width):
        """Keep a row; `width` (int) is the number of its cells, empty ones too.

        True when so many rows were empty that no more are expected.
        """
        self.last = sheet.rows[-1].number if sheet.rows else 0
        gap = row.number - self.last - 1
        self._refuse_too_much(row, width)
        if gap > self.bounds.empty and row.cells:
            raise Refused("F15", n=self.last, max=self.bounds.empty)
        if row.cells:
            sheet.rows.append(row)
        return gap > self.bounds.empty

    def _refuse_too_much(self, row, width):
        self.seen += 1
        self.cells += len(row.cells) + (width - len(row.cells)) // EMPTY
        self.rows += bool(row.cells)
        if row.number <= self.last:
            raise Refused("F11")
        if row.cells and max(row.cells) > self.bounds.columns:
            raise Refused("F13", max=self.bounds.columns)
        if self.rows > self.bounds.rows:
            raise Refused("F12", max=self.bounds.rows)
        if self.cells > self.bounds.cells or self.seen > self.bounds.rows * 3:
            raise Refused("F14")
