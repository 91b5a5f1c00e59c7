"""The few numbers that the picture templates need: bars, tiles, the line over the years."""

from dataclasses import dataclass

TILE_WIDTH, TILE_HEIGHT = 112, 60  # CSS pixels: a long short name fits at 12 px
CLASSES = 5
COLUMN_WIDTH, COLUMN_HEIGHT = 12, 30


@dataclass(frozen=True)
class Tile:
    """One unit on the tile map; `shade` is 0 where there is no number."""

    line: object
    x: int
    y: int
    shade: int


@dataclass(frozen=True)
class Shade:
    """One class of the tile map: its number (1 to 5) and the values (int) between which it lies."""

    number: int
    least: int
    most: int


@dataclass(frozen=True)
class Dot:
    """One year on the line, and where the line comes from; in per cent of the picture.

    `is_broken`: between the two lies a year that does not simply go on from the one before.
    """

    point: object
    x: float
    y: float
    from_x: float | None = None
    from_y: float | None = None
    is_broken: bool = False

    @property
    def break_x(self):
        """Where the mark of a break stands."""
        return (self.x + self.from_x) / 2 if self.is_broken else None


@dataclass(frozen=True)
class Column:
    """One year of a small picture of columns; in CSS pixels, 0 high where there is no number."""

    x: int
    y: float
    height: float


def columns(rows):
    """{territory code: list of Column} of some rows of Lines, all on one scale."""
    top = max((line.value or 0 for row in rows for line in row.lines), default=0) or 1
    return {
        row.territory.code: [_column(*pair, top) for pair in enumerate(row.lines)] for row in rows
    }


def _column(place, line, top):
    height = round(COLUMN_HEIGHT * (line.value or 0) / top, 1)
    return Column(place * COLUMN_WIDTH, COLUMN_HEIGHT - height, height)


def bar_widths(lines):
    """{place code: width in per cent of the longest bar} of some Lines."""
    longest = max((line.value or 0 for line in lines), default=0) or 1
    return {line.place.code: round(100 * (line.value or 0) / longest, 1) for line in lines}


def tiles(lines):
    """The tile map of some Lines: those of places that have a tile."""
    placed = [line for line in lines if line.place.tile[0] is not None]
    limits = shade_limits([line.value for line in placed if line.value is not None])
    return [
        Tile(
            line,
            line.place.tile[0] * TILE_WIDTH,
            line.place.tile[1] * TILE_HEIGHT,
            shade(line.value, limits),
        )
        for line in placed
    ]


def legend(tiles_of_map):
    """What each shade of a tile map means (list of Shade)."""
    by_shade = {}
    for tile in tiles_of_map:
        if tile.shade:
            by_shade.setdefault(tile.shade, []).append(tile.line.value)
    return [Shade(number, min(v), max(v)) for number, v in sorted(by_shade.items())]


def shade_limits(values):
    """The upper limits (list of int) of five classes with equally many values each."""
    ordered = sorted(values)
    if not ordered:
        return []
    return [ordered[-(-len(ordered) * i // CLASSES) - 1] for i in range(1, CLASSES + 1)]


def shade(value, limits):
    """The class (1 to 5) of a value, 0 for none."""
    if value is None or not limits:
        return 0
    return next((i for i, limit in enumerate(limits, 1) if value <= limit), CLASSES)


def dots(points, broken=()):
    """The line over the years, from the Points that have a value; none for fewer than two.

    `broken` are the years (int) that do not simply go on from the one before.
    """
    known = [point for point in points if point.figure.value is not None]
    if len(known) < 2:
        return []
    top = max(point.figure.value for point in known) or 1
    step = 86 / (len(known) - 1)
    at = [(7 + i * step, 88 - 66 * p.figure.value / top) for i, p in enumerate(known)]
    found = [Dot(known[0], *at[0])]
    for before, point, start, end in zip(known, known[1:], at, at[1:], strict=False):
        is_broken = any(before.year < year <= point.year for year in broken)
        found.append(Dot(point, *end, *start, is_broken))
    return found
