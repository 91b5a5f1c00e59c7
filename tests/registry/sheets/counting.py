"""A second reader: what is filled in a file, by Python's own zip, XML and csv alone.

It shares nothing with registry/sheets and is written from the format, not from that reader: it
goes from relation to relation, keeps no bounds, and believes neither `dimension` nor `r`.
"""

import codecs
import csv
import posixpath
import re
from io import BytesIO, StringIO
from xml.etree.ElementTree import XMLPullParser, fromstring
from zipfile import ZipFile

SEPARATOR = re.compile("sep=([^\r\n])\r?\n")  # a line for the spreadsheet
DELIMITERS = ";,\t|"
BLANK = {*map(chr, [*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])}  # signs of nothing
WITHOUT_CELLS = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
NUMBERED = re.compile("_x([0-9a-f]{4})_", re.I)  # how a workbook spells them


def readings(name, data):
    """What a file may hold: {title of a visible sheet: its filled rows}, a row being its texts.

    A workbook has one reading, lines have one for each sign that may part them.  Raises whatever
    Python raises about a file that it cannot read.
    """
    if name.lower().endswith(".csv"):
        return [{name: _filled(records)} for records in _ways(_text(data))]
    with ZipFile(BytesIO(data)) as archive:
        return [_workbook(archive)]


def below(rows, headings):
    """How many rows (int) are filled below the one that has the most of these headings (texts)."""
    known = [len(set(headings) & set(row)) for row in rows]
    return len(rows) - known.index(max(known)) - 1


def _filled(rows):
    return [row for row in map(_shown, rows) if row]


def _shown(texts):
    return [text for text in texts if any(not (c.isspace() or c in BLANK) for c in text)]


# Lines


def _text(data):
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("kz1048")


def _ways(text):
    """The records of a text, as each delimiter parts them."""
    named = SEPARATOR.match(text)
    body = text[named.end() :] if named else text
    for delimiter in named[1] if named else DELIMITERS:
        yield csv.reader(StringIO(body, newline=""), delimiter=delimiter)


# Workbooks


def _workbook(archive):
    main = _main(archive)
    related = _related(archive, main)
    strings, found = _strings(archive, related), {}
    for sheet in _named(_xml(archive, main), "sheet"):
        kind, path = related[next(v for k, v in sheet.attrib.items() if k.endswith("}id"))]
        if kind not in WITHOUT_CELLS and "idden" not in sheet.get("state", ""):
            rows = _rows(archive.read(path))
            found[sheet.get("name", "")] = _filled(_values(row, strings) for row in rows)
    return found


def _main(archive):
    """The path of the workbook itself: the usual one where nothing that is there says which."""
    try:
        related = _related(archive, "").values()
        main = next(path for kind, path in related if kind == "officeDocument")
    except Exception:
        main = ""
    return main if main in archive.namelist() else "xl/workbook.xml"


def _strings(archive, related):
    """The texts that cells share, from the usual part where nothing that is there says which."""
    said = {path for kind, path in related.values() if kind == "sharedStrings"}
    paths = [path for path in (*said, "xl/sharedStrings.xml") if path in archive.namelist()]
    roots = [root for path in paths if _local(root := _xml(archive, path)) == "sst"]
    return [_letters(text) for text in roots[0]] if roots else []


def _related(archive, path):
    """{id: (kind, path)} of what a part (path) says it belongs with."""
    folder, name = posixpath.split(path)
    root = _xml(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        relation.get("Id"): (
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:],
        )
        for relation in root
    }


def _xml(archive, path):
    return fromstring(archive.read(path))


def _rows(xml):
    """The rows of a worksheet; what follows them need not even be XML."""
    parser, rows = XMLPullParser(["end"]), []
    parser.feed(xml)
    for _event, element in parser.read_events():
        if _local(element) == "row":
            rows.append(element)
        elif _local(element) == "sheetData":
            return rows
    parser.close()
    return rows


def _values(row, strings):
    """What the cells of a row show; a formula without a value shows something too."""
    for cell in _named(row, "c"):
        value = "".join(v.text or "" for v in _named(cell, "v"))
        if cell.get("t") == "s" and value:
            yield strings[int(value)]
        elif value:
            yield value
        else:
            is_asked = _named(cell, "f") and cell.get("t") != "str"
            yield "=" if is_asked else "".join(map(_letters, _named(cell, "is")))


def _letters(text):
    """A shared or inline text without how it sounds."""
    runs = [text, *(part for part in text if _local(part) == "r")]
    letters = "".join(t.text or "" for run in runs for t in run if _local(t) == "t")
    return NUMBERED.sub(lambda found: chr(int(found[1], 16)), letters)


def _named(element, name):
    return [part for part in element.iter() if _local(part) == name]


def _local(element):
    return element.tag.rpartition("}")[2]
