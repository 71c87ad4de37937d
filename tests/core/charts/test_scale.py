"""Axes and numbers."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.core.charts import Axis, axis_for, change, grouped, percent, short_number


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


def test_axis_reaches_below_nothing_where_a_number_does():
    assert axis_for(30, -12).ticks == [-20, -10, 0, 10, 20, 30]
    assert axis_for(-1, -9).ticks == [-10, -5, 0]


def test_axis_of_shares_has_parts_of_one():
    assert axis_for(1.2, whole=False) == Axis(0.5, 3)


@given(
    st.floats(min_value=0.001, max_value=1e9), st.floats(min_value=-1e9, max_value=0), st.booleans()
)
def test_axis_always_holds_its_values_with_few_lines(greatest, least, whole):
    axis = axis_for(greatest, least, whole=whole)
    assert axis.top >= greatest * 0.999999
    assert axis.bottom <= least * 0.999999
    assert 2 <= len(axis.ticks) <= 11


def test_axis_labels_are_short_in_both_languages():
    with override("zh-hans"):
        assert [short_number(n) for n in (0, 800, 25000, 2.5e8)] == ["0", "800", "2.5 万", "2.5 亿"]
    with override("en"):
        assert [short_number(n) for n in (800, -25000, 2500000)] == ["800", "−25k", "2.5M"]


def test_one_axis_counts_in_one_measure():
    axis = Axis(5000, 3)
    with override("zh-hans"):
        assert [axis.label(tick) for tick in axis.ticks] == ["0", "0.5 万", "1 万", "1.5 万"]


def test_numbers_are_grouped_with_a_real_minus():
    assert [grouped(1234567), grouped(-1234.5, 1), grouped(2, 2)] == [
        "1,234,567",
        "−1,234.5",
        "2.00",
    ]


def test_change_says_nothing_of_a_year_without_a_number():
    assert change(106.1, 100) == pytest.approx(0.061)
    assert [change(5, 0), change(None, 5), change(5, None)] == [None, None, None]
    assert [percent(0.061, sign=True), percent(-0.03, sign=True), percent(0.5)] == [
        "+6.1%",
        "−3%",
        "50%",
    ]
