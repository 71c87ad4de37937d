"""How a series recurs at one library, said by its first date: every week, every other week, …"""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.schedule.recurrence import WEEKDAYS, Rule


class Repeats(models.TextChoices):
    TEMPLATE = "template", _("as in the template")
    ONCE = "once", _("once")
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("every month, on this weekday")


def rule_from(repeats: str, first: dt.date, template: Rule | None) -> str:
    """The rule for a series that begins on *first*; it falls on the weekday of that date."""
    day = WEEKDAYS[first.weekday()]
    if repeats == Repeats.WEEKLY:
        return _line(f"FREQ=WEEKLY;BYDAY={day}")
    if repeats == Repeats.FORTNIGHTLY:
        return _line(f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}")
    if repeats == Repeats.MONTHLY:
        return _line(f"FREQ=MONTHLY;BYDAY={_nth(first)}{day}")
    if repeats == Repeats.TEMPLATE and template is not None:
        return _moved(template, first, day)
    return ""


def _moved(rule: Rule, first: dt.date, day: str) -> str:
    """A rule with one weekday follows the date; any other stays as it is."""
    if len(rule.days) != 1 or rule.month_days or rule.position or rule.months:
        return str(rule)
    if rule.freq == "WEEKLY":
        return _line(f"FREQ=WEEKLY;INTERVAL={rule.interval};BYDAY={day}")
    if rule.freq == "MONTHLY":
        return _line(f"FREQ=MONTHLY;INTERVAL={rule.interval};BYDAY={_nth(first)}{day}")
    return str(rule)


def _nth(date: dt.date) -> int:
    """Which of its weekdays in the month it is; the last one where it may be the fifth."""
    nth = (date.day - 1) // 7 + 1
    return nth if nth < 5 else -1


def _line(text: str) -> str:
    return str(Rule.parse(text))
