"""Rows as a file, with little memory: Excel, CSV.  A text never becomes a formula."""

import csv
import re
from datetime import UTC, datetime
from itertools import islice

from xlsxwriter import Workbook

from registry.text import FORMULA, no_formula

MOST_IN_EXCEL = 100_000  # rows: more take a person's program too long to open; CSV has no limit
FONT = {"font_name": "Arial", "font_size": 10}
NEVER = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
A4 = 9
LINES = 200  # of CSV at once, some 50 kB
LINE, WIDER = 14, 1.5  # points; how much wider than a digit a bold letter is, broken by words


def excel(file, title, columns, rows):
    """Write a workbook into a file: one sheet, its rows of values.

    `columns` are (heading, width in digits).
    """
    options = {"constant_memory": True, "default_format_properties": FONT} | NEVER
    book = Workbook(file, options)
    book.set_properties({"title": title, "author": "", "created": datetime.now(UTC)})
    sheet = book.add_worksheet(_sheet_name(title))
    _set_up(book, sheet, title, columns)
    plain, quoted = book.add_format(), book.add_format({"quote_prefix": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    number = 0
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    look = quoted if value.startswith(FORMULA) else plain
                    sheet.write_string(number, column, value, look)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_datetime(number, column, value, day)
    sheet.autofilter(0, 0, number, len(columns) - 1)
    book.close()


def _sheet_name(title):
    """The words of a title before its day (str): Excel allows 31 letters, and not all signs."""
    return re.sub(r"[\[\]:*?/\\']", " ", title.rsplit(",", 1)[0])[:31].strip()


def _set_up(book, sheet, title, columns):
    """The headings, which stay in sight and on each page of A4."""
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for place, (head, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, bold)
    lines = max(-(-len(head) * WIDER // width) for head, width in columns)
    sheet.set_row(0, LINE * lines)  # some programs do not fit the rows of wrapped text
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{title.replace('&', '&&')}&R&P / &N")


def csv_pieces(heads, rows):
    """Yield a CSV file (bytes, UTF-8 with a byte order mark): the headings, then many lines each.

    A piece is a write of the server's and a chunk that nginx reads: a line each would cost both
    half as much again as making it.
    """
    line, rows = csv.writer(_Line()).writerow, iter(rows)
    yield b"\xef\xbb\xbf" + line(heads).encode()
    while piece := "".join(line(map(no_formula, row)) for row in islice(rows, LINES)):
        yield piece.encode()


class _Line:
    """What the csv module writes a line into: it gives the line back."""

    def write(self, text):
        return text
