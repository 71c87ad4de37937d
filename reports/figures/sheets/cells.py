"""What a cell of a spreadsheet means: a number, a time, a name."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from reports.figures.enums import Span

Raw = str | int | float | bool | dt.date | None

# What people write where they have no number. Nought is not among them.
_NOTHING = {"", "-", "--", "—", "——", "–", "/", "\\", "…", "n/a", "na", "空", "未统计", "无数据"}
_TIMES = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}
_NUMBER = re.compile(
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(千万|百万|千|万|亿)?(?:[^\d,.+-]{0,8})"
)
_DAY = re.compile(r"(\d{4}|\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_MONTH = re.compile(r"(\d{4}|\d{2})[年./-](\d{1,2})月?份?")
_YEAR = re.compile(r"(\d{4}|\d{2}(?=年))(?:年度?)?")
_MONTH_ALONE = re.compile(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])月份?")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_DIGITS |= {"十": 10, "十一": 11, "十二": 12}


class CellError(ValueError):
    """Why a cell is not understood, in words fit to show."""


@dataclass(frozen=True, slots=True)
class Time:
    span: Span
    start: dt.date
    is_date_cell: bool = False  # a day of a calendar: it may stand for its month


def plain(text: str) -> str:
    """Full-width signs as narrow ones, without the blanks of all kinds."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def number(raw: Raw, times: int = 0) -> Decimal | int | None:
    """The number of a cell, None for an empty one; *times* is a power of ten of its column."""
    value = _number(raw)
    return (
        value.scaleb(times)
        if times and isinstance(value, Decimal)
        else (value * 10**times if times and value is not None else value)
    )


def _number(raw: Raw) -> Decimal | int | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        return int(raw) if raw.isascii() and raw.isdigit() else _number_in(raw)
    if isinstance(raw, bool | dt.date):
        raise CellError(_("This is no number."))
    if isinstance(raw, float):
        if raw != raw or raw in (float("inf"), float("-inf")):
            raise CellError(_("This is no number."))
        return Decimal(repr(raw))
    return raw


def _number_in(text: str) -> Decimal | None:
    word = plain(text).replace("'", "").replace("−", "-")
    if word.lower() in _NOTHING:
        return None
    if not (found := _NUMBER.fullmatch(word)):
        raise CellError(_("“%(text)s” is no number.") % {"text": text.strip()[:40]})
    digits, times = found.groups()
    return Decimal(digits.replace(",", "")).scaleb(_TIMES.get(times, 0))


def times_of(heading: str) -> int:
    """The power of ten in a heading such as “经费（万元）”."""
    found = re.search(r"[(\[](千万|百万|千|万|亿)", plain(heading))
    return _TIMES[found.group(1)] if found else 0


@lru_cache(4096)
def time(raw: Raw, year: int | None = None) -> Time:
    """The day, month or year of a cell; *year* completes a month that has none."""
    if isinstance(raw, dt.datetime):
        return Time(Span.DAY, raw.date(), is_date_cell=True)
    if isinstance(raw, dt.date):
        return Time(Span.DAY, raw, is_date_cell=True)
    if isinstance(raw, float) and not raw.is_integer():
        # 26.1 may be January, or October whose nought the spreadsheet has dropped.
        if str(raw).endswith(".1"):
            raise CellError(_("%(text)s may be January or October: write 2026-01.") % {"text": raw})
        raw = str(raw)
    text = plain(str(int(raw) if isinstance(raw, float) else raw))
    try:
        return _time_in(text, year)
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError(_("“%(text)s” is no date.") % {"text": text[:40]}) from None


def _time_in(text: str, year: int | None) -> Time:
    if text.isdigit() and len(text) == 8:
        return Time(Span.DAY, dt.date(int(text[:4]), int(text[4:6]), int(text[6:])))
    if text.isdigit() and len(text) == 6:
        return Time(Span.MONTH, dt.date(int(text[:4]), int(text[4:]), 1))
    if found := _DAY.fullmatch(text):
        return Time(Span.DAY, dt.date(_year(found[1]), int(found[2]), int(found[3])))
    if found := _MONTH.fullmatch(text):
        return Time(Span.MONTH, dt.date(_year(found[1]), int(found[2]), 1))
    if found := _YEAR.fullmatch(text):
        return Time(Span.YEAR, dt.date(_year(found[1]), 1, 1))
    if found := _MONTH_ALONE.fullmatch(text):
        if year is None:
            raise CellError(_("“%(text)s” says no year.") % {"text": text})
        month = _DIGITS.get(found[1]) or int(found[1])
        return Time(Span.MONTH, dt.date(year, month, 1))
    raise CellError(_("“%(text)s” is no date.") % {"text": text[:40]})


def _year(digits: str) -> int:
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if not 1900 <= year <= 2100:
        raise CellError(_("The year %(year)d cannot be right.") % {"year": year})
    return year


def time_within(text: str) -> Time | None:
    """The month or year that a title speaks of, such as “2026年3月各馆业务统计表”."""
    word = plain(text)
    found = re.search(r"(\d{4})年(1[012]|0?[1-9])月(?!\d|[-—至到])", word)
    if found:
        return Time(Span.MONTH, dt.date(int(found[1]), int(found[2]), 1))
    if found := re.search(r"(?<!\d)(20\d\d|19\d\d)(?:年|-(1[012]|0[1-9])(?!\d))", word):
        if found[2]:
            return Time(Span.MONTH, dt.date(int(found[1]), int(found[2]), 1))
        return Time(Span.YEAR, dt.date(int(found[1]), 1, 1))
    return None


_TOTALS = {"合计", "总计", "共计", "总和", "总数", "全区合计", "全馆合计", "累计", "total", "sum"}
_SUBTOTALS = {"小计", "subtotal"}


def is_total(raw: Raw) -> bool:
    if not isinstance(raw, str):
        return False
    word = plain(raw).strip(":").lower()
    return word in _TOTALS or (len(word) < 10 and word.endswith(("合计", "总计", "共计")))


def is_subtotal(raw: Raw) -> bool:
    return isinstance(raw, str) and plain(raw).strip(":").lower() in _SUBTOTALS


@lru_cache(4096)
def name_key(text: str) -> str:
    """What two ways of writing one name have in common."""
    word = plain(text).casefold()
    return re.sub(r"[·•・\-_.,、:;“”\"'’‘]", "", word)


def without_remark(text: str) -> str:
    """The heading without its unit: “外借册次（册）” is “外借册次”."""
    return re.sub(r"[(\[].*?[)\]]$", "", plain(text))
