"""S3: all figures of one year, against DuckDB over the same tables in a file of its own."""

from pathlib import Path
from tempfile import TemporaryDirectory

from reports.compute import compute
from tests.bench import duck, rivals
from tests.bench.databases import BUILD
from tests.bench.rows import YEAR, at
from tests.bench.s2_hand import agree, parameters, told
from tests.bench.timing import race

NAME = "S3 figures of one year"
TARGET, FROM_SIZE = 5, 10_000_000


def measure(place):
    """One row, after every cell was found to be the same: the statements are those of S2."""
    duckdb = rivals.package("duckdb")
    if duckdb is None:
        yield rivals.missing(NAME, "DuckDB", place)
        return
    with (
        TemporaryDirectory(dir=BUILD) as folder,
        duckdb.connect(f"{folder}/registry.duckdb") as link,
    ):
        duck.fill(link, Path(folder))
        yield _row(place, duckdb, duck.asker(link, parameters(YEAR)))


def _row(place, duckdb, ask):
    cells = told(YEAR, ask)
    agree(cells, compute(YEAR))
    ours, theirs = race(lambda: compute(YEAR), lambda: told(YEAR, ask), rounds=7)
    return at(
        place,
        NAME,
        ours,
        against=f"DuckDB {duckdb.__version__}",
        against_value=theirs,
        bound="at most",
        target=TARGET if place.size >= FROM_SIZE else None,
        note=f"{len(cells)} cells, all the same; DuckDB runs the statements of S2",
    )
