"""The template of a section: its sheets for one unit and year, with lists and known records."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from registry.sheets.columns import Anything, Choice, Count, Day, Link, Place, Several, Unit
from registry.sheets.entries import current
from registry.sheets.reader import STAMP, letter
from registry.sheets.version import VERSION
from registry.sheets.workbook import DATE, TEXT, WHOLE, as_bytes, head, put

LISTS = "_lists"
ROWS = 2_000  # below the headings that offer lists
WIDTHS = {Anything: 14, Count: 12, Day: 14, Choice: 22, Unit: 24, Place: 24, Link: 30, Several: 24}
FORMATS = {Count: WHOLE, Day: DATE}
MOST = 1_000  # names in a list that opens


def template(intake, is_filled=True):
    """The bytes of the template of an intake (Intake): one sheet a layout.

    `is_filled` puts in the records that the year may change; of events and other things that
    happen it does so only when asked, because a new file is for new ones.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = ""  # openpyxl would name itself
    sheets = [book.create_sheet(layout.sheet_title()) for layout in intake.layouts]
    lists = Lists(book)
    for sheet, layout in zip(sheets, intake.layouts, strict=True):
        _fill(sheet, layout, intake, lists, is_filled)
    _stamp(book, intake)
    return as_bytes(book)


def _fill(sheet, layout, intake, lists, is_filled):
    columns = dict(enumerate(layout.all_columns, 1))
    marked = {n: c.headings()[0] + (" *" if c.is_required else "") for n, c in columns.items()}
    head(sheet, 1, marked)
    for number, column in columns.items():
        _format(sheet, number, column)
        lists.offer(sheet, number, column, intake)
    _print_on_one_width(sheet)
    if is_filled:
        for place, record in enumerate(_known(layout, intake), 2):
            for number, column in columns.items():
                put(sheet.cell(place, number), _value(record, column, intake))


def _print_on_one_width(sheet):
    """A4, landscape, all columns side by side."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _format(sheet, number, column):
    dimension = sheet.column_dimensions[letter(number)]
    dimension.width = WIDTHS.get(type(column.cell), 40)
    dimension.number_format = FORMATS.get(type(column.cell), TEXT)


def _known(layout, intake):
    """The records of the unit that the reported year may change."""
    records, year = intake.records(layout), intake.year
    names = {f.name for f in layout.model._meta.fields}
    if layout.is_flow:
        return records.filter(year=year)
    if "opened_on" in names:
        records = records.filter(opened_on__lte=date(year, 12, 31))
        records = records.filter(Q(closed_on=None) | Q(closed_on__gte=date(year, 1, 1)))
    if "finished_on" in names:
        records = records.filter(Q(finished_on=None) | Q(finished_on__gte=date(year, 1, 1)))
    return records


def _value(record, column, intake):
    """What stands in a cell: numbers and days as they are, all else in words."""
    if column.name == "number":
        return record.pk
    if isinstance(column.cell, Unit) and not column.is_kept:
        return intake.unit.name
    if not (column.is_kept or column.part):
        return None  # a total, for people to fill
    value = current(record, column, intake.year)
    is_empty = value in (None, "", ()) and not column.is_required
    return None if is_empty else column.cell.show(value, intake)


class Lists:
    """The hidden sheet of what cells may be chosen from, each list under a name.

    Excel 2007 opens a list of another sheet by its name only.
    """

    def __init__(self, book):
        self.book, self.names = book, {}
        self.sheet = book.create_sheet(LISTS)
        self.sheet.sheet_state = "veryHidden"

    def offer(self, sheet, number, column, intake):
        """Let the cells of a column (number) open its list, and say how it is filled."""
        rule = DataValidation(showErrorMessage=False, allow_blank=True)
        rule.prompt, rule.showInputMessage = _prompt(column), True
        words = self._words(column, intake)
        if words and not isinstance(column.cell, Several):
            rule.type, rule.formula1 = "list", f"={self._name(words)}"
        if words or rule.prompt:
            column_letter = letter(number)
            rule.add(f"{column_letter}2:{column_letter}{ROWS}")
            sheet.add_data_validation(rule)

    def _words(self, column, intake):
        if isinstance(column.cell, Unit) and not isinstance(column.cell, Place):
            return (intake.unit.name,)
        words = column.cell.words(intake)
        return tuple(words.shown())[:MOST] if words else ()

    def _name(self, words):
        if words not in self.names:
            place = len(self.names) + 1
            self.names[words] = name = f"list_{place}"
            for row, word in enumerate(words, 1):
                put(self.sheet.cell(row, place), word)
            at = f"${letter(place)}$1:${letter(place)}${len(words)}"
            self.book.defined_names[name] = DefinedName(name, attr_text=f"'{LISTS}'!{at}")
        return self.names[words]


def _prompt(column):
    if isinstance(column.cell, Day):
        return _("DD.MM.YYYY, for example 24.10.2026")
    if column.name == "number":
        return _("The portal's number of the record. Leave it empty for a new one.")
    if isinstance(column.cell, Several):
        return _("Several, with commas between")
    return None


def _stamp(book, intake):
    """What the file says of itself: for whom and for what it is."""
    sheet = book.create_sheet(STAMP)
    sheet.sheet_state = "veryHidden"
    for place, (name, value) in enumerate(({"version": VERSION} | intake.stamp).items(), 1):
        put(sheet.cell(place, 1), name)
        put(sheet.cell(place, 2), value)
