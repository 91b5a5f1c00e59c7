"""Workbooks of the tests, written part by part, so that each can be broken in one place."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
DATE_STYLE = '<numFmts/><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'


def cell(ref, value, kind="n", more=""):
    """One cell as XML; `more` are its other attributes or, with <, its other elements."""
    inside, attributes = (more, "") if more.startswith("<") else ("", more)
    return f'<c r="{ref}" t="{kind}" {attributes}>{inside}<v>{value}</v></c>'


def text(ref, value):
    return f'<c r="{ref}" t="inlineStr"><is><t>{value}</t></is></c>'


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


HEADER = row(1, text("A1", "Атауы"), text("B1", "Саны"))


def parts(*sheets, main=PLAIN, properties="", strings="", styles=DATE_STYLE):
    """The parts {path: XML} of a workbook; a sheet is the XML of its rows, or (rows, state)."""
    pairs = [sheet if isinstance(sheet, tuple) else (sheet, "visible") for sheet in sheets]
    made = {
        "[Content_Types].xml": types({"/xl/workbook.xml": main}),
        "xl/workbook.xml": _workbook(pairs, properties),
        "xl/_rels/workbook.xml.rels": _relations(pairs),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    for number, (rows, _state) in enumerate(pairs, 1):
        made[f"xl/worksheets/sheet{number}.xml"] = worksheet(rows)
    return made


def types(overrides):
    more = overrides | {"/xl/sharedStrings.xml": STRINGS, "/xl/styles.xml": STYLES}
    inside = "".join(f'<Override PartName="{k}" ContentType="{v}"/>' for k, v in more.items())
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{inside}</Types>'


def worksheet(rows, before="", after=""):
    data = f"<sheetData>{rows}</sheetData>"
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}">{before}{data}{after}</worksheet>'


def _workbook(pairs, properties):
    sheets = "".join(
        f'<sheet name="Парақ {n}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, (_rows, state) in enumerate(pairs, 1)
    )
    inside = f"<workbookPr {properties}/><sheets>{sheets}</sheets>"
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}">{inside}</workbook>'


def _relations(pairs):
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(pairs) + 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def packed(files):
    """The bytes of a zip of {path: text or bytes}."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return made.getvalue()


def workbook(*sheets, **options):
    """The bytes of a workbook of raw sheets."""
    return packed(parts(*sheets, **options))


def book(*rows, title="Іс-шаралар"):
    """The bytes of an ordinary workbook with these rows (lists of values)."""
    made = Workbook()
    made.active.title = title
    for values in rows:
        made.active.append(list(values))
    return saved(made)


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()
