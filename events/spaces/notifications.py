"""Letters about bookings: asked for, given, declined, moved, called off, given back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from events.schedule.dates import day_label, span_label, weekday_label
from events.spaces.enums import Status
from events.spaces.models import Booking
from portal.notify.letters import Letter, letter, site_url

Context = Mapping[str, Any]


def _booking(context: Context, *states: str) -> Booking | None:
    """The booking, as long as what the letter says still holds."""
    rows = Booking.objects.detailed().filter(pk=context["booking"])
    return rows.filter(status__in=states).first()


def _letter(booking: Booking | None, subject: str, *paragraphs: str) -> Letter | None:
    if booking is None:
        return None
    return Letter(
        subject=subject % {"room": booking.space.label},
        paragraphs=paragraphs,
        facts=tuple(facts(booking)),
        button=(_("See the booking"), site_url(booking.get_absolute_url())),
    )


def facts(booking: Booking) -> list[tuple[str, str]]:
    """What was booked, line by line; of use to pages as well."""
    date = booking.local_date
    library = booking.space.library
    rows = [
        (_("When"), f"{day_label(date, with_year=True)} {weekday_label(date)}"),
        (_("Time"), span_label(booking.local_start, booking.local_end)),
        (_("Room"), booking.space.label),
        (_("Seat"), booking.seat.label if booking.seat else ""),
        (_("Library"), library.label),
        (
            _("Where"),
            " · ".join(filter(None, (booking.space.directions_label, library.address_label))),
        ),
        (_("Books"), _("; ").join(map(str, booking.copy_sets.all()))),
        (_("Reason"), booking.reason_label),
    ]
    return [(label, value) for label, value in rows if value]


@letter("spaces/requested")
def requested(context: Context) -> Letter | None:
    return _letter(
        _booking(context, Status.REQUESTED),
        _("We have your request for %(room)s"),
        _("The time is kept for you. A librarian decides about it, and you get another e-mail."),
    )


@letter("spaces/approved")
def approved(context: Context) -> Letter | None:
    return _letter(
        _booking(context, Status.APPROVED),
        _("%(room)s is booked for you"),
        _("If you cannot come, please give it back: somebody else will be glad of it."),
    )


@letter("spaces/declined")
def declined(context: Context) -> Letter | None:
    return _letter(
        _booking(context, Status.DECLINED),
        _("We cannot give you %(room)s"),
        _("We are sorry. The reason stands below; perhaps another time or room will do."),
    )


@letter("spaces/moved")
def moved(context: Context) -> Letter | None:
    return _letter(
        _booking(context, Status.APPROVED, Status.REQUESTED),
        _("Your booking of %(room)s has another time"),
        _("This is what holds now."),
    )


@letter("spaces/called_off")
def called_off(context: Context) -> Letter | None:
    return _letter(
        _booking(context, Status.CANCELLED),
        _("Your booking of %(room)s is cancelled"),
        _("We are sorry: the library had to cancel it. The reason stands below."),
    )


@letter("spaces/given_back")
def given_back(context: Context) -> Letter | None:
    return _letter(
        _booking(context, Status.CANCELLED),
        _("You gave %(room)s back"),
        _("Thank you for telling us. Nothing else is to be done."),
    )
