"""Workbook -> bytes, the same for the same figures: no person's name, no time but the release's."""

from datetime import UTC
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.writer.excel import ExcelWriter


class _Archive(ZipFile):
    """A zip whose parts all carry one time, since openpyxl gives each the time of writing."""

    def __init__(self, file, moment):
        super().__init__(file, "w", ZIP_DEFLATED)
        self.moment = moment.timetuple()[:6]

    def writestr(self, name, data):
        info = ZipInfo(name, self.moment)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        super().writestr(info, data)

    def write(self, path, name):
        self.writestr(name, Path(path).read_bytes())


def describe(book, title, language, moment):
    """Fill in the properties that a file manager shows: title, language and moment, no people."""
    properties = book.properties
    properties.title, properties.language = title, language
    properties.creator = ""
    properties.lastModifiedBy = None
    properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None)


def pack(book):
    """The bytes of a workbook that `describe` has filled in."""
    file = BytesIO()
    ExcelWriter(book, _Archive(file, book.properties.created)).save()
    return file.getvalue()
