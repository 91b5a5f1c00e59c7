"""A coordinator with an open year, and the sheets that S6 and S7 take in.  Nothing stays."""

from contextlib import contextmanager
from datetime import date
from io import BytesIO

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import override
from openpyxl import Workbook

from registry.models import Event, Participation, Region, ReportingYear, User
from registry.models.events import Topic
from registry.sheets.intake import Intake
from registry.sheets.layouts import EVENTS
from tests.bench.saving import save

UNIT, YEAR, TODAY = "KZ-71", 2030, date(2030, 12, 31)  # no generated year
TOPICS = [str(value) for value in Topic.values]


@contextmanager
def coordinator():
    """An Intake of the events of a unit in an open year; all is rolled back at the end."""
    with transaction.atomic(), override("kk"):
        ReportingYear.objects.create(year=YEAR, opens_on=date(YEAR, 1, 1), due_on=TODAY)
        user = User.objects.create(username="bench", is_staff=True)
        user.groups.add(Group.objects.get(name="coordinators"))
        user.units.add(UNIT)
        yield Intake(user, UNIT, YEAR, "events", TODAY)
        transaction.set_rollback(True)


def row(number):
    """The cells of an event by name of the column: half of the year's rows share a day."""
    return {
        "held_on": date(YEAR, 1 + number % 12, 1 + number % 28),
        "title": f"{number * 7919 % 1_000_003} іс-шара",
        "place": f"Мәдениет үйі № {number % 300}",
        "scope": "regional",
        "topic": TOPICS[number % len(TOPICS)],
        "attendance": 10 + number % 290,
        "role_elders": "took_part",
    }


def workbook(rows):
    """The bytes of a workbook with these rows (dicts) under our headings."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(EVENTS.sheet_title())
    sheet.append([column.headings()[0] for column in EVENTS.all_columns])
    for cells in rows:
        sheet.append([cells.get(column.name) for column in EVENTS.all_columns])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def known(rows):
    """Store some rows (dicts) beforehand, as an earlier file would have."""
    region = Region.objects.get(pk=UNIT)
    fields = [{k: v for k, v in cells.items() if k != "role_elders"} for cells in rows]
    events = save(Event(region=region, **one) for one in fields)
    save(Participation(event=event, kind="elders", role="took_part") for event in events)
