"""S6: ten thousand rows of a sheet taken in, against django-import-export's default.

Half of the rows are there already and unchanged.  Ours reads the workbook, validates every cell,
keeps addresses and writes events, participations and history.  The default reads the same workbook
and does the same work by its two resources, one after the other: the events, then their
participations, for which it is given the numbers of the events.  Saving keeps history there too.
"""

from io import BytesIO

from django.db import connection, transaction
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget
from openpyxl import load_workbook
from tablib import Dataset

from registry.models import Event, Participation, Region
from registry.sheets.answers import the_same_for_all
from registry.sheets.checking import check
from registry.sheets.importing import take_in
from registry.sheets.layouts import EVENTS
from registry.text import search_key
from tests.bench import sheets
from tests.bench.loading import _copy, _insert_many
from tests.bench.rows import at
from tests.bench.timing import once

NAME = "S6 ten thousand rows imported"
ROWS, FASTER = 10_000, {"sqlite": 10, "postgresql": 25}
ROUNDS = 3  # of ours; the best counts.  The default takes too long for more than one
PAGE, PAGE_LIMIT = 750, 2_000  # rows of a usual file, milliseconds of its check
NAMES = ("held_on", "title", "place", "scope", "topic", "attendance")


class Plain(ModelResource):
    """The resource that the package's own guide would have us write."""

    region = Field("region", "region", ForeignKeyWidget(Region, "code"))

    class Meta:
        model = Event
        fields = ("region", *NAMES)
        import_id_fields = ("region", "held_on", "title", "place")


class PlainPart(ModelResource):
    """The same for the participations: an event has one of a kind."""

    class Meta:
        model = Participation
        fields = ("event", "kind", "role")
        import_id_fields = ("event", "kind")


def measure(place):
    with sheets.coordinator() as intake:
        rows = [sheets.row(number) for number in range(ROWS)]
        sheets.known(rows[: ROWS // 2])
        data = sheets.workbook(rows)
        runs = [_ours(intake, data) for _round in range(ROUNDS - 1)]
        default = _default(data)
        ours = min(*runs, _ours(intake, data))  # noise falls on both alike
        limit = _limit(data)
    with sheets.coordinator() as intake:
        usual = _usual(intake)
    yield at(
        place,
        NAME,
        ours,
        against="import-export's default",
        against_value=default,
        bound="at least",
        target=FASTER[place.database],
    )
    yield at(
        place,
        f"{NAME}, limit",
        ours,
        against="openpyxl and bare INSERT, no rule, no history",
        against_value=limit,
        bound="at most",
        target=5,
    )
    yield at(
        place,
        "S6 750 rows checked",
        usual,
        against="two seconds",
        against_value=PAGE_LIMIT,
        bound="at least",
        target=1,
    )


def _undone(work):
    """The milliseconds of a work that is rolled back, and its result."""
    with transaction.atomic():
        spent = once(work)
        transaction.set_rollback(True)
    return spent


def _ours(intake, data):
    def work():
        result = check("a.xlsx", data, intake)
        return take_in(result, "a.xlsx", "", the_same_for_all(result, "—"))

    spent, batch = _undone(work)
    assert (batch.added, batch.unchanged) == (ROWS // 2, ROWS // 2), "ours took other rows"
    return spent


def _default(data):
    """Its own reader, its own row by row."""

    def work():
        read = Dataset().load(data, format="xlsx")
        plain = Dataset(headers=["region", *NAMES])
        places = {column.name: n for n, column in enumerate(EVENTS.all_columns)}
        for row in read:
            plain.append([sheets.UNIT, *(row[places[name]] for name in NAMES)])
        events = Plain().import_data(plain, raise_errors=True)
        parts = Dataset(headers=["event", "kind", "role"])
        parts.extend([pk, "elders", "took_part"] for pk in _numbers())
        return events, PlainPart().import_data(parts, raise_errors=True)

    spent, results = _undone(work)
    assert [r.totals["new"] for r in results] == [ROWS // 2] * 2, "the default took other rows"
    return spent


def _numbers():
    events = Event.objects.filter(region=sheets.UNIT, year=sheets.YEAR).order_by("pk")
    return events.values_list("pk", flat=True)


def _limit(data):
    """What the database and the reader cost by themselves."""

    def work():
        sheet = load_workbook(BytesIO(data), read_only=True).worksheets[0]
        places = {column.name: n for n, column in enumerate(EVENTS.all_columns)}
        cells = list(sheet.iter_rows(min_row=2, values_only=True))[ROWS // 2 :]
        last = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
        events = [_event(last + n, row, places) for n, row in enumerate(cells, 1)]
        put = _copy if connection.vendor == "postgresql" else _insert_many
        columns = ("id", "region_id", "title_key", "place_key", *NAMES)
        put(Event._meta.db_table, columns, events)
        parts = [(event[0], "elders", "took_part") for event in events]
        put(Participation._meta.db_table, ("event_id", "kind", "role"), parts)

    return _undone(work)[0]


def _event(pk, row, places):
    values = {name: row[places[name]] for name in NAMES}
    values["held_on"] = values["held_on"].date().isoformat()
    keys = search_key(values["title"]), search_key(values["place"])
    return (pk, sheets.UNIT, *keys, *values.values())


def _usual(intake):
    sheets.known(sheets.row(number) for number in range(PAGE))
    data = sheets.workbook(sheets.row(PAGE + number) for number in range(PAGE))
    runs = [once(lambda: check("a.xlsx", data, intake)) for _round in range(ROUNDS)]
    assert all(len(result.good) == PAGE for _spent, result in runs)
    return min(spent for spent, _result in runs)
