"""The schematic map of the libraries."""

import itertools
import math

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from portal.core.schematic import APART, WIDTH, Place, project, schematic

degrees = st.floats(min_value=-0.05, max_value=0.05)


def place(number=1, latitude=0.0, longitude=0.0, **fields):
    fields = {"name": f"Library {number}", "url": f"/libraries/{number}/", **fields}
    return Place(number=number, latitude=latitude, longitude=longitude, **fields)


def test_pins_are_links_that_say_name_and_state():
    places = [place(1, state="open"), place(2, 0.01, 0.01, name='A "b" <c>', is_open=False)]
    svg = BeautifulSoup(schematic(places), "html.parser").svg
    assert [link["href"] for link in svg.find_all("a")] == ["/libraries/1/", "/libraries/2/"]
    assert [a["aria-label"] for a in svg.find_all("a")] == ["1 Library 1, open", '2 A "b" <c>']
    assert len(svg.select(".mp__pin--off")) == 1
    assert svg["role"] == "group"


def test_pin_may_bear_a_count_instead_of_its_number():
    places = [place(1, mark="12", state="12 events"), place(2, 0.01, mark="0", url="")]
    svg = BeautifulSoup(schematic(places, current=2), "html.parser").svg
    assert [text.text for text in svg.find_all("text")] == ["12", "0"]
    assert svg.a["aria-label"] == "Library 1, 12 events"
    unlinked = svg.select_one("g[role=img]")
    assert (unlinked["aria-label"], unlinked["aria-current"]) == ("Library 2", "true")


def test_north_is_up_and_east_is_right():
    (south_west, north_east), _height = project([place(1), place(2, 0.02, 0.02)])
    assert north_east.x > south_west.x
    assert north_east.y < south_west.y


def test_the_library_of_a_page_is_marked():
    svg = BeautifulSoup(schematic([place(1), place(2, 0.1)], current=2), "html.parser").svg
    assert svg.select_one("[aria-current] text").text == "2"


def test_lines_lead_to_the_library_one_belongs_to():
    places = [place(1), place(2, 0.01, 0.01, parent=1), place(3, 0.02, parent=9)]
    tie = BeautifulSoup(schematic(places), "html.parser").select_one(".mp__tie")
    assert tie["d"].count("M") == 1


def test_a_long_thin_network_is_widened():
    points, height = project([place(1), place(2, 0.1, 0.005), place(3, 0.2, 0.01)])
    assert points[2].x - points[0].x > 0.05 * (points[0].y - points[2].y)
    assert height < WIDTH * 1.5


def test_a_network_without_libraries_has_an_empty_map():
    assert "<a " not in schematic([])


@pytest.mark.parametrize("count", [1, 2, 6])
def test_libraries_in_one_house_are_drawn_beside_each_other(count):
    points, _height = project([place(number) for number in range(count)])
    for first, second in itertools.combinations(points, 2):
        assert math.hypot(first.x - second.x, first.y - second.y) > APART / 2


@given(st.lists(st.tuples(degrees, degrees), min_size=1, max_size=25))
def test_every_pin_lies_on_the_map(positions):
    points, height = project([place(n, *position) for n, position in enumerate(positions)])
    assert all(0 < point.x < WIDTH and 0 < point.y < height for point in points)
