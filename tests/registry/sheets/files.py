"""Files of the tests for the sheets of the sections, and what comes of checking them."""

from datetime import date

from django.utils.translation import override

from registry.sheets.checking import check
from registry.sheets.intake import Intake
from registry.sheets.layouts import LAYOUTS
from tests.registry.sheets import packages

TODAY = date(2026, 12, 1)
BY_KEY = {layout.key: layout for layout in LAYOUTS}
EVENT = {
    "held_on": "24.10.2026",
    "title": "Достық күні",
    "place": "Есіл ауданы",
    "scope": "өңірлік",
    "topic": "спорт",
    "attendance": 120,
}
COUNCIL = {"level": "өңірлік", "name": "Бірлік", "opened_on": "01.03.2015", "members": 12}


def heading(layout, name, language="kk"):
    """The heading of a column as it is printed in a language."""
    with override(language):
        return next(c.headings()[0] for c in BY_KEY[layout].all_columns if c.name == name)


def sheet(key, *rows, language="kk", names=None):
    """The rows (lists) of a sheet: every heading, then these rows (dicts of cells)."""
    names = names or [column.name for column in BY_KEY[key].all_columns]
    return [
        [heading(key, n, language) for n in names],
        *([row.get(n) for n in names] for row in rows),
    ]


def file(key, *rows, **options):
    """The bytes of a workbook with one sheet."""
    with override("kk"):
        title = BY_KEY[key].sheet_title()
    return packages.book(*sheet(key, *rows, **options), title=title)


def checked(user, section, data, unit="KZ-71", year=2026, name="a.xlsx"):
    """What the portal says of a file."""
    return check(name, data, Intake(user, unit, year, section, TODAY))


def codes(result):
    """(code, row number, column name or "") of each message that stops the import."""
    return [(m.number, m.place and m.place.row, m.place and m.place.column) for m in result.errors]
