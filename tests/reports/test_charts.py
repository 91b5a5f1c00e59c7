"""The numbers behind the pictures."""

from types import SimpleNamespace as Thing

from reports import charts
from reports.summary import Place


def line(code, value, tile=(0, 0)):
    return Thing(place=Place(code, {}, tile), value=value)


def point(year, value):
    return Thing(year=year, figure=Thing(value=value))


def test_the_longest_bar_fills_its_cell():
    widths = charts.bar_widths([line("KZ-10", 50), line("KZ-11", 200), line("KZ-15", None)])

    assert widths == {"KZ-10": 25.0, "KZ-11": 100.0, "KZ-15": 0.0}


def test_bars_of_nothing_have_no_length():
    assert charts.bar_widths([line("KZ-10", 0)]) == {"KZ-10": 0.0}
    assert charts.bar_widths([]) == {}


def test_a_tile_stands_where_its_unit_is_and_only_units_have_one():
    tiles = charts.tiles([line("KZ-10", 5, (4, 2)), line("REP", 5, (None, None))])

    assert [(tile.x, tile.y) for tile in tiles] == [(448, 120)]


def test_tiles_are_shaded_in_five_classes_of_equal_size():
    tiles = charts.tiles([line(f"KZ-{n}", n) for n in range(1, 21)])

    shades = [tile.shade for tile in tiles]
    assert shades == sorted(shades)
    assert {shade: shades.count(shade) for shade in shades} == dict.fromkeys(range(1, 6), 4)


def test_a_tile_without_a_number_has_no_shade():
    assert [tile.shade for tile in charts.tiles([line("KZ-10", None), line("KZ-11", 1)])] == [0, 1]


def test_the_line_leaves_out_years_without_a_number():
    dots = charts.dots([point(2021, 10), point(2022, None), point(2023, 20)])

    assert [dot.point.year for dot in dots] == [2021, 2023]
    assert dots[0].from_x is None and (dots[1].from_x, dots[1].from_y) == (dots[0].x, dots[0].y)


def test_one_year_is_no_line():
    assert charts.dots([point(2023, 5)]) == []


def row(code, *values):
    lines = [Thing(value=value) for value in values]
    return Thing(territory=Thing(code=code), lines=lines)


def test_small_columns_of_all_units_share_one_scale():
    columns = charts.columns([row("KZ-10", 10, 20), row("KZ-11", None, 40)])

    assert [column.height for column in columns["KZ-10"]] == [7.5, 15.0]
    assert [column.height for column in columns["KZ-11"]] == [0, charts.COLUMN_HEIGHT]


def test_a_small_column_stands_on_the_ground():
    for column in charts.columns([row("KZ-10", 1, 3, 0)])["KZ-10"]:
        assert column.y + column.height == charts.COLUMN_HEIGHT


def test_small_columns_of_nothing_are_flat():
    assert [c.height for c in charts.columns([row("KZ-10", None, 0)])["KZ-10"]] == [0, 0]


def test_the_legend_tells_the_values_of_each_shade():
    legend = charts.legend(charts.tiles([line(f"KZ-{n}", n) for n in range(1, 21)]))

    assert [(s.number, s.least, s.most) for s in legend][:2] == [(1, 1, 4), (2, 5, 8)]
    assert charts.legend([]) == []
