"""The doors of Excel in: sheets that name the other unit, by number, by key and in every link.

They go the way of a person: template, upload, check, confirm.  A sheet of tomorrow is covered by
its layout.  (A21 to A25 of the list of holes; undo and foreign files are addresses.)
"""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from registry import sections
from registry.sheets.columns import Link, Place
from registry.sheets.layouts import LAYOUTS
from tests.registry.visitor import their_rows

YEAR = 2024  # of the rows in anyrow.py
DOORS = []


def door(function):
    DOORS.append(function)
    return function


@door
def imports(visitor, model):
    """Every sheet of a model with a stolen number, a foreign key and foreign links."""
    for layout in LAYOUTS:
        unit = visitor.own.unit
        if layout.model is model and sections.BY_KEY[layout.section].units([unit]):
            # Who is refused with the first sheet is refused with all.
            all(_take_in(visitor, layout.section, sheet) for sheet in _sheets(visitor, layout))


def _sheets(visitor, layout):
    """Workbooks (bytes) of the own unit that lead to the other one, each in one way."""
    own, theirs = visitor.own[layout.model], visitor.foreign[layout.model]
    yield _sheet(visitor, layout, {})
    yield _sheet(visitor, layout, {"number": theirs.pk})
    for column in layout.columns:
        if isinstance(column.cell, Link):
            key = visitor.foreign[column.cell.model].pk
            yield _sheet(visitor, layout, {column.name: f"№ {key}"})
            yield _sheet(visitor, layout, {column.name: f"№ {key}", "number": own.pk})
        if isinstance(column.cell, Place):
            yield _sheet(visitor, layout, {column.name: visitor.foreign.unit})


def _sheet(visitor, layout, changes):
    """The filled template of the own unit with the first row changed."""
    book = load_workbook(BytesIO(visitor.world.template(layout.section)))
    page = book[_title(layout)]
    names = [column.name for column in layout.all_columns]
    changes = {"number": None} | changes if changes else {}
    for name, value in changes.items():
        page.cell(2, names.index(name) + 1).value = value
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _title(layout):
    """The name of a layout's page in the template, whatever language the last page left behind."""
    with translation.override(settings.LANGUAGE_CODE):
        return layout.sheet_title()


def _take_in(visitor, section, data):
    """Upload a workbook and confirm it, whole or its good rows; nothing foreign may move.

    Gives whether the portal took the file to check it.
    """
    start = reverse("admin:import_section", args=[visitor.own.unit, YEAR, section])
    before = their_rows()
    file = SimpleUploadedFile("sheet.xlsx", data)
    answer = visitor._look(visitor.client.post(start, {"file": file}), f"POST {start}")
    visitor.control(answer.status_code == 302, f"a sheet is taken for {start}")
    if answer.status_code != 302 or "/login/" in answer.headers["Location"]:
        return False
    check = answer.headers["Location"]
    page = visitor.get(check)
    visitor.control(page.status_code == 200, f"the sheet is checked: {check}")
    token = page.context["picture"].token if page.context and "picture" in page.context else "x"
    for what in ("whole", "good"):
        visitor.post_own(check, {"token": token, "what": what})
    for name in ("marked.xlsx", "rest.xlsx"):
        visitor.get(check + name)
    if their_rows() != before:
        visitor.note(f"foreign rows changed by an import of {section}")
    return True
