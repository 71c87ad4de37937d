"""How months are called below a chart and in words."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import pgettext


def short_month(month: dt.date) -> str:
    """1月 in Chinese, Jan in English."""
    # Translators: a date format as Django writes it; n is the number of the month.
    return date_format(month, pgettext("date format of a month below a chart", "M"))


def long_month(month: dt.date) -> str:
    """2026年1月, January 2026."""
    return date_format(month, "YEAR_MONTH_FORMAT")
