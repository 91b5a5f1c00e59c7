"""What is in a database: the rows of each table and every figure of every release."""

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


def of(cursor, vendor):
    """{"rows": {table: count}, "figures": {which one: value}} as one snapshot sees them.

    `cursor` is any of Python's database interface, Django's or the driver's own.
    """
    cursor.execute(TABLES[vendor])
    tables = sorted(row[0] for row in cursor.fetchall())
    rows = {table: _count(cursor, table) for table in tables}
    cursor.execute(FIGURES if "reports_levelfigure" in tables else "SELECT 1 WHERE 1 = 0")
    return {"rows": rows, "figures": dict(map(_figure, cursor.fetchall()))}


def _count(cursor, table):
    cursor.execute(f'SELECT count(*) FROM "{table}"')
    return cursor.fetchone()[0]


def _figure(row):
    """Which figure it is (str) and what it says (str)."""
    year, number, indicator, region, level, status, value = row
    which = f"{year} r{number} {indicator} {region or 'country'} {level}".strip()
    return which, f"{status} {'' if value is None else value}".strip()


def differences(kept, found):
    """One sentence (str) for each count and figure that is not as it was; the first twenty."""
    told = []
    for kind, label in (("rows", "rows of "), ("figures", "")):
        was, now = kept[kind], found[kind]
        told += [
            f"{label}{name}: {was.get(name)} in the backup, {now.get(name)} restored"
            for name in sorted(was.keys() | now.keys())
            if was.get(name) != now.get(name)
        ]
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    return [*told[:SHOWN], *more]
