"""A sheet as it is written: rows from A1 down, their heights, the set-up for screen and paper."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from registry.text import FORMULA
from reports.workbook.drawings import place
from reports.workbook.styles import BAR, UPRIGHT, lines

A4 = 9
UPRIGHT_PAGE = 102  # digits that an A4 page holds when it stands upright
LINE, CENTIMETRE = 13.5, 28.35  # points


class Formula(str):
    """A formula of ours.  Any other text stays text, whatever it begins with."""


def difference(row, first, width):
    """The Formula that takes the total, in column C, from the sum of its parts.

    `first` is the number of the column of the first of `width` parts.
    """
    ends = get_column_letter(first), get_column_letter(first + width - 1)
    return Formula(f"=SUM({ends[0]}{row}:{ends[1]}{row})-C{row}")


class Paper:
    """A worksheet that is written row by row, from A1 down."""

    def __init__(self, sheet, title, widths):
        """`widths` (list of numbers of digits) are those of the columns, from A on."""
        self.sheet, self.row, self.widths = sheet, 0, widths
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        self.add(["title"], title)

    def add(self, looks, *values):
        """Write the next row: each value (str, int, float or Formula) in its look."""
        self.row += 1
        for column, (look, value) in enumerate(zip(looks, values, strict=True), 1):
            _write(self.sheet.cell(self.row, column), look, value)
        heights = map(_height, looks, values, self.widths)
        self.sheet.row_dimensions[self.row].height = max(heights)
        return self.row

    def band(self, look, text):
        """Write a row with one text (str) whose look goes over all columns."""
        width = len(self.widths)
        return self.add([look] * width, text, *[""] * (width - 1))

    def link(self, sheet_name):
        """Make the first cell of the last row lead to another sheet."""
        cell = self.sheet.cell(self.row, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet_name}'!A1")

    def head(self, looks, *values):
        """Write the row of headings that each printed page repeats."""
        row = self.add(looks, *values)
        self.sheet.print_title_rows = f"{row}:{row}"

    def freeze(self, columns):
        """Keep what is written so far, and a number of columns, in sight."""
        self.sheet.freeze_panes = self.sheet.cell(self.row + 1, columns + 1)

    def filter(self, head):
        """Let the rows below a row of headings (its number) be filtered and sorted, as wholes."""
        last = get_column_letter(len(self.widths))
        self.sheet.auto_filter.ref = f"A{head}:{last}{self.row}"

    def measure(self, head, column):
        """Draw a bar in each cell of a column below the headings, as long as its number."""
        letter = get_column_letter(column)
        rule = DataBarRule("num", 0, "max", color=BAR)
        self.sheet.conditional_formatting.add(f"{letter}{head + 1}:{letter}{self.row}", rule)

    def draw(self, charts):
        """Put charts below each other, side by side in pairs: no page cuts a row in two."""
        for start in range(0, len(charts), 2):
            self._draw_beside(charts[start : start + 2])

    def _draw_beside(self, charts):
        self.row += 1
        for column, chart in enumerate(charts):
            place(chart, column, self.row - 1)
            self.sheet.add_chart(chart)
        self.sheet.row_dimensions[self.row].height = charts[0].height * CENTIMETRE + LINE

    def finish(self, footer, pages_wide=1):
        """Set the sheet up for A4, `pages_wide` pages wide: landscape where it is wide."""
        sheet = self.sheet
        sheet.print_area = f"A1:{get_column_letter(len(self.widths))}{self.row}"
        is_wide = sum(self.widths) > UPRIGHT_PAGE
        sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
        sheet.page_setup.paperSize = A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = 0.4  # inches
        margins.top = margins.bottom = 0.6
        margins.header = margins.footer = 0.25
        sheet.oddFooter.left.text = footer.replace("&", "&&")
        sheet.oddFooter.right.text = "&P / &N"


def _write(cell, look, value):
    cell.style = f"apk_{look}"
    if not isinstance(value, str) or isinstance(value, Formula):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    if value.startswith(FORMULA):
        cell.quotePrefix = True


def _height(look, value, width):
    """Points that a value needs in a column: not every program fits the rows of wrapped text."""
    if look == UPRIGHT:
        return 7 * len(value) + LINE
    is_text = isinstance(value, str) and not isinstance(value, Formula)
    rows = lines(look, value, width) if is_text else 1
    if look == "paragraph":
        return 1.2 * LINE * rows + LINE
    return LINE * rows + (LINE / 2 if look == "theme" else 2)
