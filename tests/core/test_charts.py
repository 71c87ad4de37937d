"""Charts drawn on the server."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.core.charts import NARROW, Axis, Column, axis_for, bar, columns, short_number, waffle


def drawn(*values, **options):
    rows = [Column(f"{number} <月>", value) for number, value in enumerate(values, 1)]
    return BeautifulSoup(columns(rows, title="Loans & more", **options), "html.parser").svg


def test_column_chart_is_one_labelled_picture():
    svg = drawn(10, 30, 20)
    assert (svg["role"], svg["aria-label"]) == ("img", "Loans & more")
    assert [float(rect["height"]) for rect in svg.select(".ch__bar")] == [68.0, 204.0, 136.0]
    assert svg.select(".ch__bar")[0].title.text == "1 <月>: 10"
    assert not svg.select("[style], style, script")


def test_highest_columns_are_marked_with_their_numbers():
    svg = drawn(41210, 66720, 63480, unit=" 册", highlight=2)
    assert [text.text for text in svg.select(".ch__v")] == ["66,720", "63,480"]
    assert len(svg.select(".ch__bar--hi")) == 2


def test_narrow_chart_leaves_labels_out_where_they_would_touch():
    assert len(drawn(*range(12), canvas=NARROW).select("text.ch__t[text-anchor=middle]")) == 6


@pytest.mark.parametrize("values", [(), (0, 0), (-5, 3), (0.2,)])
def test_odd_values_are_drawn_all_the_same(values):
    assert all(float(rect["height"]) >= 0 for rect in drawn(*values).select(".ch__bar"))


@pytest.mark.parametrize(
    ("greatest", "axis"),
    [
        (0, Axis(1, 4)),
        (1, Axis(1, 1)),
        (7, Axis(2, 4)),
        (9, Axis(5, 2)),
        (48, Axis(20, 3)),
        (99, Axis(25, 4)),
        (66720, Axis(20000, 4)),
    ],
)
def test_axis_has_round_lines(greatest, axis):
    assert axis_for(greatest) == axis


@given(st.floats(min_value=0.001, max_value=1e9))
def test_axis_always_reaches_the_greatest_value_with_few_lines(greatest):
    axis = axis_for(greatest)
    assert axis.top >= greatest * 0.999999
    assert 1 <= axis.lines <= 5


def test_axis_labels_are_short_in_both_languages():
    with override("zh-hans"):
        assert [short_number(n) for n in (800, 25000, 60000)] == ["800", "2.5 万", "6 万"]
    with override("en"):
        assert [short_number(n) for n in (800, 25000, 2500000)] == ["800", "25k", "2.5M"]


@pytest.mark.parametrize(
    ("value", "greatest", "width"),
    [(5, 10, "50.0"), (20, 10, "100.0"), (-1, 10, "0.0"), (1, 0, "0.0")],
)
def test_bar_never_leaves_its_cell(value, greatest, width):
    assert BeautifulSoup(bar(value, greatest), "html.parser").rect["width"] == width


def test_waffle_has_a_hundred_books_at_most():
    svg = BeautifulSoup(waffle([("azurite", 70), ("ochre", 60)], title="Ages"), "html.parser")
    assert len(svg.select(".wf--azurite")) == 70
    assert len(svg.select(".wf--ochre")) == 30
