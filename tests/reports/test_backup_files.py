"""The files of a backup: three that belong together, whole under their names."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from reports.backups import Trouble, files, keeping

pytestmark = pytest.mark.django_db(transaction=True)


def run(name, *args, **options):
    call_command(name, *args, verbosity=0, **options)


def test_what_a_killed_backup_left_is_cleared_and_told(tmp_path, caplog):
    (tmp_path / ".portal-20260101-030000-000000.dump.part").write_text("all but its name")
    for kind in files.KINDS:
        (tmp_path / f"portal-20260101-030000-000000.dump.{kind}").write_text("its name already")

    first = keeping.make(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == names_of(first)
    assert caplog.text.count("interrupted backup") == 3


def names_of(*paths):
    """What the files of backups are called (set of str)."""
    kinds = ("", *(f".{kind}" for kind in files.KINDS))
    return {f"{path.name}{kind}" for path in paths for kind in kinds}


@pytest.fixture
def quick(monkeypatch):
    """Backups without data."""

    def empty(part, step):
        part.touch()
        return {"migrations": [], "rows": {"registry_region": 1}}

    monkeypatch.setattr(keeping.engine(), "dump", empty)


def test_an_old_backup_that_was_half_deleted_is_cleared(tmp_path, quick, monkeypatch):
    _old, kept = keeping.make(tmp_path), keeping.make(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(files, "_clear", lambda *names: [])  # killed before it began
        files.thin(tmp_path, keep=1)
    assert files.newest(tmp_path) == kept

    newest = keeping.make(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == names_of(kept, newest)


@pytest.mark.parametrize("kind", ["json", "sha256"])
def test_what_is_interrupted_between_its_names_leaves_nothing(tmp_path, quick, monkeypatch, kind):
    def replace(old, new):
        rename(old, new)
        if new.suffix == f".{kind}":
            raise KeyboardInterrupt

    rename = files.os.replace
    monkeypatch.setattr(files.os, "replace", replace)

    with pytest.raises(KeyboardInterrupt):
        keeping.make(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_one_at_a_time_writes_into_a_folder(tmp_path):
    with files.alone(tmp_path), pytest.raises(CommandError, match="Another backup"):
        run("backup", tmp_path)


def test_a_folder_that_it_makes_is_its_own(tmp_path, quick):
    keeping.make(tmp_path / "backups")

    assert (tmp_path / "backups").stat().st_mode & 0o777 == 0o700


def test_one_rehearsal_at_a_time(tmp_path, quick):
    keeping.make(tmp_path)
    with keeping.engine().scratch(), pytest.raises(CommandError, match="rehearsal is under way"):
        run("rehearse_restore", tmp_path)
    with keeping.engine().scratch():
        pass  # the lock has gone with its owner


def test_only_the_newest_are_kept(tmp_path, quick):
    kept = [keeping.make(tmp_path, keep=2) for _number in range(3)][1:]

    assert {path.name for path in tmp_path.iterdir()} == names_of(*kept)
    with pytest.raises(CommandError, match="1 or more"):
        run("backup", tmp_path, keep=0)


@pytest.fixture
def written(tmp_path):
    """A backup (path) of a few bytes."""
    path = tmp_path / "portal-20260101-030000-000000.dump"
    with files.writing(path) as (part, found):
        part.write_bytes(b"data")
        found["rows"] = {}
    assert files.checked(path) == {"rows": {}}
    return path


def beside(path, kind):
    return path.with_name(f"{path.name}.{kind}")


@pytest.mark.parametrize("lines", [slice(0), slice(1), slice(1, 2)])
def test_a_backup_without_both_checksums_is_refused(written, lines):
    sums = beside(written, "sha256")
    sums.write_text("".join(sums.read_text().splitlines(keepends=True)[lines]))
    written.write_bytes(b"damaged")

    with pytest.raises(Trouble, match="does not hold the checksums"):
        files.checked(written)


def test_a_line_that_is_no_checksum_is_refused(written):
    with beside(written, "sha256").open("ab") as sums:
        sums.write(b"\xff garbage\n")

    with pytest.raises(Trouble, match="does not hold the checksums"):
        files.checked(written)


def test_a_renamed_backup_is_not_checked_by_the_original_beside_it(written):
    renamed = written.with_name("portal-renamed.dump")
    for kind in ("json", "sha256"):
        shutil.copy(beside(written, kind), beside(renamed, kind))
    renamed.write_bytes(b"damaged")

    with pytest.raises(Trouble, match="does not hold the checksums of portal-renamed.dump"):
        files.checked(renamed)
