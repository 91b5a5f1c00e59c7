"""What is inside an .xlsx before any of it is trusted: parts, sizes, kind, sheets, date styles."""

import posixpath
import re
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from xml.etree.ElementTree import iterparse  # of a Source: it refuses what makes XML dangerous
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from registry.sheets.messages import Refused
from registry.sheets.source import Source

OFFICE = "application/vnd.openxmlformats-officedocument."
PLAIN = f"{OFFICE}spreadsheetml.sheet.main+xml"
STRINGS = f"{OFFICE}spreadsheetml.sharedStrings+xml"
STYLES = f"{OFFICE}spreadsheetml.styles+xml"
TYPES = "[Content_Types].xml"
STRICT = "purl.oclc.org"
# A sign that Excel writes by its number: _x000D_ is the end of a line of old
NUMBERED = re.compile("_x([0-9A-Fa-f]{4})_")
# What another main part says about the file
KINDS = {"binary": ".xlsb", "template.main": ".xltx", "wordprocessing": ".docx"}

# Sheets without cells of their own
OTHER_SHEETS = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
HIDDEN = ("hidden", "veryHidden")

parsed = partial(fromstring, forbid_dtd=True)  # of a small part, to its end


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook: its name, whether people see it, and its file inside."""

    name: str
    is_visible: bool
    path: str


class Package:
    """An opened .xlsx.  Raises Refused (F02, F05, F10, F11, F14) for what is not a plain one."""

    def __init__(self, data, bounds):
        self.bounds = bounds
        self.zip = ZipFile(BytesIO(data))
        self._refuse_odd_parts()
        self.types = self._types()
        self.main = self._main()
        self._read_workbook()

    def _refuse_odd_parts(self):
        parts = self.zip.infolist()
        names = {part.filename for part in parts}
        sizes = [part.file_size for part in parts]
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("F05")
        if len(names) < len(parts) or TYPES not in names:
            raise Refused("F02", v=_kind_of(self.zip) if TYPES not in names else ".zip")
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise Refused("F11")
        too_many = len(parts) > self.bounds.parts or sum(sizes) > self.bounds.unpacked
        if too_many or max(sizes) > self.bounds.part:
            raise Refused("F14")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Refused("F10")

    def read(self, path, limit):
        """A part (bytes) of at most `limit` bytes."""
        if self.zip.getinfo(path).file_size > limit:
            raise Refused("F14")
        return self.zip.read(path)

    def _types(self):
        """{path: content type}, and the types that only stand for an extension under "."."""
        types = {}
        for element in parsed(self.read(TYPES, self.bounds.index)):
            kind = element.get("ContentType", "")
            types[element.get("PartName", f".{element.get('Extension')}").lstrip("/")] = kind
        return types

    def part(self, wanted):
        """The path of the part of a content type, or None."""
        return next((path for path, kind in self.types.items() if kind == wanted), None)

    def _main(self):
        if any("macroEnabled" in kind for kind in self.types.values()):
            raise Refused("F10")
        path = self.part(PLAIN)
        if path is None:
            kinds = " ".join(self.types.values())
            raise Refused("F02", v=next((v for word, v in KINDS.items() if word in kinds), ".zip"))
        return path if not path.startswith(".") else "xl/workbook.xml"

    def _read_workbook(self):
        root = parsed(self.read(self.main, self.bounds.index))
        if STRICT in root.tag:
            raise Refused("F02", v="Strict Open XML")
        targets = self._targets()
        self.is_1904, self.sheets = False, []
        for element in root.iter():
            tag = _local(element.tag)
            if tag == "workbookPr":
                self.is_1904 = element.get("date1904") in ("1", "true")
            elif tag == "sheet" and (path := targets[_relation(element)]):
                is_visible = element.get("state") not in HIDDEN
                self.sheets.append(SheetPart(element.get("name", ""), is_visible, path))
        if len(self.sheets) > self.bounds.sheets:
            raise Refused("F14")
        # A row is known by its sheet and number, and is read once; no program writes this.
        for each in (
            {sheet.name.casefold() for sheet in self.sheets},
            {s.path for s in self.sheets},
        ):
            if len(each) < len(self.sheets):
                raise Refused("F11")

    def _targets(self):
        """{relation: path} of what the workbook consists of; a sheet without cells has None."""
        folder, name = posixpath.split(self.main)
        rels = parsed(self.read(f"{folder}/_rels/{name}.rels", self.bounds.index))
        return {
            rel.get("Id"): None
            if rel.get("Type", "").endswith(OTHER_SHEETS)
            else _path(folder, rel.get("Target", ""))
            for rel in rels
        }

    def strings(self):
        """The texts (list of str) that cells share."""
        path, bounds = self.part(STRINGS), self.bounds
        if path is None:
            return []
        if self.zip.getinfo(path).file_size > bounds.strings:
            raise Refused("F14")
        texts = []
        with self.zip.open(path) as part:
            source = Source(part, bounds, "si", total=bounds.tags)
            for _event, element in iterparse(source):
                if _local(element.tag) == "si":
                    if len(list(element.iter(element.tag))) > 1:
                        raise Refused("F11")  # a text within a text moves the places of all others
                    texts.append(text_of(element))
                    element.clear()
        return texts

    def date_styles(self):
        """The numbers (sets of int) of the cell styles that show a date, and a length of time."""
        path = self.part(STYLES)
        if path is None:
            return set(), set()
        root = parsed(self.read(path, self.bounds.styles))
        formats = dict(BUILTIN_FORMATS)
        for element in root.iter():
            if _local(element.tag) == "numFmt" and element.get("numFmtId"):
                formats[int(element.get("numFmtId"))] = element.get("formatCode") or ""
        cells = next((part for part in root if _local(part.tag) == "cellXfs"), ())
        codes = [formats.get(int(xf.get("numFmtId", 0)), "General") for xf in cells]
        dates = {n for n, code in enumerate(codes) if is_date_format(code)}
        return dates, {n for n, code in enumerate(codes) if is_timedelta_format(code)}


def text_of(element):
    """The text (str) of a shared or inline string; how it sounds (phonetic runs) is left out."""
    if len(element) == 1 and _local(element[0].tag) == "t":  # nearly always
        text = element[0].text or ""
    else:
        runs = [part for part in element if _local(part.tag) == "r"]
        parts = [part for whole in (element, *runs) for part in whole if _local(part.tag) == "t"]
        text = "".join(part.text or "" for part in parts)
    return NUMBERED.sub(lambda sign: chr(int(sign[1], 16)), text) if "_x" in text else text


def _local(tag):
    return tag.rpartition("}")[2]


def _relation(element):
    return next((v for k, v in element.attrib.items() if _local(k) == "id"), None)


def _path(folder, target):
    return target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


def _kind_of(archive):
    return ".ods" if "mimetype" in archive.namelist() else ".zip"
