"""Adds what the processes have counted to the numbers of the day."""

from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from .models import DayViews

# By kind of page and whether it was a robot.
Counts = Mapping[tuple[str, bool], int]

# One statement adds to the day's row or makes it, the same on both databases.
_ADD = f"""
    INSERT INTO {DayViews._meta.db_table} (day, section, is_robot, count)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (day, section, is_robot) DO UPDATE
    SET count = {DayViews._meta.db_table}.count + EXCLUDED.count
"""  # noqa: S608 (the name of our own table)


def add(counts: Counts) -> None:
    """Add *counts* to today's; rows in one order, so that two processes never wait in a circle."""
    today = timezone.localdate()
    rows = [(today, section, robot, n) for (section, robot), n in sorted(counts.items())]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)
