"""What is drawn."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from portal.core.charts import (
    Chart,
    Kind,
    Point,
    bar,
    for_paper,
    multiples_axis,
    pictures,
    share_of,
    small_picture,
    spark,
    waffle,
)


def chart(*values, kind=Kind.COLUMNS, before=(), **options):
    points = [
        Point(f"{number} <月>", value, before[number - 1] if before else None)
        for number, value in enumerate(values, 1)
    ]
    return Chart(kind, "Loans & more", points, **options)


def drawn(*values, **options):
    return BeautifulSoup(pictures(chart(*values, **options)), "html.parser")


def component(made):
    return BeautifulSoup(
        render_to_string("components/chart.html", {"chart": made}), "html.parser"
    ).figure


def test_a_chart_is_one_picture_in_two_sizes_with_name_and_description(english):
    wide, narrow = drawn(10, 30, 20).select("svg")
    assert [svg["role"] for svg in (wide, narrow)] == ["img", "img"]
    assert wide.find(id=wide["aria-labelledby"]).text == "Loans & more"
    said = wide.find(id=wide["aria-describedby"]).text
    assert said == "Highest in 2 <月> with 30, lowest in 1 <月> with 10."
    assert wide["aria-labelledby"] != narrow["aria-labelledby"]


@pytest.mark.parametrize("kind", [Kind.COLUMNS, Kind.LINE, Kind.SHARE])
@pytest.mark.parametrize(
    "values", [(), (0, 0), (-5, 3), (0.2,), (7, 7, 7), (None, 4, None), (None, None)]
)
def test_odd_values_are_drawn_all_the_same_without_style(kind, values):
    soup = drawn(*values, kind=kind)
    assert all(float(rect["height"]) > 0 for rect in soup.select("rect"))
    assert not soup.select("[style], style, script")
    assert "nan" not in str(soup)


def test_heights_of_columns_follow_their_numbers():
    wide = drawn(10, 30, 20).svg
    assert [float(rect["height"]) for rect in wide.select(".ch__bar")] == [68.0, 204.0, 136.0]
    assert wide.select(".ch__bar")[0].title.text == "1 <月>: 10"


def test_a_month_nobody_entered_is_a_gap_and_0_is_a_column():
    wide = drawn(10, None, 0, 20, None).svg
    assert len(wide.select(".ch__gap")) == 1  # the last month is still to come
    assert len(wide.select(".ch__bar")) == 3


def test_highest_columns_carry_their_numbers_unless_they_would_touch():
    apart = drawn(41210, 66720, 51000, 63480, highlight=2).svg
    assert [text.text for text in apart.select(".ch__v")] == ["66,720", "63,480"]
    close = drawn(*range(100000, 100020), highlight=2).svg
    assert [text.text for text in close.select(".ch__v")] == ["100,019"]
    assert len(close.select(".ch__bar--hi")) == 2


def test_narrow_chart_leaves_labels_out_where_they_would_touch():
    _wide, narrow = drawn(*range(12)).select("svg")
    assert len(narrow.select("text.ch__t[text-anchor=middle]")) == 6


def test_line_breaks_at_a_gap_and_the_year_before_is_dashed_and_named():
    wide = drawn(1, 2, None, 4, 5, kind=Kind.LINE, before=(2,) * 5, now="2026").svg
    assert wide.select_one(".ch__now")["d"].count("M") == 2
    assert wide.select_one(".ch__before")["d"].count("M") == 1
    assert [text.text for text in wide.select(".ch__n")] == ["2026"]


def test_names_of_lines_that_end_together_stand_apart():
    made = Chart(
        Kind.LINE, "Loans", [Point("1", 4, 4), Point("2", 5, 5)], now="2026", before="2025"
    )
    wide = BeautifulSoup(pictures(made), "html.parser").svg
    ys = sorted(float(text["y"]) for text in wide.select(".ch__n, .ch__n2"))
    assert ys[1] - ys[0] == pytest.approx(17, abs=0.2)


def test_parts_of_a_whole_fill_the_bar_and_number_its_list():
    made = chart(50, 25, None, 25, kind=Kind.SHARE)
    assert [part.part for part in share_of(made)] == [0.5, 0.25, 0, 0.25]
    figure = component(made)
    wide = figure.select_one(".ch--w")
    assert [text.text for text in wide.select("text")] == ["1", "2", "4"]
    assert [row.select("td")[1].text for row in figure.select("tbody tr")] == [
        "50%",
        "25%",
        "0%",
        "25%",
    ]


def test_the_table_tells_what_was_not_entered_from_nothing():
    figure = component(chart(1200, None, 0, before=(1000, 5, 0), decimals=1, label="Month"))
    cells = [[cell.text.strip() for cell in row.select("td")] for row in figure.select("tbody tr")]
    assert cells[0] == ["1,200.0", "1,000.0", "+20%"]
    assert cells[1][1:] == ["5.0", "–"]
    assert cells[1][0]
    assert cells[2] == ["0.0", "0.0", "–"]


def test_bars_are_a_table_with_the_median_marked():
    made = chart(30, -10, None, kind=Kind.BARS, median=12)
    figure = component(made)
    assert [rect["width"] for rect in figure.select("rect")] == ["100.0", "33.3", "0.0"]
    assert len(figure.select("rect.minus")) == 1
    assert figure.select_one(".mark")["d"] == "M40.0 0V10"
    assert not figure.select("details")


def test_an_empty_chart_says_so():
    figure = component(chart(None, None))
    assert figure.select_one(".chart__says").text
    assert not figure.select("svg, table")


def test_many_lines_share_one_axis():
    charts = [chart(10, 20, kind=Kind.LINE), chart(100, 90, kind=Kind.LINE)]
    axis = multiples_axis(charts)
    svg = BeautifulSoup(small_picture(charts[0], axis), "html.parser").svg
    assert svg.select_one("text[text-anchor=start]").text == "100"


def test_a_sparkline_is_named_and_draws_even_equal_numbers():
    svg = BeautifulSoup(spark((3, None, 3), name="Visits", key="v"), "html.parser").svg
    assert svg.find(id=svg["aria-labelledby"]).text == "Visits"
    assert len(svg.select("circle")) == 1
    assert spark((None,), name="Visits", key="v") == ""


@pytest.mark.parametrize("kind", Kind.values)
def test_on_paper_a_chart_brings_its_colours(kind):
    svg = BeautifulSoup(for_paper(chart(5, None, 3, kind=kind)), "html.parser").svg
    assert svg["xmlns"] == "http://www.w3.org/2000/svg"
    assert svg.style


@pytest.mark.parametrize(
    ("value", "greatest", "width"),
    [
        (5, 10, "50.0"),
        (20, 10, "100.0"),
        (-1, 10, "10.0"),
        (1, 0, "0.0"),
        (None, 3, "0.0"),
        (Decimal(1), 2.0, "50.0"),
    ],
)
def test_bar_never_leaves_its_cell(value, greatest, width):
    assert BeautifulSoup(bar(value, greatest), "html.parser").rect["width"] == width


def test_waffle_has_a_hundred_books_at_most():
    svg = BeautifulSoup(waffle([("azurite", 70), ("ochre", 60)], title="Ages"), "html.parser")
    assert len(svg.select(".wf--azurite")) == 70
    assert len(svg.select(".wf--ochre")) == 30
