import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.core.charts import MAX_LINES, Point, _axis, columns, short_number


def test_columns_mark_the_highest():
    chart = columns([Point("7 月", 63480), Point("8 月", 66720)], title="借阅", unit="册")
    assert chart.count("ch__bar--hi") == 1
    assert ">66,720</text>" in chart
    assert "<title>7 月: 63,480 册</title>" in chart


def test_columns_write_every_second_label_where_room_is_little():
    points = [Point(f"{n} 月", n) for n in range(1, 13)]
    assert columns(points, title="x", every=2).count(" 月</text>") == 6


@pytest.mark.parametrize("values", [[0], [0, 0], [1], [5, -3]])
def test_columns_of_odd_figures_are_drawn(values):
    assert "<rect" in columns([Point("x", value) for value in values], title="x")


def test_no_points_no_chart():
    assert columns([], title="x") == ""


def test_texts_are_escaped():
    chart = columns([Point("<script>", 1)], title='"><script>', unit="<b>")
    assert "<script>" not in chart
    assert "<b>" not in chart


@given(st.integers(min_value=0, max_value=10**12))
def test_axis_reaches_above_the_highest_with_few_lines(highest):
    step, top = _axis(highest)
    assert top >= highest
    assert top % step == 0
    assert 1 <= top // step <= MAX_LINES


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0", "0"),
        (8000, "8000", "8,000"),
        (60_000, "6 万", "60k"),
        (2_500_000, "250 万", "2.5m"),
    ],
)
def test_short_numbers_are_written_as_the_language_does(value, zh, en):
    with override("zh-hans"):
        assert short_number(value) == zh
    with override("en"):
        assert short_number(value) == en
