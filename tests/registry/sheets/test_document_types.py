"""No part of a workbook may have a document type: with it come entities and values of no end."""

import pytest

from tests.registry.sheets import packages as p
from tests.registry.sheets.test_reader import code, rows

PARTS = p.parts(p.HEADER, strings="<si><t>a</t></si>")
# The encoding that a part says it has, and the one that it is written in
ENCODINGS = {
    "UTF-8": "utf-8",
    "utf-8": "utf-8-sig",
    "UTF-16": "utf-16",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
    "windows-1251": "cp1251",
    "KOI8-R": "koi8-r",
    "": "utf-16",
}


def encoded(text, name):
    """A part of a workbook in an encoding, which it says of itself unless the name is empty."""
    declared = f'<?xml version="1.0" encoding="{name}"?>' if name else ""
    return (declared + text).encode(ENCODINGS[name], "xmlcharrefreplace")


@pytest.mark.parametrize(
    "hole",
    [
        "<!DOCTYPE x>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'f'>]>",
        "<!DOCTYPE x PUBLIC 'a' 'f'>",
        "<!DOCTYPE x [<!ATTLIST xf a CDATA 'b'>]>",
        f"<!--{'x' * 300_000}--><!DOCTYPE x>",
        "<?a b?>\n<!-- <a> --><?a <b> ?><!DOCTYPE x>",
    ],
)
@pytest.mark.parametrize("part", PARTS)
def test_a_document_type_is_refused_in_every_part(hole, part):
    assert code(p.packed(PARTS | {part: hole + PARTS[part]})) == "F11"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_encoding_hides_a_document_type(encoding):
    for part, text in PARTS.items():
        assert rows(p.packed(PARTS | {part: encoded(text, encoding)}))
        hidden = encoded("<!-- a -->\n<!DOCTYPE x [<!ENTITY a 'b'>]>" + text, encoding)
        assert code(p.packed(PARTS | {part: hidden})) == "F11"


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "cp037", "idna", "none-such"])
def test_an_encoding_that_hides_its_signs_is_no_xml(encoding):
    files = p.parts(p.HEADER)
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = declared + files["xl/worksheets/sheet1.xml"]
    codec = "utf-8" if encoding in ("idna", "none-such") else encoding
    made = text.encode(codec, "xmlcharrefreplace")

    assert code(p.packed(files | {"xl/worksheets/sheet1.xml": made})) == "F11"


def test_a_document_type_within_or_behind_the_first_element_is_refused():
    hole = "<!DOCTYPE x [<!ENTITY a 'b'>]>"
    within = p.worksheet(p.HEADER, hole)

    assert code(p.packed(PARTS | {"xl/worksheets/sheet1.xml": within})) == "F11"
    for part in PARTS.keys() - {"xl/worksheets/sheet1.xml"}:  # of a sheet, nobody reads it
        assert code(p.packed(PARTS | {part: PARTS[part] + hole})) == "F11"
