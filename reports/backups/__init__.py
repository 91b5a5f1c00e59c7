"""The whole database in one file, and back: by SQLite's own backup and by pg_dump.

A backup is three files: the data, what was in it (NAME.json: rows of each table, every figure) and
their checksums (NAME.sha256, as `sha256sum --check` reads them).
"""

UNDER_WAY = "Another rehearsal is under way."


class Trouble(Exception):
    """Why a backup was not made or not restored, for the person at the terminal."""
