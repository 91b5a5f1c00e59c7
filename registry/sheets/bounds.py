"""How much of a file is read.  Beyond these a file is refused: nothing is ever cut in silence."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Bounds:
    """Sizes in bytes, numbers of things.  The worst file within them is read in two seconds."""

    size: int = 10 * MB
    parts: int = 2_000  # files inside the .xlsx
    unpacked: int = 100 * MB
    part: int = 60 * MB
    index: int = 1 * MB  # of the parts that say what is where
    styles: int = 4 * MB
    strings: int = 20 * MB
    tags: int = 400_000  # of the texts that cells share
    sheet_tags: int = 1_000_000  # of all rows of a sheet
    row_tags: int = 20_000
    row_bytes: int = 4 * MB
    sheets: int = 30
    rows: int = 20_000
    columns: int = 100
    cells: int = 120_000
    empty: int = 5_000  # rows in a run
    letters: int = 5_000  # of a cell
    line: int = MB // 2  # letters of a line of .csv


PAGE = Bounds()
# A history load has an operator beside it, not a person who waits for a page.
COMMAND = Bounds(rows=100_000, cells=2_000_000, tags=4_000_000, sheet_tags=16_000_000)
