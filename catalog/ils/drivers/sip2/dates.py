"""Days as SIP2 servers write them: due dates are free text."""

import datetime as dt
import re

_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")


def day(text: str) -> dt.date | None:
    """The day in *text*; None where there is none, or where day and month cannot be told apart."""
    if found := _COMPACT.search(text) or _YEAR_FIRST.search(text):
        return _date(*map(int, found.groups()))
    if found := _YEAR_LAST.search(text):
        first, second, year = map(int, found.groups())
        if first > 12 or first == second:
            return _date(year, second, first)
        if second > 12:
            return _date(year, first, second)
    return None


def stamp() -> str:
    """Now, as messages carry it: local time, with blanks where a zone may stand."""
    return dt.datetime.now().astimezone().strftime("%Y%m%d    %H%M%S")


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
