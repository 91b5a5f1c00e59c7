"""The file of each coordinator: so many events of the open year, all of them right."""

from datetime import date, timedelta

from tests.bench import sheets

YEAR, LAST = 2024, date(2024, 9, 30)  # the open year of the demo, and its last day


def file_of(unit, rows):
    """The bytes of a workbook with `rows` (int) new events of a unit (code)."""
    return sheets.workbook(_row(unit, number) for number in range(rows))


def _row(unit, number):
    day = date(YEAR, 1, 8) + timedelta(number % (LAST - date(YEAR, 1, 8)).days)
    title = f"{unit} {number * 7919 % 1_000_003:x} {number}"
    return sheets.row(number) | {"held_on": day, "title": title, "attendance": 10 + number % 50}
