"""What is in a database: its rows, every figure of every release, and every figure counted anew."""

from contextlib import contextmanager

from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from registry import words
from registry.models import ReportingYear
from reports import readiness
from reports.compute import compute

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
FIGURES = """
SELECT r.year, r.number, f.indicator, f.region_id, '' AS level, f.status, f.value
FROM reports_figure f JOIN reports_release r ON r.id = f.release_id
UNION ALL
SELECT r.year, r.number, f.indicator, f.region_id, f.level, '', f.value
FROM reports_levelfigure f JOIN reports_release r ON r.id = f.release_id
"""
SHOWN = 20


def of(target):
    """What a connection of Django's finds (dict), as one snapshot if a transaction is open.

    rows: {table: count}; figures: {which one: value}, as released; migrations: their names;
    counted: {which one: value}, computed from the records, or None where the tables are older
    than this code and it cannot read them.
    """
    with target.cursor() as cursor:
        cursor.execute(TABLES[target.vendor])
        found = (row[0] for row in cursor.fetchall())
        # What the records give, and what not every SQLite can read, is no fact.
        tables = sorted(name for name in found if not name.startswith(words.WORDS))
        rows = {table: _count(cursor, table) for table in tables}
        cursor.execute(FIGURES if "reports_levelfigure" in tables else "SELECT 1 WHERE 1 = 0")
        figures = dict(map(_figure, cursor.fetchall()))
    applied = sorted(map(".".join, MigrationRecorder(target).applied_migrations()))
    counted = _counted(target) if set(applied) >= readiness.known_migrations() else None
    return {"rows": rows, "figures": figures, "migrations": applied, "counted": counted}


def newer(kept):
    """The migrations of a backup that this code does not know (list of str)."""
    return sorted(set(kept["migrations"]) - readiness.known_migrations())


def _counted(target):
    """Every figure of every year that was opened, from the records."""
    with standing_in(target):
        years = sorted(ReportingYear.objects.values_list("year", flat=True))
        figures = [(year, figure) for year in years for figure in compute(year)]
    return dict(
        _figure((year, "counted", f.indicator, f.region_id, "", f.status, f.value))
        for year, f in figures
    )


@contextmanager
def standing_in(target):
    """Within, the models speak to another connection than the portal's own."""
    own = connections["default"]
    connections["default"] = own if target is connection else target
    try:
        yield
    finally:
        connections["default"] = own


def _count(cursor, table):
    cursor.execute(f'SELECT count(*) FROM "{table}"')
    return cursor.fetchone()[0]


def _figure(row):
    """Which figure it is (str) and what it says (str)."""
    year, number, indicator, region, level, status, value = row
    revision = f"r{number}" if isinstance(number, int) else number
    which = f"{year} {revision} {indicator} {region or 'country'} {level}".strip()
    return which, f"{status} {'' if value is None else value}".strip()


def differences(kept, found):
    """One sentence (str) for each count and figure that is not as it was; the first twenty."""
    told = []
    for kind, label in (("rows", "rows of "), ("figures", ""), ("counted", "")):
        was, now = kept[kind], found[kind]
        if was is None or now is None:
            continue  # older tables than this code: `migrate` comes first
        told += [
            f"{label}{name}: {was.get(name)} in the backup, {now.get(name)} restored"
            for name in sorted(was.keys() | now.keys())
            if was.get(name) != now.get(name)
        ]
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    return [*told[:SHOWN], *more]
