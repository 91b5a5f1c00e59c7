"""Native charts: bars by region, a line over the years.  Each reads the cells of a table."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import cm_to_EMU

FACE, INK, SERIES, RULE = "Arial", "16262B", "00616F", "C3CFD3"
WIDTH, TALL, LOW = 9.2, 12.0, 7.8  # centimetres: two rows of tall ones and a title are a page
GAP = 0.2  # centimetres above a chart: its edge would show on the page before
SMALL, BIG = 800, 1000  # hundredths of a point


def bars(title, sheet, names, values, rows):
    """A BarChart of one column (number) of a table: `names` is the column of the words beside.

    `rows` are the numbers of the first and the last row.
    """
    chart = BarChart()
    chart.type, chart.gapWidth, chart.height = "bar", 35, TALL
    _fill(chart, title, *(Reference(sheet, c, rows[0], c, rows[1]) for c in (names, values)))
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.y_axis.delete = True  # each bar carries its number
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.series[0].graphicalProperties = GraphicalProperties(solidFill=SERIES)
    return chart


def line(title, sheet, head, row, columns):
    """A LineChart of one row of a table: `head` is the row of the years above it.

    `columns` are the numbers of the first and the last column.
    """
    chart = LineChart()
    chart.height = LOW
    _fill(chart, title, *(Reference(sheet, columns[0], r, columns[1], r) for r in (head, row)))
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=RULE))
    chart.y_axis.number_format, chart.y_axis.txPr = "#,##0", _text(SMALL)
    chart.y_axis.delete = False
    series = chart.series[0]
    series.smooth = False
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=SERIES, w=28575))
    series.marker = Marker("circle", 7, spPr=GraphicalProperties(solidFill=SERIES))
    series.dLbls.dLblPos = "t"
    return chart


def place(chart, column, row):
    """Put a chart into a cell (numbers from 0)."""
    start = AnchorMarker(column, 0, row, cm_to_EMU(GAP))
    size = XDRPositiveSize2D(cm_to_EMU(chart.width), cm_to_EMU(chart.height))
    chart.anchor = OneCellAnchor(start, size)


def _fill(chart, title, names, values):
    chart.add_data(values, titles_from_data=False, from_rows=values.min_row == values.max_row)
    chart.set_categories(names)
    chart.title, chart.legend = _title(title), None
    chart.width = WIDTH
    chart.x_axis.delete = False
    chart.x_axis.txPr = _text(SMALL)
    labels = DataLabelList(numFmt="#,##0", txPr=_text(SMALL), showVal=True)
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(labels, name, False)
    chart.series[0].dLbls = labels


def _letters(size, **more):
    return CharacterProperties(latin=Font(typeface=FACE), sz=size, solidFill=INK, **more)


def _text(size):
    look = ParagraphProperties(defRPr=_letters(size))
    return RichText(p=[Paragraph(pPr=look, endParaRPr=_letters(size))])


def _title(text):
    letters = _letters(BIG, b=True)
    run = RegularTextRun(rPr=letters, t=ILLEGAL_CHARACTERS_RE.sub("", text))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
