"""Files as nobody sends them on purpose: seeded changes of bytes, of parts, of cells, of lines."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

from tests.registry.sheets import damage
from tests.registry.sheets.packages import saved

ODD = [
    "", " ", "\u00a0", "0", "-1", "−5", "1,200", "252,5", "1e999", "9" * 400, "١٢", "²", "NaN",
    "=1+1", "=cmd|' /C calc'!A0", "+7", "@x", "{0} {v} %s %(x)s", "<b>&amp;</b>", "'; DROP",
    "Ұ" * 6000, "\u202e\u200b\ufeff", "e\u0301" * 50, "\U0001f600", "_x0000_", "_xD800_", "№ 7",
    "31.02.2026", "29.02.2025", "00.00.0000", "24.10.26", "0001-01-01", "9999-12-31", "24/10/2026",
    "Дocтық", "\r\n\t", "true", "#REF!", "../../etc/passwd", "қазақ;корей,,;",
    0, -1, 0.1, 1e308, -1e308, 2**63, 10**20, True, 45000, 45000.5,
]  # fmt: skip
NUMBERS = ["0", "-1", "1E999", "-1E308", "1048577", "9" * 30, "NaN", "inf", "", "１", "1.5", "x"]
BYTES = [
    b"\x00",
    b"\xff",
    b"<",
    b"&",
    b"&#0;",
    b"&#x1F600;",
    b'"',
    b"]]>",
    b"\xef\xbb\xbf",
    b"<!--",
]
XML_NUMBER = re.compile(rb'(?<=[">])-?[0-9.]+(?=["<])')
TAG = re.compile(rb"<[^<>]+>")
ATTRIBUTE = re.compile(rb' (t|s|r|state|date1904|Type|Id|name|numFmtId|spans|Target)="([^"]*)"')
WORDS = ["s", "n", "b", "e", "d", "str", "inlineStr", "", "x", "hidden", "veryHidden", "visible"]
WORDS += ["A1", "ZZ9", "XFE1", "B", "7", "1", "0", "-1", "4294967296", "1 2", "rId1", "a" * 999]
TYPES = [
    b'<!DOCTYPE x [<!ENTITY a "1">]>', b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x [<!ATTLIST c t CDATA "b">]>', b"<!DOCTYPE x>", b"<?xml-stylesheet href='x'?>",
    b"\xef\xbb\xbf", b"\xff\xfe", b"<!---->", b'<?xml version="1.1"?>', b" ", b"\n" * 99,
]  # fmt: skip
ENTITIES = [b"&a;", b"&amp;", b"&#x0;", b"&#65;", b"&#xD800;", b"&lt;!", b"<![CDATA[<]]>", b"&b;"]


def workbook(data, rng):
    """A workbook (bytes) changed in one of many ways; `rng` is a random.Random."""
    way = rng.choice((_bytes, damage.damaged, _part, _part, _part, _part, _cells, _parts))
    try:
        return way(data, rng)
    except Exception:  # an earlier change has left no workbook
        return _bytes(data, rng)


def lines(text, rng):
    """A .csv file (bytes) changed in one of many ways."""
    text = _odd_line(text, rng) if rng.random() < 0.7 else text
    text = text.replace(";", rng.choice([";", ",", "\t", "|", ";;"]))
    data = text.encode(rng.choice(["utf-8", "utf-8-sig", "utf-16", "kz1048", "cp866"]), "replace")
    return _bytes(data, rng) if rng.random() < 0.5 else data


def _odd_line(text, rng):
    rows = text.split("\r\n")
    place = rng.randrange(len(rows))
    cells = rows[place].split(";")
    cells[rng.randrange(len(cells))] = str(rng.choice(ODD)) + rng.choice(["", '"', "\n"])
    rows[place] = ";".join(cells)
    return "\r\n".join(rows * rng.choice([1, 1, 2]))


def _bytes(data, rng):
    """Some bytes flipped, put in, cut out, said twice; or the end is missing."""
    changed = bytearray(data)
    for _time in range(rng.randint(1, 8)):
        at = rng.randrange(len(changed) or 1)
        end = at + rng.randint(1, 40)
        what = rng.randrange(5)
        if what == 0 and changed:
            changed[at % len(changed)] = rng.randrange(256)
        elif what == 1:
            changed[at:at] = rng.choice(BYTES)
        elif what == 2:
            del changed[at:end]
        elif what == 3:
            changed[at:at] = changed[at:end] * rng.randint(1, 50)
        elif rng.random() < 0.2:
            del changed[at:]
    return bytes(changed)


def _part(data, rng):
    """One part of the workbook is changed, and the rest is whole."""
    parts = _parts_of(data)
    name = rng.choice(list(parts))
    parts[name] = rng.choice((_bytes, _numbers, _tags, _attributes, _types))(parts[name], rng)
    return _packed(parts)


def _parts(data, rng):
    """A part is missing, is another one, or is there under another name."""
    parts = _parts_of(data)
    one, other = rng.choice(list(parts)), rng.choice(list(parts))
    what = rng.randrange(4)
    if what == 0:
        del parts[one]
    elif what == 1:
        parts[one] = parts[other]
    elif what == 2:
        parts[one.upper()] = parts.pop(one)
    else:
        parts["xl/" + rng.choice(["../a", "vbaProject.bin", "é.xml", "a" * 300])] = parts[one]
    return _packed(parts)


def _numbers(xml, rng):
    """Numbers of the XML become odd ones: of rows, styles, shared texts, sheets, values."""
    share = rng.choice([0.02, 0.2])

    def odd(match):
        return rng.choice(NUMBERS).encode() if rng.random() < share else match[0]

    return XML_NUMBER.sub(odd, xml)


def _tags(xml, rng):
    """Tags are left out, doubled or put elsewhere."""
    found = TAG.findall(xml) or [b"<x>"]
    share = 2 / len(found)

    def odd(match):
        if rng.random() > share:
            return match[0]
        return rng.choice([b"", match[0] * 2, rng.choice(found), b"<a:b xmlns:a='x'>"])

    return TAG.sub(odd, xml)


def _attributes(xml, rng):
    """Attributes say another type, style, address, state or relation, or are there twice."""
    share = rng.choice([0.02, 0.2])

    def odd(match):
        if rng.random() > share:
            return match[0]
        word = rng.choice(WORDS).encode()
        return rng.choice([b' %b="%b"' % (match[1], word), b"", match[0] * 2])

    return ATTRIBUTE.sub(odd, xml)


def _types(xml, rng):
    """A document type, a mark or a declaration stands before, entities in the texts."""
    begin = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") and rng.random() < 0.8 else 0
    xml = xml[:begin] + rng.choice(TYPES) + xml[begin:]
    places = [match.end() for match in TAG.finditer(xml)]
    at = rng.choice(places) if places else 0
    return xml[:at] + rng.choice(ENTITIES) + xml[at:]


def _cells(data, rng):
    """Cells hold odd values, headings move, rows repeat: what people do to a file."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    for _time in range(rng.randint(1, 12)):
        first = 1 if rng.random() < 0.1 else 2
        row, column = rng.randint(first, sheet.max_row + 1), rng.randint(1, sheet.max_column)
        cell = sheet.cell(row, column)
        what = rng.random()
        if what < 0.8:
            cell.value = _legal(rng.choice(ODD))
        elif what < 0.9:
            cell.number_format = rng.choice(["dd.mm.yyyy", "[h]:mm", "@", "0%", "General"])
        elif what < 0.95:
            sheet.insert_rows(row, rng.randint(1, 3))
        else:
            sheet.title = rng.choice(["'x'", "a!b", "Ұзақ " * 6, "Қателер"])[:31]
    if rng.random() < 0.1:
        sheet.sheet_state = "hidden"
        book.create_sheet(str(rng.random()))
    return saved(book)


def _legal(value):
    """What openpyxl agrees to write."""
    return re.sub("[\x00-\x08\x0b-\x1f]", "", value) if isinstance(value, str) else value


def _parts_of(data):
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts):
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()
