"""The terms of a room, as they are told to the reader who asks: each at the field it is about."""

import calendar as months
import datetime as dt

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.schedule.dates import day_label
from events.spaces.enums import BookableBy, BookingKind, TimeMode
from events.spaces.errors import BookingError
from events.spaces.models import Booking, Space, SpaceRules
from events.spaces.selectors import Calendar
from events.spaces.selectors.availability import DAY, local_midnight
from portal.accounts.models import Reader

Span = tuple[dt.datetime, dt.datetime]


def check(
    calendar: Calendar,
    *,
    reader: Reader,
    span: Span,
    people: int,
    group: str,
    kind: str,
    without: Booking | None = None,
) -> None:
    """Raise `BookingError` with every problem there is."""
    space = calendar.space
    problems = {
        "": _who(space, kind),
        "group": _group(space, group),
        "people": _people(space, people),
        "start": _when(calendar, span)
        or _limits(space.rules, reader, timezone.localdate(span[0]), without),
    }
    if found := {field: text for field, text in problems.items() if text}:
        raise BookingError(found)


def _who(space: Space, kind: str) -> str:
    if not space.is_open_to_readers:
        return _("This room cannot be booked here. Please ask at the desk.")
    if kind == BookingKind.BOOK_CLUB and not space.takes_book_clubs:
        return _("This room is not for book clubs.")
    return ""


def _group(space: Space, group: str) -> str:
    if space.bookable_by == BookableBy.GROUPS and not group.strip():
        return _("This room is for groups; say which one you are.")
    return ""


def _people(space: Space, people: int) -> str:
    least, most = space.rules.min_people, space.most_people
    if people > most:
        return ngettext(
            "This room is for one person at most.",
            "This room is for %(n)s people at most.",
            most,
        ) % {"n": most}
    if people < least and not space.has_seats:
        return ngettext(
            "This room is for at least one person.",
            "This room is for at least %(n)s people.",
            least,
        ) % {"n": least}
    return ""


def _when(calendar: Calendar, span: Span) -> str:
    start, end = span
    rules = calendar.space.rules
    if start < calendar.now:
        return _("This time has passed.")
    if start < calendar.earliest:
        return ngettext(
            "Please book at least an hour before.",
            "Please book at least %(n)s hours before.",
            rules.lead_hours,
        ) % {"n": rules.lead_hours}
    if start >= calendar.latest:
        date = day_label(calendar.last_date, with_year=True)
        return _("Bookings are open until %(date)s only.") % {"date": date}
    if not calendar.is_open(start, end):
        return _("The room is not open then.")
    return _length(calendar, span)


def _length(calendar: Calendar, span: Span) -> str:
    rules = calendar.space.rules
    slots = calendar.on(timezone.localdate(span[0]))
    start, end = (moment.astimezone(dt.UTC) for moment in span)
    if rules.mode != TimeMode.FREE:
        if (start, end) in [(slot.start, slot.end) for slot in slots]:
            return ""
        return _("Choose one of the times on offer.")
    if start not in [slot.start for slot in slots]:
        return _("Choose one of the starting times on offer.")
    minutes = (end - start).total_seconds() / 60
    if not rules.min_minutes <= minutes <= rules.max_minutes:
        lengths = {"least": rules.min_minutes, "most": rules.max_minutes}
        return _("A booking lasts from %(least)s to %(most)s minutes.") % lengths
    return ""


def _limits(rules: SpaceRules, reader: Reader, date: dt.date, without: Booking | None) -> str:
    """Counted by the library's own days, weeks from Monday and months."""
    periods = {
        "day": (rules.per_day, date, date),
        "week": (rules.per_week, *_week(date)),
        "month": (rules.per_month, *_month(date)),
    }
    limits = {name: row for name, row in periods.items() if row[0] is not None}
    if not limits:
        return ""
    rows = Booking.objects.holding().for_reader(reader).filter(space__rules=rules)
    if without:
        rows = rows.exclude(pk=without.pk)
    counts = rows.aggregate(
        **{name: Count("pk", filter=_within(*days)) for name, (_most, *days) in limits.items()}
    )
    full = [name for name, (most, *_days) in limits.items() if counts[name] >= most]
    return _too_many(full[0], limits[full[0]][0] or 0) if full else ""


def _too_many(period: str, most: int) -> str:
    texts = {
        "day": ngettext(
            "You may book once a day here.", "You may book %(n)s times a day here.", most
        ),
        "week": ngettext(
            "You may book once a week here.", "You may book %(n)s times a week here.", most
        ),
        "month": ngettext(
            "You may book once a month here.", "You may book %(n)s times a month here.", most
        ),
    }
    return texts[period] % {"n": most}


def _week(date: dt.date) -> tuple[dt.date, dt.date]:
    monday = date - date.weekday() * DAY
    return monday, monday + 6 * DAY


def _month(date: dt.date) -> tuple[dt.date, dt.date]:
    last = months.monthrange(date.year, date.month)[1]
    return date.replace(day=1), date.replace(day=last)


def _within(first: dt.date, last: dt.date) -> Q:
    return Q(start__gte=local_midnight(first), start__lt=local_midnight(last + DAY))
