"""Personal data of bookings (see `portal.accounts.privacy`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from events.spaces import services
from events.spaces.models import Booking
from portal.accounts.models import User
from portal.accounts.privacy import register


def _bookings(user: User) -> list[dict[str, Any]]:
    rows = Booking.objects.filter(reader__user=user).detailed().prefetch_related("copy_sets")
    return [
        {
            "room": str(row.space),
            "seat": row.seat and row.seat.label,
            "start": row.start.isoformat(),
            "end": row.end.isoformat(),
            "status": row.get_status_display(),
            "group": row.group,
            "purpose": row.purpose,
            "people": row.people,
            "books": [str(copies) for copies in row.copy_sets.all()],
            "reason": row.reason_label,
            "created_at": row.created_at.isoformat(),
        }
        for row in rows
    ]


register("spaces.Booking", _("Bookings of rooms"), export=_bookings, erase=services.forget_user)
