"""A .csv file is read in any usual encoding and with any usual delimiter, or refused."""

import pytest

from registry.sheets.bounds import PAGE
from tests.registry.sheets import packages as p
from tests.registry.sheets.test_reader import code, rows

TEXT = "Атауы;Саны\r\n«Достық» әні;12\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_any_usual_encoding_is_read(encoding):
    expected = [(1, {1: "Атауы", 2: "Саны"}), (2, {1: "«Достық» әні", 2: "12"})]

    assert rows(TEXT.encode(encoding), "a.csv") == expected


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_usual_delimiter_is_found(delimiter):
    text = TEXT.replace(";", delimiter)

    assert rows(text.encode(), "a.csv")[1] == (2, {1: "«Достық» әні", 2: "12"})


def test_the_line_that_names_the_delimiter_is_obeyed():
    assert rows(b"sep=,\r\na;b,c\r\n", "a.csv") == [(1, {1: "a;b", 2: "c"})]


def test_a_quoted_text_of_two_lines_is_one_row():
    found = rows('а;б\r\n"бір\nекі";2\r\nүш;3'.encode(), "a.csv")

    assert found[1:] == [(2, {1: "бір\nекі", 2: "2"}), (3, {1: "үш", 2: "3"})]


def test_lost_kazakh_letters_are_seen():
    cells = rows("Атауы\r\n«?ызылорда к?ні»\r\nНеге?".encode("cp1251"), "a.csv")

    assert cells[1][1][1].message.code == "R18"
    assert cells[2][1][1] == "Неге?"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Ünïcödé;ñ\r\n".encode("latin-1"), "F16"),
        ("а;б".encode("utf-16-le"), "F16"),
        (b"a\x00b;c", "F16"),
        ('а;"б\r\nв'.encode(), "F19"),
        (b"\r\n;;\r\n", "F04"),
        (b";" * PAGE.columns + b"x", "F13"),
    ],
)
def test_what_cannot_be_read_is_refused(data, expected):
    assert code(data, "a.csv") == expected


def test_a_workbook_under_the_name_of_a_csv_is_refused():
    assert code(p.workbook(p.HEADER), "a.csv") == "F02"
