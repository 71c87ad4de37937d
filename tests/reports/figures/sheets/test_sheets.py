"""Sheets as they come: what each cell of them becomes."""

import datetime as dt

import pytest
from openpyxl import Workbook

from reports.figures.sheets.interpreting import Level, interpret
from reports.figures.sheets.layout import Layout, detect
from reports.figures.sheets.names import Counted, Names
from reports.figures.sheets.reading import TableError, read

VISITS, LOANS = 1, 2
FIRST, SECOND, STREET = 11, 12, 13


@pytest.fixture
def names():
    known = Names()
    known.add_library(FIRST, ["DQ01", "东城区第一图书馆", "第一图书馆"])
    known.add_library(SECOND, ["DQ02", "东城区第二图书馆", "第二图书馆"])
    known.add_library(STREET, ["B08", "东四街道图书馆", "东四馆"], ["东四分馆（新址）"])
    known.add_indicator(Counted(VISITS, "visits", "month", True), ["到馆人次", "Visits"])
    known.add_indicator(Counted(LOANS, "loans", "day", True), ["外借册次", "Loans"])
    return known


@pytest.fixture
def sheet(tmp_path):
    """A workbook of *rows*, with merged areas."""

    def make(rows, merged=(), name="表.xlsx", title="Sheet"):
        book = Workbook()
        page = book.active
        page.title = title
        for row in rows:
            page.append(row)
        for area in merged:
            page.merge_cells(area)
        book.save(tmp_path / name)
        return read(tmp_path / name)

    return make


@pytest.fixture
def text(tmp_path):
    def make(content, encoding="utf-8"):
        path = tmp_path / "表.csv"
        path.write_bytes(content.encode(encoding))
        return read(path)

    return make


def numbers(table, names, file_name=""):
    reading = interpret(table, detect(table, names, file_name), names)
    return reading, {(n[0], n[1], str(n[3])[:7]): n[4] for n in reading.numbers}


def said(reading, level):
    return [(f"{p.column}{p.row}", p.text) for p in reading.problems if p.level == level]


def test_a_wide_sheet_with_title_merged_heading_units_total_and_signature(sheet, names):
    table = sheet(
        [
            ["东城区２０２６年３月各馆业务统计表", None, None],
            ["图书馆", "业务量", None],
            [None, "到馆人次（人次）", "外借册次（万册）"],
            ["东城区第一图书馆", "１２，３４５", 1.2],
            ["第二图书馆", "3,210 人次", "—"],
            ["东四", 0, 0.1],
            ["合计", 15555, 1.4],
            ["填表人：李", None, None],
        ],
        merged=["A1:C1", "A2:A3", "B2:C2"],
    )
    reading, found = numbers(table, names)
    assert found == {
        (VISITS, FIRST, "2026-03"): 12345,
        (LOANS, FIRST, "2026-03"): 12000,
        (VISITS, SECOND, "2026-03"): 3210,
        (VISITS, STREET, "2026-03"): 0,
        (LOANS, STREET, "2026-03"): 1000,
    }
    assert said(reading, Level.ERROR) == []
    assert [place for place, _text in said(reading, Level.WARNING)] == ["C7"]
    assert (reading.empty, reading.left_out) == (1, 2)


def test_months_as_rows_of_a_library_named_in_the_title(sheet, names):
    table = sheet([
        ["东四街道图书馆2026年统计"],
        ["月份", "到馆人次", "外借册次"],
        ["1月", 100, 10],
        ["二月", 200, None],
        ["2月", 201, None],
        ["1月", 100, 10],
        ["合计", 300, 10],
    ])  # fmt: skip
    reading, found = numbers(table, names)
    assert found == {
        (VISITS, STREET, "2026-01"): 100,
        (LOANS, STREET, "2026-01"): 10,
        (VISITS, STREET, "2026-02"): 200,
    }
    assert [place for place, _text in said(reading, Level.ERROR)] == ["B5"]
    assert [place for place, _text in said(reading, Level.NOTE)] == ["B6", "C6"]


def test_months_as_columns_below_a_year(sheet, names):
    table = sheet(
        [["馆名", "2026年", None, "2025年", None], [None, "1月", "2月", "12月", "全年合计"],
         ["第一图书馆", 1, 2, 3, 6]],
        merged=["A1:A2", "B1:C1", "D1:E1"],
    )  # fmt: skip
    layout = detect(table, names)
    layout.indicator = "visits"
    reading = interpret(table, Layout.from_json(layout.as_json()), names)
    assert [(str(n[3])[:7], n[4]) for n in reading.numbers] == [
        ("2026-01", 1), ("2026-02", 2), ("2025-12", 3)
    ]  # fmt: skip


def test_a_long_table_in_the_encoding_of_an_old_excel(text, names):
    table = text(
        "馆名,日期,指标,数值\n第一图书馆,2026年3月,到馆人次,5\n东四分馆(新址),2026-03-02,外借册次,7\n"
        "火星馆,2026-03,到馆人次,1\n第一图书馆,2026-03,游客,1\n第一图书馆,,到馆人次,1\n",
        "gb18030",
    )
    reading, _found = numbers(table, names)
    assert [tuple(n) for n in reading.numbers] == [
        (VISITS, FIRST, "month", dt.date(2026, 3, 1), 5),
        (LOANS, STREET, "day", dt.date(2026, 3, 2), 7),
    ]
    assert [place for place, _text in said(reading, Level.ERROR)] == ["A4", "C5", "D6"]
    assert dict(reading.unknown_libraries) == {"火星馆": 1}
    assert dict(reading.unknown_indicators) == {"游客": 1}


def test_a_date_of_the_calendar_stands_for_the_month_where_months_are_counted(sheet, names):
    first = dt.date(2026, 3, 1)
    table = sheet([["图书馆", "月份", "到馆人次", "外借册次"], ["第一图书馆", first, 5, 6]])
    reading, _found = numbers(table, names)
    assert [n[2] for n in reading.numbers] == ["month", "day"]


def test_below_nought_is_odd_and_far_too_large_is_wrong(text, names):
    table = text("library,date,indicator,value\nDQ01,2026-03,visits,-5\nDQ02,2026-03,visits,9e20\n"
                 f"B08,2026-03,visits,{10**14}\n")  # fmt: skip
    reading, found = numbers(table, names)
    assert list(found.values()) == [-5]
    assert [place for place, _text in said(reading, Level.WARNING)] == ["D2"]
    assert [place for place, _text in said(reading, Level.ERROR)] == ["D3", "D4"]


def test_the_value_of_a_formula_counts(sheet, names, tmp_path):
    table = sheet([["图书馆", "到馆人次"], ["第一图书馆", "=1+1"]], name="2026年3月.xlsx")
    reading, found = numbers(table, names, "2026年3月.xlsx")
    assert found == {}  # openpyxl has calculated nothing: an empty cell, not nought
    assert reading.left_out == 1


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no workbook", b"\x00\x01\x02", b"a,b\n1,2\n"]
)
def test_what_is_no_table_of_figures_is_refused(content, names, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(TableError):
        detect(read(path), names)


def test_names_that_two_libraries_share_name_none():
    known = Names()
    known.add_library(1, ["和平图书馆"])
    known.add_library(2, ["和平街道图书馆"])
    assert known.library("和平") is None
    assert known.library("和平街道图书馆") == 2
