"""Each bound has a file that passes it and is refused, and one within it that is read."""

from dataclasses import fields, replace

import pytest

from registry.sheets import reader
from registry.sheets.bounds import PAGE, Bounds
from registry.sheets.messages import Problem, Refused
from tests.registry.sheets import packages as p

ONE = p.cell("A2", 1)
FOUR = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(4))
WHOLE = p.parts(p.HEADER + p.row(2, ONE))
LARGEST = max(len(part.encode()) for part in WHOLE.values())
# bound: (its value, a file within it, a file beyond it, the code)
FILES = {
    "size": (3_000, p.packed(WHOLE), p.packed(WHOLE) + bytes(3_000), "F03"),
    "parts": (6, p.packed(WHOLE), p.packed(WHOLE | {"a": "", "b": ""}), "F14"),
    "unpacked": (9_000, p.packed(WHOLE), p.packed(WHOLE | {"a": " " * 9_000}), "F14"),
    "part": (LARGEST, p.packed(WHOLE), p.packed(WHOLE | {"a": " " * (LARGEST + 1)}), "F14"),
    "index": (
        2_000,
        p.packed(WHOLE),
        p.packed(WHOLE | {"xl/workbook.xml": WHOLE["xl/workbook.xml"] + " " * 2_000}),
        "F14",
    ),
    "styles": (500, p.packed(WHOLE), p.workbook(p.HEADER, styles="<a/>" * 200), "F14"),
    "strings": (500, p.packed(WHOLE), p.workbook(p.HEADER, strings="<si/>" * 200), "F14"),
    "tags": (100, p.packed(WHOLE), p.workbook(p.HEADER, strings="<si/>" * 200), "F14"),
    "sheet_tags": (50, p.packed(WHOLE), p.workbook(p.HEADER + FOUR * 3), "F14"),
    "row_tags": (2_000, p.packed(WHOLE), p.workbook(p.HEADER, p.row(2, "<c/>" * 9_000)), "F14"),
    "row_bytes": (
        20_000,
        p.packed(WHOLE),
        p.workbook(p.HEADER + p.row(2, p.text("A2", "x" * 40_000))),
        "F14",
    ),
    "sheets": (2, p.workbook(p.HEADER, ""), p.workbook(p.HEADER, "", ""), "F14"),
    "rows": (4, p.workbook(FOUR), p.workbook(FOUR * 2), "F12"),
    "columns": (2, p.packed(WHOLE), p.workbook(p.row(1, p.cell("C1", 1))), "F13"),
    "cells": (4, p.workbook(FOUR), p.workbook(FOUR * 2), "F14"),
    "empty": (3, p.workbook(FOUR), p.workbook(FOUR + p.row(9, p.cell("A9", 1))), "F15"),
    "line": (30, b"a;b\r\n1;2\r\n", b"a;b\r\n" + b"1" * 40, "F14"),
}


def name_of(data):
    return "a.xlsx" if data.startswith(b"PK") else "a.csv"


def test_every_bound_is_held_by_a_file():
    assert set(FILES) | {"letters"} == {field.name for field in fields(Bounds)}


@pytest.mark.parametrize("bound", FILES)
def test_a_file_beyond_the_bound_is_refused_and_one_within_is_read(bound):
    value, within, beyond, code = FILES[bound]
    bounds = replace(PAGE, **{bound: value})

    assert reader.read(name_of(within), within, bounds).sheets[0].rows
    with pytest.raises(Refused) as refused:
        reader.read(name_of(beyond), beyond, bounds)
    assert refused.value.message.code == code
    assert reader.read(name_of(beyond), beyond).sheets  # it is this bound that refuses it


def test_a_cell_of_too_many_letters_is_told_at_its_address_and_never_cut():
    data = p.workbook(p.HEADER + p.row(2, p.text("A2", "ұ" * (PAGE.letters + 1))))

    found = reader.read("a.xlsx", data).sheets[0].rows[1].cells[1]

    assert isinstance(found, Problem) and found.message.code == "R13"
