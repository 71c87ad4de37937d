"""What everybody may know of the places of a date: the same for all, so pages can be kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.enums import RegistrationMode, State
from events.models import EventSeries, Occurrence
from events.registration.models import Pool
from events.schedule.dates import clock_label, day_label

from .places import pools_of

FEW = 5


@dataclass(frozen=True, slots=True)
class Availability:
    """`icon` and `pigment` are names of the design system; *action* is what the button says.

    Without *action* nobody can register now. *short* is the label where a line has little room.
    """

    key: str
    label: str
    icon: str
    pigment: str
    action: str = ""
    taken: int = 0
    capacity: int | None = None
    short: str = ""


def with_availability(rows: Iterable[Occurrence]) -> list[Occurrence]:
    """Attach to each date its `.places` (a pool) and its `.availability`, or None.

    One query for all, none where nobody registers.
    """
    rows = list(rows)
    now = timezone.now()
    asked = [row for row in rows if _has_registration(row, now)]
    with_places = [row for row in asked if row.series.registration != RegistrationMode.EXTERNAL]
    pools = pools_of(with_places) if with_places else {}
    for row in rows:
        row.places, row.availability = pools.get(row.pk), None
    for row in asked:
        row.availability = availability(row.series, row.places, now)
    return rows


def _has_registration(row: Occurrence, now: dt.datetime) -> bool:
    is_ahead = row.state == State.SCHEDULED and row.end > now
    return is_ahead and row.series.registration != RegistrationMode.NONE


def availability(terms: EventSeries, pool: Pool | None, now: dt.datetime) -> Availability | None:
    """The places of *pool* under *terms*; None where there is nothing to say."""
    if terms.registration == RegistrationMode.EXTERNAL:
        return Availability("external", _("Register on another website"), "globe", "azurite")
    if pool is None:
        return None
    if terms.registration == RegistrationMode.STAFF_ONLY:
        label, short = _("Register at the library"), _("at the library")
        return Availability("staff", label, "phone", "azurite", short=short)
    if now >= pool.closes_at:
        label, short = _("Registration has closed"), pgettext("registration", "closed")
        return Availability("closed", label, "close", "mute", short=short)
    return _not_yet(terms, pool, now) or _draw_ahead(terms, pool, now) or _places(pool)


def _not_yet(terms: EventSeries, pool: Pool, now: dt.datetime) -> Availability | None:
    if pool.opens_at is None or now >= pool.opens_at:
        return None
    earlier = dt.timedelta(hours=terms.priority_hours)
    if earlier and now >= pool.opens_at - earlier:
        label, short = _("Open for priority groups"), _("priority first")
        return Availability("early", label, "clock", "malachite", _("Register"), short=short)
    local = timezone.localtime(pool.opens_at)
    label = _("Opens on %(day)s at %(time)s") % {
        "day": day_label(local.date()),
        "time": clock_label(local),
    }
    short = _("opens %(day)s") % {"day": day_label(local.date())}
    return Availability("soon", label, "clock", "azurite", short=short)


def _draw_ahead(terms: EventSeries, pool: Pool, now: dt.datetime) -> Availability | None:
    if terms.registration != RegistrationMode.DRAW or pool.draw_at is None or now >= pool.draw_at:
        return None
    label = _("By draw on %(day)s") % {"day": day_label(timezone.localdate(pool.draw_at))}
    short = pgettext("registration", "draw")
    return Availability("draw", label, "ticket", "azurite", _("Enter the draw"), short=short)


def _places(pool: Pool) -> Availability:
    if pool.general_free is None:
        return Availability("open", _("Places for everybody"), "check", "malachite", _("Register"))
    if pool.general_free > 0 and not pool.waiting:
        found = _left(pool.general_free)
    elif pool.reserved_free and not pool.waiting_priority:
        found = _kept(pool.reserved_free)
    elif pool.is_list_full:
        short = pgettext("registration", "full")
        found = Availability("full", _("All places taken"), "close", "cinnabar", short=short)
    else:
        found = _waiting(pool.waiting)
    return replace(found, taken=pool.taken, capacity=pool.capacity)


def _left(number: int) -> Availability:
    label = ngettext("%(number)d place left", "%(number)d places left", number)
    label %= {"number": number}
    key, icon, pigment = "left", "check", "malachite"
    if number <= FEW:
        key, icon, pigment = "few", "hourglass", "gamboge"
    short = pgettext("registration", "%(number)d left") % {"number": number}
    return Availability(key, label, icon, pigment, _("Register"), short=short)


def _kept(number: int) -> Availability:
    label = ngettext(
        "%(number)d place for priority groups", "%(number)d places for priority groups", number
    )
    label %= {"number": number}
    return Availability(
        "kept", label, "hand", "gamboge", _("Register"), short=_("for priority groups")
    )


def _waiting(number: int) -> Availability:
    label = _("Full, waiting list")
    if number:
        label = ngettext("Full, %(number)d waiting", "Full, %(number)d waiting", number)
        label %= {"number": number}
    action, short = _("Join the waiting list"), pgettext("registration", "waiting list")
    return Availability("waiting", label, "hourglass", "gamboge", action, short=short)
