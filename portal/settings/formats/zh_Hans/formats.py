"""Dates of the Chinese pages where Django's own differ from what is usual."""

MONTH_DAY_FORMAT = "n月j日"  # Django writes 01月1日
