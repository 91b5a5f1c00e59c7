"""The tables that the figures are counted from, in a file of DuckDB's own."""

import csv
import re

from django.db import connection

CHUNK = 20_000
_STOCK = "id BIGINT, region_id VARCHAR, counts_from INTEGER, counts_until INTEGER"
_REGION_YEAR = "id BIGINT, region_id VARCHAR, year INTEGER"
# The columns that hand_sql.py reads
TABLES = {
    "registry_event": f"{_REGION_YEAR}, attendance INTEGER",
    "registry_participation": "event_id BIGINT, kind VARCHAR, role VARCHAR",
    "registry_structure": f"{_STOCK}, kind VARCHAR, form VARCHAR, level VARCHAR",
    "registry_headcount": "structure_id BIGINT, year INTEGER, members INTEGER",
    "registry_materialcount": "club_id BIGINT, year INTEGER, materials INTEGER",
    "registry_house": _STOCK,
    "registry_programme": "region_id VARCHAR, kind VARCHAR, started_on DATE, finished_on DATE",
    "registry_association": f"{_STOCK}, registered_on DATE, accredited_on DATE",
    "registry_mediaoutlet": _STOCK,
    "registry_mediaoutlet_languages": "mediaoutlet_id BIGINT, language_id VARCHAR",
    "registry_mediator": _STOCK,
    "registry_agreement": _REGION_YEAR,
    "registry_training": f"{_REGION_YEAR}, trainees INTEGER",
    "registry_ambassador": _STOCK,
    "registry_award": f"{_REGION_YEAR}, kind VARCHAR, nomination_id BIGINT",
    "registry_memorandum": _STOCK,
    "registry_monitoringtrip": f"{_REGION_YEAR}, visited_id VARCHAR",
    "registry_region": "code VARCHAR, opened_on DATE, closed_on DATE, predecessor_id VARCHAR, "
    "successor_id VARCHAR",
    "registry_submission": "id BIGINT, region_id VARCHAR, year INTEGER, state VARCHAR",
    "registry_sectionstate": "submission_id BIGINT, section VARCHAR, state VARCHAR",
    "reports_reportedvalue": "indicator VARCHAR, region_id VARCHAR, year INTEGER, value BIGINT",
}


def fill(link, folder):
    """Copy the tables of the default database into DuckDB, through files in a folder (Path)."""
    for table, columns in TABLES.items():
        names = [column.split()[0] for column in columns.split(", ")]
        file = folder / f"{table}.csv"
        _write(file, table, names)
        link.execute(f"CREATE TABLE {table} ({columns})")
        link.execute(f"COPY {table} FROM '{file}' (FORMAT csv, HEADER false)")
        file.unlink()


def _write(file, table, names):
    with open(file, "w", newline="") as text, connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(names)} FROM {table}")
        writer = csv.writer(text)
        while rows := cursor.fetchmany(CHUNK):
            writer.writerows(rows)


def asker(link, values):
    """A function that gives the rows of a statement of hand_sql.py; `values` are its parameters."""

    def ask(statement):
        statement = re.sub(r"%\((\w+)\)s", r"$\1", statement)
        used = {name: value for name, value in values.items() if f"${name}" in statement}
        return link.execute(statement, used).fetchall()

    return ask
