"""The rows of a .csv file in any usual encoding and with any usual delimiter."""

import codecs
import csv
import re
from io import StringIO

from registry.sheets.messages import Problem, Refused
from registry.text import FORMULA

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"))
BOMS += ((codecs.BOM_UTF16_BE, "utf-16"),)
# The Kazakh code page of Windows; its Russian letters are those of the Russian one.
WINDOWS = "kz1048"
CYRILLIC = 0.9  # of the letters beyond Latin, in a file that we take for that code page
MIXED = re.compile(r"[a-z][Ѐ-ԯ]|[Ѐ-ԯ][a-z]", re.I)  # what a file of another code page becomes
SAMPLE = 200_000  # bytes that show what kind of text it is
DELIMITERS = ";\t,|"
# A letter that the saving program could not write
LOST = re.compile(r"[а-яё]\?[а-яё]|(?<![^\s«(\"])\?[а-яё]", re.I)
NAMED = re.compile(r"\Asep=([^\r\n])\r?\n")  # the line that Excel obeys


def rows(data, bounds):
    """Yield (row number, values) of a .csv file (bytes).  Raises Refused (F14, F16, F19)."""
    text = decode(data)
    named, number = NAMED.match(text), 0
    delimiter = named[1] if named else delimiter_of(text)
    body = text[named.end() :] if named else text
    try:
        for number, values in enumerate(_records(body, delimiter, bounds), 1):
            yield number, [_bare(value) for value in values]
    except csv.Error as error:
        raise Refused("F19", n=number + 1) from error


def _bare(value):
    """A text without the apostrophe that keeps it from being a formula in a list of ours."""
    return value[1:] if value[:1] == "'" and value[1:].startswith(FORMULA) else value


def _records(text, delimiter, bounds):
    return csv.reader(_lines(text, bounds.line), delimiter=delimiter, strict=True)


def _lines(text, limit):
    lines = StringIO(text, newline="")
    while line := lines.readline(limit):
        if len(line) == limit:
            raise Refused("F14")
        yield line


def decode(data):
    """The text of a file (bytes): by its mark, as UTF-8, or as the Windows code page."""
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or not _looks_cyrillic(data):
            raise Refused("F16") from error
        text = data.decode(WINDOWS, "replace")
    if "\x00" in text or "\ufffd" in text:
        raise Refused("F16")
    return text


def _looks_cyrillic(data):
    text = data[:SAMPLE].decode(WINDOWS, "replace")
    high = [char for char in text if char > "\x7f"]
    letters = sum("\u0400" <= char <= "\u052f" for char in high)
    mixed = len(MIXED.findall(text))
    return letters >= CYRILLIC * len(high) and mixed <= (1 - CYRILLIC) * letters


def checked(text):
    """A text (str), or the Problem that question marks stand where Kazakh letters were."""
    is_lost = isinstance(text, str) and LOST.search(text)
    return Problem("R18", v=text) if is_lost else text


def delimiter_of(text):
    """The delimiter (str) that stands most often in the first line that is not empty."""
    first = next((line for line in StringIO(text[:SAMPLE]) if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)
