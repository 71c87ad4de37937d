"""Times, ages and hours in words, in the active language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.volunteers.models.shift import Shift
from events.schedule.dates import day_label, span_label, weekday_label


def when_label(shift: Shift) -> str:
    """“3 月 7 日 星期六 10:00–12:00”."""
    date = shift.local_date
    times = span_label(shift.local_start, shift.local_end)
    return f"{day_label(date)} {weekday_label(date)} {times}"


def hours_label(minutes: int) -> str:
    """“12.5 hours”: halves and quarters as they are, no needless zeros."""
    return _("%(hours)s h") % {"hours": decimal_hours(minutes)}


def decimal_hours(minutes: int) -> str:
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def age_label(years: int) -> str:
    return ngettext("from %(n)d year", "from %(n)d years", years) % {"n": years}
