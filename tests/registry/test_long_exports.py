"""A list that is long in reading: what limits a page does not end it, and it leaves nothing behind.

Outside of a transaction, as a server reads.
"""

from collections import Counter
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import OperationalError, connection
from django.db.models import Func, TextField, Value
from django.test.utils import CaptureQueriesContext

from registry.models import Event
from registry.sheets import list_files, listing
from tests import build, cast
from tests.registry.doors import sit

pytestmark = pytest.mark.django_db(transaction=True)
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="a matter of its own")
EVENTS = "/admin/registry/event/export/?year=2023"
AT_ONCE, PIECES = 2, 4
TABLE, BESIDE = "registry_event", "registry_participation"
SLEEP, LIMIT = 0.1, 300  # seconds a row; milliseconds a statement
OLDEST_FIRST = "&o=2"


@pytest.fixture(autouse=True)
def many(monkeypatch):
    """Eight events, recorded in another order than that of their days, read two at once."""
    monkeypatch.setattr(listing, "AT_ONCE", AT_ONCE)
    monkeypatch.setattr(list_files, "LINES", AT_ONCE)
    build.reporting_year(2023)
    for number in range(AT_ONCE * PIECES):
        day = date(2023, 1, 1 + number * 5 % 8)
        build.participation(build.event("KZ-10", title=f"Той {number}", held_on=day))


@pytest.fixture
def aigul(client):
    return sit(client, cast.aigul())


def rows(records):
    """The rows of some events (queryset), one after the other."""
    return listing.resource_for(Event, cast.root(), 2023).rows(records)


def numbers(pieces):
    """The numbers of the records (list of int) in the pieces (bytes) of a file."""
    return [int(line.split(b",")[0]) for line in b"".join(pieces).splitlines()[1:]]


@contextmanager
def time_limit(milliseconds):
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {milliseconds}")
        yield
        cursor.execute("RESET statement_timeout")


def kept_results():
    """How many results (int) the database keeps beside for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("asked", "order"), [("", "-held_on"), (OLDEST_FIRST, "held_on")])
def test_the_file_has_every_row_once_in_the_order_of_the_list(aigul, asked, order):
    shown = aigul.get(EVENTS.replace("export/", "") + asked).context["cl"].result_list
    file = aigul.post(EVENTS + asked, {"form": "csv"})

    found = numbers(file.streaming_content)
    assert found == [event.pk for event in shown]
    assert found == list(Event.objects.order_by(order).values_list("pk", flat=True))


def test_records_are_read_once_and_what_stands_beside_them_once_a_piece():
    with CaptureQueriesContext(connection) as asked:
        assert len(list(rows(Event.objects.all()))) == AT_ONCE * PIECES

    said = [query["sql"] for query in asked]
    tables = Counter(name for name in (TABLE, BESIDE) for sql in said if f'FROM "{name}"' in sql)
    assert tables == {TABLE: 1, BESIDE: PIECES}


def test_lines_go_out_many_at_once():
    """The headings first: who waits for the rows of a long list sees that the file has begun."""
    pieces = list(list_files.csv_pieces(["No."], ([n] for n in range(5))))

    assert [piece.count(b"\r\n") for piece in pieces] == [1, 2, 2, 1]


@on_postgresql
def test_a_list_may_take_longer_than_a_statement_of_a_page():
    """The rows of a cursor that is held are kept beside, and no time is counted meanwhile."""
    sleep = Func(Value(SLEEP), function="pg_sleep", output_field=TextField())
    slow = Event.objects.alias(sleep=sleep).filter(sleep__isnull=False)

    with time_limit(LIMIT):
        with pytest.raises(OperationalError, match="statement timeout"):
            list(slow)
        assert len(list(rows(slow))) == AT_ONCE * PIECES


@on_postgresql
def test_no_transaction_is_open_for_as_long_as_the_line_of_a_reader_is_slow():
    """It would keep the database from clearing away what is changed and deleted meanwhile."""
    reading = rows(Event.objects.all())
    next(reading)

    assert connection.connection.info.transaction_status.name == "IDLE"
    assert kept_results() == 1


@on_postgresql
def test_a_reader_who_leaves_midway_leaves_no_rows_with_the_database():
    pieces = list_files.csv_pieces(["No."], rows(Event.objects.all()))
    next(pieces), next(pieces)
    assert kept_results() == 1

    pieces.close()  # as Django does when the connection is gone
    assert kept_results() == 0


def test_a_list_that_the_database_ends_midway_is_no_whole_file(aigul):
    """The error goes up to gunicorn, which breaks off: tests/test_broken_off.py."""
    asked, had = iter(range(PIECES)), []

    def ends(execute, sql, *given):
        if f'FROM "{BESIDE}"' in sql and next(asked) == PIECES - 1:
            raise OperationalError("terminating connection")
        return execute(sql, *given)

    file = aigul.post(EVENTS, {"form": "csv"})
    with connection.execute_wrapper(ends), pytest.raises(OperationalError):
        had.extend(file.streaming_content)

    assert file.status_code == 200
    assert len(numbers(had)) == AT_ONCE * (PIECES - 1)
