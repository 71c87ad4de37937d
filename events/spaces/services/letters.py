"""Which letter goes out when; what it says stands in `notifications`."""

from events.spaces.models import Booking
from portal.notify.services import enqueue


def tell(booking: Booking, what: str) -> None:
    """Write to the reader; a booking for somebody without an account has nobody to write to."""
    if booking.reader is None:
        return
    key = f"booking:{booking.pk}:{what}:{booking.sequence}"
    enqueue(booking.reader.user, f"spaces/{what}", {"booking": booking.pk}, key=key)
