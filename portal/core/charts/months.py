"""How months are called below a chart and in words."""

import datetime as dt
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext


def short_month(month: dt.date) -> str:
    """1月 in Chinese, Jan in English."""
    return _named(month, get_language() or "")[0]


def long_month(month: dt.date) -> str:
    """2026年1月, January 2026."""
    return _named(month, get_language() or "")[1]


@lru_cache(maxsize=1000)  # a page of figures names the same dozen a hundred times
def _named(month: dt.date, language: str) -> tuple[str, str]:
    # Translators: a date format as Django writes it; n is the number of the month.
    short = pgettext("date format of a month below a chart", "M")
    return date_format(month, short), date_format(month, "YEAR_MONTH_FORMAT")
