"""kill -9 in an import, an undo, a publication and the loading of the demo: all or nothing.

What is compared is every row of every table: records and their history, receipts, returns,
releases and figures.  Afterwards the same act works, whatever the killed one left.
"""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from registry import demo
from registry.models import Event, ImportBatch, User
from registry.sheets import importing
from reports import releasing
from reports.models import Release
from tests import build, cast
from tests.crash import acts
from tests.crash.conftest import TIMES, once, times
from tests.crash.killing import Killing, counts, end_of, hold, picture
from tests.registry.sheets.files import EVENT, file
from tests.registry.sheets.test_importing import sent
from tests.reports.published import fill

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [
    EVENT | {"held_on": "24.10.2023", "title": f"Іс-шара {n}", "role_elders": "қатысушы"}
    for n in range(6)
]


def checked_file():
    """The token of a file that adds events, and changes one that is there."""
    build.reporting_year(2023)
    old = build.event("KZ-71", "2023-05-01", title="Ескі", place="Зал", topic="sport")
    same = {"number": old.pk, "title": "Ескі", "place": "Зал", "topic": "спорт", "attendance": 31}
    data = file("events", *ROWS, EVENT | same | {"held_on": "01.05.2023"})
    _upload, token = sent(cast.bolat(), "events", data, year=2023)
    return token


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


@once
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
    killing = Killing(acts.load_demo)
    killing.finish()
    ends = Counter()
    for seed in range(TIMES):
        end = end_of(killing, killing.kill_some_time, seed)
        ends[end] += 1
        if end == "all":
            with pytest.raises(CommandError):
                killing.again()
        elif seed % 25 == 24:
            killing.again()
            assert counts(picture()) == counts(killing.all), seed
        else:
            demo._refuse_unless_empty()
    print(f"load_demo: {TIMES} kills, {dict(ends)}")
