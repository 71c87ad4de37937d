import datetime as dt
from decimal import Decimal

import pytest

from reports.figures.enums import Span
from reports.figures.sheets import cells
from reports.figures.sheets.cells import CellError


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("3,210 册", 3210), ("３２１０", 3210), ("1，234.5", Decimal("1234.5")), ("1.2万", 12000),
        ("0.35亿", 35_000_000), ("12万册", 120_000), ("-5", -5), (0, 0), ("0", 0),
        (12.5, Decimal("12.5")),
        (0.1, Decimal("0.1")), ("1 234", 1234), ("95%", 95),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(raw, expected):
    assert cells.number(raw) == expected


@pytest.mark.parametrize("raw", [None, "", " ", "—", "/", "未统计", "N/A"])
def test_not_entered_is_not_nought(raw):
    assert cells.number(raw) is None


@pytest.mark.parametrize("raw", ["三千", "12,34", "1.2.3", "约100", "100-200", True, float("nan")])
def test_what_is_no_number_says_so(raw):
    with pytest.raises(CellError):
        cells.number(raw)


def test_a_heading_may_count_in_ten_thousands():
    assert cells.number("3.5", cells.times_of("购书经费（万元）")) == 35000
    assert cells.number(7, cells.times_of("购书经费(万元)")) == 70000
    assert cells.times_of("购书经费（元）") == 0


@pytest.mark.parametrize(
    ("raw", "span", "start"),
    [
        ("2026年3月", Span.MONTH, (2026, 3, 1)), ("２０２６年３月", Span.MONTH, (2026, 3, 1)),
        ("2026-03", Span.MONTH, (2026, 3, 1)), ("2026/3", Span.MONTH, (2026, 3, 1)),
        ("202603", Span.MONTH, (2026, 3, 1)), ("26.3", Span.MONTH, (2026, 3, 1)),
        (26.3, Span.MONTH, (2026, 3, 1)), ("26年3月", Span.MONTH, (2026, 3, 1)),
        ("三月", Span.MONTH, (2025, 3, 1)), ("12月份", Span.MONTH, (2025, 12, 1)),
        ("2026年3月5日", Span.DAY, (2026, 3, 5)), ("20260305", Span.DAY, (2026, 3, 5)),
        ("2026.03.05", Span.DAY, (2026, 3, 5)), ("2026年度", Span.YEAR, (2026, 1, 1)),
        (2026, Span.YEAR, (2026, 1, 1)), (dt.date(2026, 3, 5), Span.DAY, (2026, 3, 5)),
    ],
)  # fmt: skip
def test_times_as_people_write_them(raw, span, start):
    moment = cells.time(raw, 2025)
    assert (moment.span, moment.start) == (span, dt.date(*start))


@pytest.mark.parametrize(
    "raw", ["2026年13月", "2026-02-30", "一季度", "1-3月", 26.1, "3026年", "册"]
)
def test_what_is_no_time_says_so(raw):
    with pytest.raises(CellError):
        cells.time(raw, 2025)


def test_a_month_alone_needs_a_year():
    with pytest.raises(CellError):
        cells.time("3月")


def test_titles_name_their_time():
    assert cells.time_within("东城区2026年3月各馆业务统计表").start == dt.date(2026, 3, 1)
    assert cells.time_within("2026年度报表").span == Span.YEAR
    assert cells.time_within("月报-2026-03.xlsx").span == Span.MONTH
    assert cells.time_within("各馆统计表") is None
