"""A part of a workbook that is handed to the parser piece by piece, and no further than needed."""

import re
from itertools import chain
from xml.parsers import expat

from registry.sheets.messages import Refused

PIECE = 16 * 1024
# The parser looks at a comment from its beginning with every piece: it gets few large ones.
PIECES = 16
# A tag that may be cut in two by the end of a piece is no longer than this.
TAIL = 40
PREFIX = rb"(?:[^\s<>/:]+:)?"
# A value, or a sign of an encoding in which it would be spelled otherwise
VALUE = re.compile(rb"\0|<%b(?:v|is)[\s>]" % PREFIX)
ROWS = re.compile(rb"<%bsheetData[\s/>]" % PREFIX)


class EndOfRows(Exception):
    """What follows is not rows: the parser must not waste its time on it."""


class Source:
    """A file for `iterparse`.  Refuses (F14) an element that no sane file has.

    `element` is the row or text that may have `bounds.row_tags` tags and `bounds.row_bytes` bytes;
    all together may have `total` tags.  After the end of `last` the reading ends by EndOfRows.
    """

    def __init__(self, part, bounds, element, total=None, last=None):
        self.part, self.bounds, self.total = part, bounds, total
        self.end, self.last = _end_of(element), last and _end_of(last)
        self.tags = self.bytes = 0
        self.tail = self.rest = b""
        self.is_over = False
        self.prolog = Prolog()
        self.first_empty = None  # the number of the row after which a long run of empty ones began

    def read(self, _size=-1):
        if self.is_empty:
            self._refuse_values()
        if self.is_over:
            raise EndOfRows
        piece = b"".join(self._counted())
        self.prolog.look(piece)
        return piece

    @property
    def is_empty(self):
        """Whether the reading ended because only empty rows were left."""
        return self.first_empty is not None

    def finish(self):
        """Read what nobody parses: no rows may stand there, and the checksum is compared."""
        before = b""
        for piece in chain([self.rest], iter(lambda: self.part.read(PIECE * PIECES), b"")):
            if ROWS.search(before + piece):
                raise Refused("F11")
            before = piece[-TAIL:]

    def _counted(self):
        """The next pieces, up to the end of what is read."""
        for _number in range(PIECES):
            if not self.is_over and (piece := self.part.read(PIECE)):
                self._count(piece)
                yield self._cut(piece) if self.last else piece

    def _refuse_values(self):
        """Look through what nobody will parse: no value may be lost there."""
        while not self.is_over and (piece := self.part.read(PIECE * 16)):
            before = self.tail
            if VALUE.search(before + self._cut(piece)):
                raise Refused("F15", n=self.first_empty, max=self.bounds.empty)
        self.is_over = True

    def _count(self, piece):
        rest = piece
        for match in self.end.finditer(piece):
            rest, self.tags, self.bytes = piece[match.end() :], 0, 0
        self.tags += rest.count(b"<")
        self.bytes += len(rest)
        if self.total is not None:
            self.total -= piece.count(b"<")
        is_huge = self.tags > self.bounds.row_tags or self.bytes > self.bounds.row_bytes
        if is_huge or (self.total is not None and self.total < 0):
            raise Refused("F14")

    def _cut(self, piece):
        """The piece up to the end of the last element; that end may lie across two pieces."""
        match = self.last.search(self.tail + piece)
        if match:
            end = max(match.end() - len(self.tail), 0)
            self.is_over, self.rest = True, piece[end:]
            return piece[:end]
        self.tail = piece[-TAIL:]
        return piece


class Prolog:
    """Refuses (F11) a document type, which no workbook has.

    With it come entities, and values that every element has unless it says otherwise: expat, since
    2.4.0, ends a text of entities that grows a hundredfold, but not such values.  It can only stand
    before the first element, so Python's quick parser may have the rest.  Both are the same expat:
    they take a part for XML of the same encoding, or for none.
    """

    def __init__(self):
        self.is_over, self.parser = False, expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._end

    def look(self, piece):
        """Look at the next piece (bytes), as long as the first element has not begun."""
        if not self.is_over:
            self.parser.Parse(piece)

    def _refuse(self, *_declared):
        raise Refused("F11")

    def _end(self, *_element):
        self.is_over = True


def has_document_type(data):
    """Whether a part (bytes) has a document type; what is not XML has none."""
    try:
        Prolog().look(data)
    except Refused:
        return True
    except expat.ExpatError:
        pass  # a picture, or broken: whoever parses it finds the same
    return False


def _end_of(element):
    name = PREFIX + element.encode()
    return re.compile(rb"</%b\s*>|<%b(?:\s[^<>]*)?/>" % (name, name))
