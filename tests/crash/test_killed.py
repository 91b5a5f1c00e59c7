"""kill -9 in an import, an undo, a publication and the loading of the demo: all or nothing.

What is compared is every row of every table: records and their history, receipts, returns,
releases and figures.  Afterwards the same act works, whatever the killed one left.
"""

import os
import random
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from registry import demo
from registry.models import Event, ImportBatch, User
from registry.sheets import importing
from reports import releasing
from reports.models import Release
from tests import build, cast, snapshots
from tests.crash import acts
from tests.crash.killing import NAME, Killing, counts, is_sound, picture
from tests.registry.sheets.files import EVENT, file
from tests.registry.sheets.test_importing import sent
from tests.reports.published import fill

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = int(os.environ.get("KILLS", "100"))  # in `make soak`
long = pytest.param(TIMES, marks=pytest.mark.soak)
times = pytest.mark.parametrize("times", [3, long], ids=["short", "long"])
ROWS = [
    EVENT | {"held_on": "24.10.2023", "title": f"Іс-шара {n}", "role_elders": "қатысушы"}
    for n in range(6)
]


@pytest.fixture(autouse=True)
def put_away(django_db_setup):
    yield
    snapshots.forget(NAME)


def checked_file():
    """The token of a file that adds events, and changes one that is there."""
    build.reporting_year(2023)
    old = build.event("KZ-71", "2023-05-01", title="Ескі", place="Зал", topic="sport")
    same = {"number": old.pk, "title": "Ескі", "place": "Зал", "topic": "спорт", "attendance": 31}
    data = file("events", *ROWS, EVENT | same | {"held_on": "01.05.2023"})
    _upload, token = sent(cast.bolat(), "events", data, year=2023)
    return token


def hold(killing, times):
    """Kill an act some times (int): the database is as before or as after, and the act works."""
    killing.finish()
    ends = {"nothing": 0, "all": 0}
    for seed in range(times):
        found = killing.kill(random.Random(seed))
        assert is_sound(), f"seed {seed}: the file is broken"
        assert found in (killing.nothing, killing.all), f"seed {seed}: {unlike(killing, found)}"
        ends["all" if found == killing.all else "nothing"] += 1
        killing.again()
        assert counts(picture()) == counts(killing.all), f"seed {seed}: not done again"
    assert ends["nothing"] or times == 1
    print(f"{killing.act.__name__}: {times} kills, {ends}")


def unlike(killing, found):
    """{table: rows that are neither as before nor as after}, beside those before and after."""
    known = {table: set(killing.nothing[table] + killing.all[table]) for table in found}
    odd = {table: [row for row in rows if row not in known[table]] for table, rows in found.items()}
    return {table: rows for table, rows in odd.items() if rows} or counts(found)


@times
def test_an_import(times):
    killing = Killing(acts.take_in, checked_file(), "bolat")
    hold(killing, times)

    batch = ImportBatch.objects.get()
    assert (batch.added, batch.updated) == (len(ROWS), 1)
    assert Event.objects.count() == batch.rows.count() == len(ROWS) + 1


@times
def test_an_undo(times):
    batch = importing.confirm(checked_file(), User.objects.get(username="bolat"))
    hold(Killing(acts.take_back, batch.pk, "bolat"), times)

    assert Event.objects.get().attendance == 30
    assert ImportBatch.objects.get().undone_at


@pytest.mark.parametrize("times", [1, long], ids=["short", "long"])
def test_a_publication(times):
    fill()
    editor, approver = (build.person(n, f"{n}s") for n in ("editor", "approver"))
    releasing.build(2023, editor)
    past = timezone.now() - timedelta(minutes=1)
    Release.objects.update(
        state="proposed",
        proposed_by=editor,
        proposed_at=past,
        approved_by=approver,
        approved_at=past,
        publish_at=past,
    )
    hold(Killing(acts.publish), times)

    assert Release.objects.get().state == "published"


def test_the_beginning_of_the_demo():
    """Cheap: the whole load takes a minute, and `make soak` kills all of it."""
    rng = random.Random(2023)
    killing = Killing(acts.load_demo)

    assert killing.kill_at(rng.randint(100, 400), rng) == killing.nothing
    demo._refuse_unless_empty()


@pytest.mark.soak
def test_the_whole_demo():
    """The accounts have random salts: the end is told by the number of rows."""
    killing = Killing(acts.load_demo)
    killing.finish()
    for seed in range(TIMES):
        found = killing.kill(random.Random(seed))
        is_there = found != killing.nothing
        assert is_sound() and (not is_there or counts(found) == counts(killing.all)), seed
        if is_there:
            with pytest.raises(CommandError):
                killing.again()
        elif seed % 10 == 0:
            killing.again()
            assert counts(picture()) == counts(killing.all), seed
        else:
            demo._refuse_unless_empty()
