"""The sentence that says what a chart shows."""

import pytest
from django.utils.translation import override

from portal.core.charts import Chart, Kind, Point, says, spark_says

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english():
    with override("en"):
        yield


def months(values, before=None, **options):
    names = ("January", "February", "March", "April")
    points = [
        Point(name[:3], value, was, name)
        for name, value, was in zip(names, values, before or (None,) * 4, strict=False)
    ]
    return Chart(
        options.pop("kind", Kind.COLUMNS), "Loans", points, unit="loans", before="2025", **options
    )


def test_highest_lowest_and_the_change_on_the_same_months_of_last_year():
    assert says(months((10, 40, 30, None), (10, 30, 30, 99))) == (
        "Highest in February with 40 loans, lowest in January with 10 loans. "
        "Together 80 loans, 14.3% more than in the same months of 2025."
    )


@pytest.mark.parametrize(
    ("values", "before", "words"),
    [
        ((8, 8), (10, 10), "Together 16 loans, 20% less than in the same months of 2025."),
        ((8, 8), (8, 8), "Together 16 loans, as in the same months of 2025."),
        ((8, 8), (0, 0), "Together 16 loans."),
        ((8, 8), (None, None), ""),
    ],
)
def test_change_is_said_in_words(values, before, words):
    assert says(months(values, before)) == f"The same throughout: 8 loans. {words}".strip()


def test_what_does_not_add_up_is_compared_by_its_last_number():
    chart = months((10.0, 12.5), (10.0, 10.0), adds_up=False, decimals=1)
    assert says(chart).endswith("February: 12.5 loans, 25% more than in 2025.")


def test_gaps_are_counted_and_months_to_come_are_not():
    assert says(months((1, None, 3, None))).endswith(" 1 number has not been entered.")


def test_one_point_and_none():
    assert says(months((None, 7))) == "February: 7 loans. 1 number has not been entered."
    assert says(months((None, None))) == "No numbers have been entered yet."


def test_bars_name_the_ends_and_the_middle():
    assert says(months((5, 9, None, 7), kind=Kind.BARS)) == (
        "Most: February with 9 loans; least: January with 5 loans. The median is 7 loans. "
        "1 number has not been entered."
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((75, 25), "The largest part is January with 75%, the smallest February with 25%."),
        ((75,), "All of it: January."),
        ((0, 0), "All parts are 0."),
    ],
)
def test_parts_are_said_in_per_cent(values, words):
    assert says(months(values, kind=Kind.SHARE)) == words


def test_a_sparkline_says_where_it_goes():
    assert spark_says(months((3, 9, 5))) == (
        "Loans: from 3 in January to 5 in March; highest in February with 9."
    )
    assert spark_says(months((3,))) == "January: 3 loans."
    assert spark_says(months(())) == "No numbers have been entered yet."
