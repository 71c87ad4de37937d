"""From the terms of a series and the start of a date to the moments that matter."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from typing import Any

from events.enums import RegistrationMode


@dataclass(frozen=True, slots=True)
class Windows:
    """When registration opens (None: at once), closes, is drawn, when kept places become free for
    all and when people are reminded (None: never).
    """

    opens_at: dt.datetime | None
    closes_at: dt.datetime
    draw_at: dt.datetime | None
    release_at: dt.datetime | None
    remind_at: dt.datetime | None


def windows(terms: Any, starts_at: dt.datetime) -> Windows:
    def before(hours: int) -> dt.datetime:
        return starts_at - dt.timedelta(hours=hours)

    is_draw = terms.registration == RegistrationMode.DRAW
    return Windows(
        opens_at=_opens_at(terms, starts_at),
        closes_at=before(terms.closes_hours_before),
        draw_at=before(terms.draw_hours_before) if is_draw else None,
        release_at=before(terms.reserved_release_hours) if terms.reserved_places else None,
        remind_at=before(terms.reminder_hours) if terms.reminder_hours else None,
    )


def _opens_at(terms: Any, starts_at: dt.datetime) -> dt.datetime | None:
    """On a day, at an hour people can keep in mind, not at the minute of the event."""
    if terms.opens_days_before is None:
        return None
    zone = zoneinfo.ZoneInfo(terms.tz)
    day = starts_at.astimezone(zone).date() - dt.timedelta(days=terms.opens_days_before)
    return dt.datetime.combine(day, terms.opens_time, tzinfo=zone)
