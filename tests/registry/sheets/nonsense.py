"""The files of the fuzz: a seed (int) gives one of them, the same on every machine."""

import random
from functools import cache

from tests.registry.sheets import mutations, odd_lines, odd_workbooks
from tests.registry.sheets.files import COUNCIL, EVENT, file, sheet

OUTLET = {"name": "Дидар", "form": "газет", "opened_on": "01.02.2020", "languages": "корей тілі"}
EVENTS = [EVENT | {"title": f"Іс-шара {n}", "role_elders": "қатысушы"} for n in range(8)]
ROWS = {"events": EVENTS, "elders": [COUNCIL], "media": [OUTLET]}
TITLE = "Парақ"


def one(seed):
    """(section, name, bytes) of a file that is odd, damaged or both."""
    rng = random.Random(seed)
    if rng.random() < 0.25:
        return "events", "а.csv", _lines(rng)
    section = rng.choice(list(ROWS))
    data = _odd(section, rng) if rng.random() < 0.3 else _plain(section)
    data = mutations.workbook(data, rng)
    while rng.random() < 0.3:
        data = mutations.workbook(data, rng)
    return section, rng.choice(["а.xlsx"] * 9 + ["а.csv", "а.XLS", "а.xlsm"]), data


def odd(seed):
    """(section, name, bytes) of a workbook in an odd form, with its headings as they should be."""
    rng = random.Random(seed)
    section = rng.choice(list(ROWS))
    return section, "а.xlsx", _odd(section, rng)


@cache
def headings(section):
    return _rows(section)[0]


@cache
def _rows(section):
    return sheet(section, *ROWS[section])


@cache
def _plain(section):
    return file(section, *ROWS[section])


def _odd(section, rng):
    return odd_workbooks.workbook(_rows(section), TITLE, rng)


def _lines(rng):
    texts = [["" if value is None else str(value) for value in row] for row in _rows("events")]
    if rng.random() < 0.5:
        return odd_lines.changed(texts, rng)
    return mutations.lines("\r\n".join(";".join(row) for row in texts), rng)
