"""The user's own workbook back, with what is wrong marked in its cells and listed on a sheet."""

from io import BytesIO
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from registry.sheets.bounds import MB
from registry.sheets.headings import ERRORS
from registry.sheets.reader import letter
from registry.sheets.source import has_document_type
from registry.sheets.workbook import RED, WRAP, as_bytes, head, put

AUTHOR = "Portal"
# A larger file is not opened whole: its rows are put into a new one.
UNPACKED, CELLS = 12 * MB, 60_000
BLANK = PatternFill(fill_type=None)


def marked(upload, result):
    """The bytes of the uploaded workbook (Upload) with the messages of its Check on it."""
    book = _own(upload, result) or _fresh(result, result.tables)
    _forget_earlier(book, result)
    _mark(book, result.messages)
    return as_bytes(book)


def rest(result, left=None):
    """The bytes of a workbook of the rows that were not taken, marked; they keep their order.

    `left` are their places ([sheet, row]) as the import kept them; without it, the bad rows.
    """
    places = None if left is None else {tuple(place) for place in left}
    entries = [
        entry
        for entry in result.entries
        if (not entry.is_good if places is None else entry.place in places)
    ]
    rows = {id(entry.row) for entry in entries}
    book = _fresh(result, result.tables, lambda row: id(row) in rows)
    moved = {}
    for table in result.tables:
        kept = [row for row in table.rows if id(row) in rows]
        if len(kept) < len(table.rows):  # else they keep their numbers
            moved |= {(table.sheet.name, row.number): n for n, row in enumerate(kept, 2)}
    _mark(book, [m for e in entries for m in e.messages], moved)
    return as_bytes(book)


def _own(upload, result):
    """The workbook as it was sent, or None when it is no workbook or a very large one."""
    data = bytes(upload.data)
    cells = sum(len(row.cells) for table in result.tables for row in table.sheet.rows)
    if upload.file_name.lower().endswith(".csv") or cells > CELLS or not result.tables:
        return None
    try:
        book = _opened(data)
    except Exception:  # openpyxl reads rows of many a file that it cannot read whole
        return None
    names = {table.sheet.name for table in result.tables}
    if not book or not names <= set(book.sheetnames):  # openpyxl names some of them anew
        return None
    for name in names:
        _clean(book[name])
    return book


def _opened(data):
    """The workbook, or None: one too large, or with what openpyxl would follow to no end."""
    with ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED:
            return None
        if any(has_document_type(archive.read(name)) for name in archive.namelist()):
            return None
    return load_workbook(BytesIO(data), keep_links=False)


def _clean(sheet):
    """Take away the marks of an earlier check."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment and cell.comment.author == AUTHOR:
                cell.comment, cell.fill = None, BLANK


def _forget_earlier(book, result):
    """Take away the list of an earlier check; a sheet of that name that is read is the user's."""
    read = {table.sheet.name for table in result.tables}
    for name in set(ERRORS) & set(book.sheetnames) - read:
        del book[name]


def _fresh(result, tables, wanted=lambda row: True):
    """A new workbook with the headings and the rows of the tables."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(_title(table.sheet.name))
        # The rest of a file begins under its headings; a whole one keeps its numbers.
        is_whole = all(wanted(row) for row in table.rows)
        head(sheet, table.number if is_whole else 1, table.headers)
        for place, row in enumerate(filter(wanted, table.rows), 2):
            for column, value in row.cells.items():
                put(sheet.cell(row.number if is_whole else place, column), value)
    if not tables:
        book.create_sheet(_title(result.intake.label))
    return book


def _title(name):
    return "".join("-" if char in "[]:*?/\\" else char for char in name)[:31] or "1"


def _mark(book, messages, moved=None):
    """Colour the cells that messages are about, and list all of them on a sheet of their own."""
    for place, said in _by_cell(messages).items():
        _mark_cell(book, place, said, moved or {})
    _list(book, messages)


def _by_cell(messages):
    found = {}
    for message in messages:
        if message.place and message.kind != "N":
            found.setdefault(message.place, []).append(message)
    return found


def _mark_cell(book, place, said, moved):
    title = _title(place.sheet)
    sheet = book[place.sheet if place.sheet in book.sheetnames else title]
    row = moved.get((place.sheet, place.row), place.row)
    cell = sheet[f"{place.column or 'A'}{row}"]
    earlier = cell.comment.text + "\n" if cell.comment else ""
    text = earlier + "\n".join(f"{m.number}. {m.reason}" for m in said)
    cell.comment = Comment(text, AUTHOR, height=120, width=320)
    if any(message.stops for message in said):
        cell.fill = RED


def _list(book, messages):
    """By the rows of the file that was sent: the sentences name other rows by them."""
    sheet = book.create_sheet(_("Errors"), 0 if not book.sheetnames else len(book.sheetnames))
    head(
        sheet,
        1,
        dict(enumerate((_("Code"), _("Sheet"), _("Row"), _("Column"), _("What to do")), 1)),
    )
    for column, width in enumerate((8, 24, 8, 30, 100), 1):
        sheet.column_dimensions[letter(column)].width = width
    for number, message in enumerate((m for m in messages if m.kind != "N"), 2):
        place = message.place
        where = (
            (place.sheet, place.row, f"{place.column} {place.header}") if place else ("", "", "")
        )
        for column, value in enumerate((message.number, *where, message.reason), 1):
            put(sheet.cell(number, column), value)
            sheet.cell(number, column).alignment = WRAP
