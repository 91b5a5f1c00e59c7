"""The files of a backup: whole under their names, or not there at all."""

import hashlib
import json
import os
from contextlib import contextmanager

from reports.backups import Trouble


@contextmanager
def writing(path):
    """Gives (temporary path, dict for the facts); both get their names when all went well.

    What is interrupted leaves nothing.  The data gets its name last: a backup that can be seen
    is whole.  Only the owner can read it.
    """
    part = path.with_name(f".{path.name}.part")
    found, mask = {}, os.umask(0o077)
    try:
        yield part, found
        _beside(path, "json").write_text(json.dumps(found, indent=1), encoding="utf-8")
        sums = {path.name: digest(part), f"{path.name}.json": digest(_beside(path, "json"))}
        lines = [f"{digits}  {name}\n" for name, digits in sums.items()]
        _beside(path, "sha256").write_text("".join(lines), encoding="utf-8")
        _to_disk(part)
        os.replace(part, path)
    except BaseException:
        for leftover in (part, _beside(path, "json"), _beside(path, "sha256")):
            leftover.unlink(missing_ok=True)
        raise
    finally:
        os.umask(mask)


def checked(path):
    """The facts (dict) of a backup whose files are as they were written.  Raises Trouble."""
    sums, kept = _beside(path, "sha256"), _beside(path, "json")
    for file in (path, kept, sums):
        if not file.is_file():
            raise Trouble(f"There is no file {file}.")
    for line in sums.read_text(encoding="utf-8").splitlines():
        digits, name = line.split("  ", 1)
        if digest(path.with_name(name)) != digits:
            raise Trouble(f"{name} is not what was written: its checksum differs.")
    return json.loads(kept.read_text(encoding="utf-8"))


def newest(folder):
    """The newest backup in a folder (path).  Raises Trouble."""
    sums = sorted(folder.glob("portal-*.sha256"))
    if not sums:
        raise Trouble(f"There is no backup in {folder}.")
    return sums[-1].with_suffix("")


def digest(path):
    """SHA-256 of a file, in hexadecimal digits."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _beside(path, kind):
    return path.with_name(f"{path.name}.{kind}")


def _to_disk(path):
    with open(path, "rb") as file:
        os.fsync(file.fileno())
