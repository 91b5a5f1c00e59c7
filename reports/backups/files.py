"""The files of a backup: whole under their names, or not there at all."""

import fcntl
import hashlib
import json
import logging
import os
import re
import time
from contextlib import contextmanager

from reports.backups import Trouble

logger = logging.getLogger(__name__)
KINDS = ("json", "sha256")  # of the files beside the data
PART = re.compile(r"(\.(json|sha256))?\.part.*$")


@contextmanager
def alone(folder):
    """Nobody else writes a backup into this folder meanwhile; what a killed one left is cleared.

    The lock goes with the process, however it ends.  Raises Trouble where another one writes.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and sizes are nobody's, either
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for leftover in _clear(folder, "portal-*"):
            logger.warning("Cleared what an interrupted backup left: %s", leftover.name)
        yield
    except BlockingIOError:
        raise Trouble(f"Another backup is being written into {folder}.") from None
    finally:
        os.close(handle)


@contextmanager
def writing(path):
    """Gives (temporary path, dict for the facts); both get their names when all went well.

    What is interrupted leaves nothing.  The data gets its name last: a backup that can be seen
    is whole.  Only the owner can read it.
    """
    parts = {name: _part(name) for name in (*(_beside(path, kind) for kind in KINDS), path)}
    found, mask = {}, os.umask(0o077)
    try:
        yield parts[path], found
        notes, sums, data = parts.values()
        notes.write_text(json.dumps(found, indent=1), encoding="utf-8")
        digests = {path.name: digest(data), f"{path.name}.json": digest(notes)}
        lines = [f"{digits}  {name}\n" for name, digits in digests.items()]
        sums.write_text("".join(lines), encoding="utf-8")
        for name, part in parts.items():
            _to_disk(part)
            os.replace(part, name)
        _to_disk(path.parent)
    finally:
        os.umask(mask)
        list(_clear(path.parent, path.name))


def thin(folder, keep):
    """Delete all but the newest `keep` backups of a folder.

    The data loses its name first: if this is killed, the next backup clears the rest.
    """
    for path in _whole(folder)[:-keep]:
        os.replace(path, _part(path))
        list(_clear(folder, path.name))


def _clear(folder, name):
    """Delete what is left of backups (a pattern of names) that are not whole; yields the paths.

    What has its name already goes as well, before the part that tells of it.
    """
    for part in sorted(folder.glob(f".{name}.*part*")):  # SQLite's journal, too
        path = part.with_name(PART.sub("", part.name)[1:])
        beside = [] if path.exists() else [_beside(path, kind) for kind in KINDS]
        for left in (*beside, part):
            if left.exists():
                left.unlink()
                yield left


def checked(path):
    """The facts (dict) of a backup whose files are as they were written.  Raises Trouble."""
    sums, kept = _beside(path, "sha256"), _beside(path, "json")
    for file in (path, kept, sums):
        if not file.is_file():
            raise Trouble(f"There is no file {file}.")
    written = _written(sums)
    if written.keys() != {path.name, kept.name}:
        raise Trouble(f"{sums.name} does not hold the checksums of {path.name} and {kept.name}.")
    for name, digits in written.items():
        if digest(path.with_name(name)) != digits:
            raise Trouble(f"{name} is not what was written: its checksum differs.")
    return json.loads(kept.read_text(encoding="utf-8"))


def _written(sums):
    """The checksums of a file (dict of them by name); a line that is none gives a name of none."""
    lines = sums.read_text(encoding="utf-8", errors="replace").splitlines()
    parted = [line.partition("  ") for line in lines]
    return {name: digits for digits, _space, name in parted}


def newest(folder):
    """The newest backup in a folder (path).  Raises Trouble."""
    whole = _whole(folder)
    if not whole:
        raise Trouble(f"There is no backup in {folder}.")
    return whole[-1]


def refuse_older(path, hours):
    """Raises Trouble where a backup is older than so many hours (None: any age is good)."""
    if hours is None or not path.is_file():
        return
    age = (time.time() - path.stat().st_mtime) / 3600
    if age > hours:
        raise Trouble(f"{path.name} is {age:.0f} hours old, more than {hours:g}.")


def _whole(folder):
    """The backups of a folder whose data is there, oldest first."""
    data = [sums.with_suffix("") for sums in folder.glob("portal-*.sha256")]
    return sorted(path for path in data if path.is_file())


def digest(path):
    """SHA-256 of a file, in hexadecimal digits."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _beside(path, kind):
    return path.with_name(f"{path.name}.{kind}")


def _part(path):
    return path.with_name(f".{path.name}.part")


def _to_disk(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
