"""A backup is one moment of the database, and comes back whole or not at all."""

import hashlib
import json
import os
import resource
import shutil
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from registry import words
from registry.models import Event, Region, User
from reports.backups import facts, files, keeping, postgresql, sqlite
from reports.models import Figure, Release

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
FIGURE = "2023 r1 elders.events KZ-71"
COUNTED = "2023 counted elders.events KZ-71"
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a matter of its file")


def here():
    return facts.of(connection)


def run(name, *args, **options):
    told = StringIO()
    call_command(name, *args, stdout=told, verbosity=0, **options)
    return told.getvalue()


def interrupt(done, total):
    raise KeyboardInterrupt


@pytest.fixture(scope="module")
def made(demo, django_db_blocker, tmp_path_factory):
    """One backup of the demo, for all tests."""
    folder = tmp_path_factory.mktemp("backups")
    with django_db_blocker.unblock():
        run("backup", folder)
    return folder


@pytest.fixture
def backup(made, tmp_path):
    """A copy of it (path) that a test may damage."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return files.newest(tmp_path)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(sqlite, "PAGES", 100)


def sign_again(path):
    """Checksums for files that were changed by hand."""
    names = [path.name, f"{path.name}.json"]
    sums = [(hashlib.sha256(path.with_name(name).read_bytes()).hexdigest(), name) for name in names]
    text = "".join(f"{digits}  {name}\n" for digits, name in sums)
    path.with_name(f"{path.name}.sha256").write_text(text)


@contextmanager
def changed_notes(path):
    """The facts of a backup (dict), written back and signed."""
    notes = path.with_name(f"{path.name}.json")
    kept = json.loads(notes.read_text())
    yield kept
    notes.write_text(json.dumps(kept))
    sign_again(path)


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

    assert f"{len(before['figures'])} released figures" in told and len(before["figures"]) > 3000
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


@on_sqlite
def test_a_damaged_database_makes_way_and_nothing_of_it_is_thrown_away(backup):
    before, path = here(), Path(connection.settings_dict["NAME"])
    connection.close()
    aside = path.with_name(f"{path.name}.damaged1")
    for companion in sqlite.COMPANIONS:
        Path(f"{path}{companion}").unlink(missing_ok=True)
    path.write_bytes(b"no database" * 1000)
    Path(f"{path}-wal").write_bytes(b"the last that was written")

    with pytest.raises(CommandError, match="is damaged. --replace keeps it"):
        run("restore", backup)
    run("restore", backup, replace=True)

    assert here() == before
    assert aside.read_bytes() == b"no database" * 1000
    log = Path(f"{aside}-wal")
    assert log.read_bytes() == b"the last that was written"
    aside.unlink()
    log.unlink()


def test_an_empty_database_is_no_backup(tmp_path, monkeypatch):
    monkeypatch.setattr(facts, "of", lambda target: {"rows": {}})

    with pytest.raises(CommandError, match="no tables. Is DATABASE_URL the right one"):
        run("backup", tmp_path)
    assert not list(tmp_path.iterdir())


@on_sqlite
def test_a_sqlite_without_the_table_of_words_backs_up_all_the_same(backup):
    """Another machine may not be able to read it; what it holds, the records give."""
    assert words.WORDS in connection.introspection.table_names()
    assert not [name for name in here()["rows"] if name.startswith(words.WORDS)]


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    for name in ("x", "folder"):
        (tmp_path / "folder").mkdir(exist_ok=True)
        with pytest.raises(CommandError, match="There is no file"):
            run("restore", tmp_path / name)
    with pytest.raises(CommandError, match="There is no file"):
        run("rehearse_restore", tmp_path / "x")


@contextmanager
def full_disk(room=200_000):
    """Within, no file of this process and of those it starts grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_in_a_sentence(backup, tmp_path):
    before = here()
    with full_disk(), pytest.raises(CommandError, match=r"No backup was made\. \w"):
        run("backup", tmp_path / "full")
    assert list((tmp_path / "full").iterdir()) == []

    if connection.vendor == "sqlite":  # the server of PostgreSQL writes for itself
        with full_disk(), pytest.raises(CommandError, match="failed. SQLite says"):
            run("rehearse_restore", backup)
    assert here() == before


def test_a_backup_that_is_older_than_a_trigger_is_restored(backup, monkeypatch):
    """`migrate`, which its tables need, adds the trigger."""
    known = facts.readiness.known_migrations()
    monkeypatch.setattr(keeping.immutable, "missing", lambda target: ["keep_new"])
    monkeypatch.setattr(facts.readiness, "known_migrations", lambda: known | {"reports.9999_new"})
    assert "older than this portal" in run("rehearse_restore", backup)


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


def test_the_rehearsal_names_what_differs(backup, tmp_path, monkeypatch):
    before = here()
    said = run("rehearse_restore", tmp_path)
    assert f"{backup.name} can be restored" in said

    with changed_notes(backup) as kept:
        kept["figures"][FIGURE] = "final 1"
        kept["counted"][COUNTED] = "final 2"
        kept["rows"]["registry_event"] += 1
    monkeypatch.setattr(keeping.immutable, "missing", lambda target: ["keep_new"])

    with pytest.raises(CommandError) as problem:
        run("rehearse_restore", backup)
    told = str(problem.value)
    assert f"{FIGURE}: final 1 in the backup, {before['figures'][FIGURE]} restored" in told
    assert f"{COUNTED}: final 2 in the backup, {before['counted'][COUNTED]} restored" in told
    assert "rows of registry_event" in told and "the trigger keep_new is missing" in told
    assert "\n" not in told  # one line, for cron
    assert here() == before


def test_a_restored_record_that_was_lost_is_seen_in_the_count(backup, monkeypatch):
    """Also where as many rows and the same released figures are there."""
    monkeypatch.setattr(keeping.engine(), "check", move_an_event)

    with pytest.raises(CommandError, match="events.total .* in the backup") as problem:
        run("rehearse_restore", backup)
    assert "rows of" not in str(problem.value)


def move_an_event(target):
    with facts.standing_in(target):
        event = Event.objects.filter(held_on__year=2023).first()
        Event.objects.filter(pk=event.pk).update(held_on=event.held_on.replace(year=2024))


def test_a_backup_of_a_newer_portal_is_refused(backup):
    before = here()
    with changed_notes(backup) as kept:
        kept["migrations"].append("registry.9999_later")

    for command, options in (("restore", {"replace": True}), ("rehearse_restore", {})):
        with pytest.raises(CommandError, match="newer portal: registry.9999_later"):
            run(command, backup, **options)
    assert here() == before


def test_a_backup_that_is_too_old_is_no_backup(backup, tmp_path):
    os.utime(backup, (0, 0))

    with pytest.raises(CommandError, match="hours old, more than 36"):
        run("rehearse_restore", tmp_path, max_age=36)


def test_no_backup_without_the_programs(tmp_path, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs none")
    monkeypatch.setattr(postgresql.shutil, "which", lambda name: None)

    with pytest.raises(CommandError, match="install postgresql-client"):
        run("backup", tmp_path)
    assert list(tmp_path.iterdir()) == []
