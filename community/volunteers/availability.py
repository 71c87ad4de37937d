"""What everybody may know of the places of a shift: the same for all, so pages can be kept."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from community.volunteers.models.shift import Shift
from events.schedule.dates import clock_label, day_label


@dataclass(frozen=True, slots=True)
class Availability:
    """`icon` and `pigment` are names of the design system; without *action* nobody can sign up."""

    key: str
    label: str
    icon: str
    pigment: str
    action: str = ""


def availability(shift: Shift) -> Availability:
    now = timezone.now()
    if shift.is_cancelled:
        return Availability("cancelled", _("Cancelled"), "close", "cinnabar")
    if now >= shift.starts_at:
        return Availability("over", _("Has begun or is over"), "close", "mute")
    if now >= shift.closes_at:
        return Availability("closed", _("Sign-up has closed: ask the library"), "close", "mute")
    if now < shift.opens_at:
        opens = timezone.localtime(shift.opens_at)
        label = _("Opens on %(day)s at %(time)s") % {
            "day": day_label(opens.date()),
            "time": clock_label(opens),
        }
        return Availability("soon", label, "clock", "azurite")
    return _places(shift)


def _places(shift: Shift) -> Availability:
    if shift.missing and not shift.waiting:
        label = ngettext(
            "%(number)d volunteer wanted", "%(number)d volunteers wanted", shift.missing
        )
        label %= {"number": shift.missing}
        return Availability("free", label, "hand", "malachite", _("Sign up"))
    if shift.is_list_full:
        return Availability("full", _("All places taken"), "close", "mute")
    label = _("Full, waiting list")
    if shift.waiting:
        label = npgettext(
            "shift", "Full, %(number)d waiting", "Full, %(number)d waiting", shift.waiting
        )
        label %= {"number": shift.waiting}
    return Availability("waiting", label, "hourglass", "gamboge", _("Join the waiting list"))
