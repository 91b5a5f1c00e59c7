"""Which sheet of a file is which, and what stands in which column."""

from dataclasses import dataclass, field

from registry.sheets import values
from registry.sheets.columns import Day
from registry.sheets.messages import Message, Place, Problem
from registry.sheets.reader import letter
from registry.text import search_key

# The names of the sheet of a marked workbook, in whatever language it was made
ERRORS = ("Қателер", "Ошибки", "Errors")
LOOKED_THROUGH = 20  # rows: people put titles above the headings
ENOUGH = 2


@dataclass
class Table:
    """A sheet that is read: its layout, the row of its headings, and its rows."""

    sheet: object
    layout: object
    number: int  # of the row of headings
    columns: dict  # column number: Column
    headers: dict  # column number: the heading as it is printed
    messages: list
    groups: dict = field(default_factory=dict)  # the parts, by the year that was asked

    @property
    def rows(self):
        """The rows under the headings that say something: a unit alone is no row."""
        own = {n for n, column in self.columns.items() if column.name != "region"}
        return [r for r in self.sheet.rows if r.number > self.number and own & set(r.cells)]

    @property
    def empty(self):
        """How many rows (int) above the last one say nothing."""
        rows = self.rows
        return rows[-1].number - self.number - len(rows) if rows else 0

    @property
    def above(self):
        """How many rows (int) above the headings look like records: sorting a sheet moves them.

        They have a day where the sheet has days, as every table but one of names has: no title and
        no other row of headings has one there.
        """
        days = [n for n, column in self.columns.items() if isinstance(column.cell, Day)]
        rows = [row.cells for row in self.sheet.rows if row.number < self.number]
        return sum(any(_is_day(cells.get(n)) for n in days) for cells in rows)

    def parts(self, year):
        """(relation, fields that pick it, columns) of each part that the sheet writes."""
        if year not in self.groups:
            found = {}
            for column in self.columns.values():
                if column.part and column.is_kept:
                    part, picked = column.part, column.part.picked(year)
                    key = part.relation, tuple(picked.items())
                    found.setdefault(key, (part.relation, picked, []))[-1].append(column)
            self.groups[year] = list(found.values())
        return self.groups[year]

    def place(self, row, name=None):
        """The Place of a row, and of the cell of a column (name) if the sheet has it."""
        for number, column in self.columns.items():
            if column.name == name:
                header = self.headers[number].rstrip(" *")
                return Place(self.sheet.name, row.number, letter(number), header)
        return Place(self.sheet.name, row.number)


def _is_day(value):
    try:
        return value is not None and bool(values.day(value))
    except Problem:
        return False


def tables(book, layouts):
    """The Tables of a Book for these layouts, and the Messages about what cannot be read."""
    known = {layout.key: _headings(layout) for layout in layouts}
    found, messages = [], []
    for sheet in book.sheets:
        table = _best(sheet, layouts, known)
        if table:
            table.messages = _missing(table, known[table.layout.key])
            found.append(table)
        elif sheet.rows and sheet.name not in ERRORS:
            messages.append(Message("F21", {"sheet": sheet.name}))
    order = {layout.key: place for place, layout in enumerate(layouts)}
    return sorted(found, key=lambda table: order[table.layout.key]), messages


def _headings(layout):
    return {search_key(h): c for c in layout.all_columns for h in c.headings()}


def _best(sheet, layouts, known):
    """The table of a sheet: the row and the layout in which most headings are known."""
    best, most = None, ENOUGH - 1
    for row in sheet.rows[:LOOKED_THROUGH]:
        headers = {n: text for n, text in row.cells.items() if isinstance(text, str)}
        for layout in layouts:
            columns = {n: _column(known[layout.key], text) for n, text in headers.items()}
            columns = {n: column for n, column in columns.items() if column}
            if len(columns) > most:
                most = len(columns)
                best = Table(sheet, layout, row.number, columns, headers, [])
    return best


def _column(known, text):
    return known.get(search_key(text.strip().rstrip("*")))


def _without_heading(table):
    """The numbers (sorted) of the columns that rows fill under no heading."""
    filled = {n for row in table.sheet.rows if row.number > table.number for n in row.cells}
    return sorted(filled - set(table.headers))


def _missing(table, known):
    """F07, F08, F20 and F22: what is missing, unknown, there twice or on the wrong side."""
    names = [column.name for column in table.columns.values()]
    doubled = {
        c.name: table.headers[n] for n, c in table.columns.items() if names.count(c.name) > 1
    }
    missing = [c for c in table.layout.all_columns if c.is_needed and c.name not in names]
    strange = [text for n, text in table.headers.items() if n not in table.columns]
    strange += [letter(n) for n in _without_heading(table)]
    place = Place(table.sheet.name, table.number)
    above = [Message("F22", {"n": table.above}, place)] if table.above else []
    return [
        *above,
        *(Message("F20", {"header": text}, place) for text in doubled.values()),
        *(Message("F07", {"header": column.headings()[0]}, place) for column in missing),
        *(Message("F08", {"header": text}, place) for text in strange),
    ]
