"""How it stands with a call for entries, as one says it at the door."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.works.enums import Stage

EVENING = 18


def opens_words(opens_at: dt.datetime) -> str:
    moment = timezone.localtime(opens_at)
    days = _days_until(moment)
    if days == 0:
        return _("opens today at %(time)s") % {"time": _time(moment)}
    if days == 1:
        return _("opens tomorrow")
    return ngettext("opens in %(days)d day", "opens in %(days)d days", days) % {"days": days}


def closes_words(closes_at: dt.datetime) -> str:
    moment = timezone.localtime(closes_at)
    days = _days_until(moment)
    if days == 0 and moment.hour >= EVENING:
        return _("closes tonight at %(time)s") % {"time": _time(moment)}
    if days == 0:
        return _("closes today at %(time)s") % {"time": _time(moment)}
    if days == 1:
        return _("closes tomorrow at %(time)s") % {"time": _time(moment)}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def results_words(results_on: dt.date | None) -> str:
    if results_on is None or results_on < timezone.localdate():
        return _("being judged")
    day = date_format(results_on, "MONTH_DAY_FORMAT")
    return _("being judged, results on %(day)s") % {"day": day}


def stage_words(stage: Stage) -> str:
    return _("the results are out") if stage == Stage.RESULTS else str(stage.label)


def ages_words(start: int | None, end: int | None) -> str:
    """The ages of a group as one says them."""
    if start is None and end is None:
        return _("all ages")
    if end is None:
        return _("from %(start)d years") % {"start": start}
    if start is None:
        return _("up to %(end)d years") % {"end": end}
    return _("%(start)d to %(end)d years") % {"start": start, "end": end}


def _days_until(moment: dt.datetime) -> int:
    return (moment.date() - timezone.localdate()).days


def _time(moment: dt.datetime) -> str:
    return date_format(moment, "TIME_FORMAT")
