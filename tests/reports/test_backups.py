"""A backup is one moment of the database, and comes back whole or not at all."""

import hashlib
import json
import os
import threading
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from registry.models import Event, Region, User
from reports.backups import facts, keeping, postgresql, sqlite
from reports.models import Figure, Release

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
ROUNDS = 50 if os.environ.get("SOAK") == "1" else 2
FIGURE = "2023 r1 elders.events KZ-71"


def here():
    with connection.cursor() as cursor:
        return facts.of(cursor, connection.vendor)


def run(name, *args, **options):
    told = StringIO()
    call_command(name, *args, stdout=told, verbosity=0, **options)
    return told.getvalue()


def interrupt(done, total):
    raise KeyboardInterrupt


@pytest.fixture
def backup(tmp_path):
    run("backup", tmp_path)
    return next(path for path in tmp_path.iterdir() if path.suffix in (".sqlite3", ".dump"))


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(sqlite, "PAGES", 100)


def sign_again(path):
    """Checksums for files that were changed by hand."""
    names = [path.name, f"{path.name}.json"]
    sums = [(hashlib.sha256(path.with_name(name).read_bytes()).hexdigest(), name) for name in names]
    text = "".join(f"{digits}  {name}\n" for digits, name in sums)
    path.with_name(f"{path.name}.sha256").write_text(text)


def test_what_was_lost_comes_back_with_its_guards(backup):
    before = here()
    event = Event.objects.first()
    Event.objects.filter(pk=event.pk).update(title="Бүлінген")
    User.objects.create(username="later")
    name = Region.objects.get(pk="KZ-71").name

    with pytest.raises(CommandError, match="in use. --replace"):
        run("restore", backup)
    assert User.objects.filter(username="later").exists()
    told = run("restore", backup, replace=True)

    assert f"{len(before['figures'])} figures" in told and len(before["figures"]) > 3000
    assert here() == before
    assert Event.objects.get(pk=event.pk).title == event.title
    assert Region.objects.get(pk="KZ-71").name == name
    for rows, change in (
        (Release.objects.published(), {"number": 99}),
        (Figure.objects.filter(release__state="published"), {"value": 1}),
    ):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            rows.filter(pk=rows.first().pk).update(**change)
    assert oct(backup.stat().st_mode)[-3:] == "600"


def test_what_was_restored_is_backed_up_and_restored_again(backup, tmp_path):
    before = here()
    run("restore", backup, replace=True)
    run("backup", tmp_path / "second")

    assert "each as it was" in run("rehearse_restore", tmp_path / "second")
    assert here() == before


def test_a_damaged_backup_is_refused(backup):
    before, data = here(), bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)

    for command, options in (("restore", {"replace": True}), ("rehearse_restore", {})):
        with pytest.raises(CommandError, match="its checksum differs"):
            run(command, backup, **options)
    assert here() == before


def test_a_backup_that_cannot_be_read_changes_nothing(backup):
    """Its checksum is right: it was cut before it was signed."""
    before, data = here(), backup.read_bytes()
    backup.write_bytes(data[: len(data) * 2 // 3 // 4096 * 4096])
    sign_again(backup)

    with pytest.raises(CommandError):
        run("restore", backup, replace=True)
    assert here() == before


def test_an_interrupted_backup_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        keeping.make(tmp_path, interrupt)

    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_restore_changes_nothing(backup):
    User.objects.create(username="later")
    before = here()

    with pytest.raises(KeyboardInterrupt):
        keeping.restore(backup, replace=True, step=interrupt)

    assert here() == before


def test_the_rehearsal_names_what_differs(backup, tmp_path):
    before = here()
    said = run("rehearse_restore", tmp_path)
    assert f"{backup.name} can be restored" in said

    notes = backup.with_name(f"{backup.name}.json")
    kept = json.loads(notes.read_text())
    kept["figures"][FIGURE] = "final 1"
    kept["rows"]["registry_event"] += 1
    notes.write_text(json.dumps(kept))
    sign_again(backup)

    with pytest.raises(CommandError) as problem:
        run("rehearse_restore", backup)
    assert f"{FIGURE}: final 1 in the backup, {before['figures'][FIGURE]} restored" in str(
        problem.value
    )
    assert "rows of registry_event" in str(problem.value)
    assert here() == before


def test_it_is_one_moment_while_others_write(tmp_path):
    ended, written = threading.Event(), []

    def write():
        try:
            while not ended.is_set():
                with transaction.atomic():  # two tables that must stay equal
                    name = f"writer-{len(written)}"
                    user = User.objects.create(username=name)
                    user.groups.add(Group.objects.first())
                written.append(name)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(ROUNDS):
            path = keeping.make(tmp_path / str(number))
            assert keeping.rehearse(path)["rows"]["registry_user"] > 0
    finally:
        ended.set()
        writer.join(timeout=60)
    assert len(written) > ROUNDS


def test_no_backup_without_the_programs(tmp_path, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs none")
    monkeypatch.setattr(postgresql.shutil, "which", lambda name: None)

    with pytest.raises(CommandError, match="install postgresql-client"):
        run("backup", tmp_path)
    assert list(tmp_path.iterdir()) == []
