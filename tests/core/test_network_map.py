import re
from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from portal.core.network_map import WIDTH, Feature, Kind, Pin, Projection, _spread, draw

WEST, EAST = (39.92, 116.38), (39.92, 116.43)


def centres(drawing):
    found = re.findall(r'mp__pin[^"]*" cx="([\d.]+)" cy="([\d.]+)"', drawing)
    return [(float(x), float(y)) for x, y in found]


def test_north_is_up_and_east_is_right():
    north = (39.96, 116.40)
    drawing = draw([Pin(1, "西", WEST), Pin(2, "东", EAST), Pin(3, "北", north)], title="x")
    (wx, wy), (ex, _ey), (_nx, ny) = centres(drawing)
    assert wx < ex
    assert ny < wy


def test_one_library_stands_in_the_middle():
    drawing = draw([Pin(1, "馆", WEST)], title="x")
    assert centres(drawing) == [(WIDTH / 2, Projection.around([WEST]).height / 2)]


def test_two_at_one_spot_are_told_apart():
    (ax, ay), (bx, by) = centres(draw([Pin(1, "a", WEST), Pin(2, "b", WEST)], title="x"))
    assert hypot(bx - ax, by - ay) >= 46


def test_pins_are_links_only_with_an_address():
    drawing = draw([Pin(1, "甲", WEST, href="#b-1"), Pin(2, "乙", EAST)], title="x")
    assert drawing.count("<a ") == 1
    assert 'aria-label="1 甲"' in drawing


def test_closed_libraries_are_drawn_differently():
    drawing = draw([Pin(1, "甲", WEST, is_open=False), Pin(2, "乙", EAST)], title="x")
    assert drawing.count("mp__pin--off") == 1


def test_what_lies_outside_is_left_out():
    far = Feature(Kind.ROAD, "远路", ((10.0, 10.0), (11.0, 10.0)))
    near = Feature(Kind.ROAD, "长安街", ((39.92, 116.30), (39.92, 116.50)))
    drawing = draw([Pin(1, "甲", WEST), Pin(2, "乙", EAST)], [far, near], title="x")
    assert "远路" not in drawing
    assert "长安街" in drawing


def test_no_pins_no_map():
    assert draw([], title="x") == ""


def test_names_are_escaped():
    assert "<i>" not in draw([Pin(1, "<i>", WEST, href='"><i>')], title="<i>")


@given(st.lists(st.tuples(st.floats(40, 560), st.floats(40, 400)), max_size=12))
def test_spreading_keeps_pins_inside_and_apart(spots):
    placed = _spread(spots, 860)
    assert all(26 <= x <= WIDTH - 26 and 26 <= y <= 834 for x, y in placed)
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 20 for a, b in combinations(placed, 2))
