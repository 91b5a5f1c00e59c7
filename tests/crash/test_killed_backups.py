"""kill -9 in a backup, a rehearsal and a restore: what is there is whole, the next one works."""

import random
from pathlib import Path

import pytest
from django.db import connection

from reports.backups import files, keeping
from tests import build
from tests.crash import acts
from tests.crash.conftest import once
from tests.crash.killing import PAUSES, Killing, hold, killed, picture
from tests.reports.published import fill

pytestmark = pytest.mark.django_db(transaction=True)
LAST = 25  # moments of a backup in which its files get their names


def whole_ones(folder):
    """The files (list) that look like a backup; each must be one."""
    found = sorted(folder.glob(f"portal-*{keeping.engine().SUFFIX}"))
    for path in found:
        files.checked(path)
    return found


def torn(folder):
    """The names (set) of what belongs to no whole backup."""
    kinds = ("", *(f".{kind}" for kind in files.KINDS))
    names = {f"{path.name}{kind}" for path in whole_ones(folder) for kind in kinds}
    return {path.name for path in folder.iterdir()} - names


@once
def test_a_backup(times, tmp_path, caplog):
    fill()
    for _number in range(2):  # from the third on an older one goes
        keeping.make(tmp_path)
    moments, cleared = len(killed(acts.walk, acts.back_up, (tmp_path,))), 0
    for seed in range(times):
        rng = random.Random(seed)
        first = rng.choice((1, max(1, moments - LAST)))
        at = rng.randint(first, moments), rng.choice(PAUSES)
        killed(acts.walk, acts.back_up, (tmp_path,), *at)
        assert len(whole_ones(tmp_path)) >= 2, f"seed {seed}: a backup is gone"
        left = torn(tmp_path)
        cleared += bool(left)
        caplog.clear()

        newest = keeping.make(tmp_path, keep=2)

        assert torn(tmp_path) == set(), f"seed {seed}: {left} before"
        assert {name for name in left if name in caplog.text} == left, f"seed {seed}"
        assert whole_ones(tmp_path)[-1] == newest and len(whole_ones(tmp_path)) == 2
    keeping.rehearse(newest)
    assert cleared or times < 10
    print(f"backup: {times} kills, {cleared} left something, which the next one cleared")


@once
def test_a_restore(times, tmp_path):
    fill()
    path = keeping.make(tmp_path)
    build.person("later")
    hold(Killing(acts.bring_back, path, by=acts.walk), times)


@once
def test_a_rehearsal(times, tmp_path):
    fill()
    path, before = keeping.make(tmp_path), picture()
    moments = len(killed(acts.walk, acts.rehearse, (path,)))
    for seed in range(times):
        rng = random.Random(seed)
        killed(acts.walk, acts.rehearse, (path,), rng.randint(1, moments), rng.choice(PAUSES))
        assert picture() == before, f"seed {seed}"

        keeping.rehearse(path)

        assert not beside(), f"seed {seed}"
    print(f"rehearsal: {times} kills")


def beside():
    """What a rehearsal leaves beside the database (list of names)."""
    path = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        found = path.parent.glob(f"{path.name}.rehearsal*")
        return [name for name in found if name.stat().st_size]  # an empty one holds the turn
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%_rehearsal'")
        return cursor.fetchall()
