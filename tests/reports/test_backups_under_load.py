"""A backup that is made while others write is one moment, and is restored with every figure."""

import threading
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from registry.models import Event, User
from reports.backups import keeping, sqlite

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
ROUNDS = 50  # in `make soak`


@contextmanager
def writing_on():
    """Somebody writes within, again and again; gives the list of what was written.

    A figure and a count move together: a backup of two moments would tell one without the other.
    """
    ended, written = threading.Event(), []
    event = Event.objects.filter(held_on__year=2023).first()
    days = [event.held_on, event.held_on.replace(year=2024)]

    def write():
        try:
            while not ended.wait(0.01):  # the others get their turn
                with transaction.atomic():
                    Event.objects.filter(pk=event.pk).update(held_on=days[len(written) % 2])
                    user = User.objects.create(username=f"writer-{len(written)}")
                    user.groups.add(Group.objects.first())
                written.append(user.pk)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield written
    finally:
        ended.set()
        writer.join(timeout=60)


@pytest.mark.parametrize(
    "rounds", [1, pytest.param(ROUNDS, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_it_is_one_moment_while_others_write(rounds, tmp_path, monkeypatch):
    """Each backup is restored, and every figure of it compared."""
    monkeypatch.setattr(sqlite, "PAGES", 100)
    ungrouped = User.objects.count() - User.groups.through.objects.count()
    during = []
    with writing_on() as written:
        for _round in range(rounds):
            before = len(written)
            path = keeping.make(tmp_path, keep=1)
            during.append(len(written) - before)
            rows = keeping.rehearse(path)["rows"]
            assert rows["registry_user"] - rows["registry_user_groups"] == ungrouped
    assert min(during) > 0
    print(f"{rounds} backups restored; during each {min(during)} to {max(during)} writes")
