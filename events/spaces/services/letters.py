"""Which letter goes out when; what it says stands in `notifications`."""

from events.spaces.models import Booking
from portal.notify.models import Message
from portal.notify.services import enqueue_many


def tell(booking: Booking, what: str) -> None:
    """Write to the reader; a booking for somebody without an account has nobody to write to."""
    if booking.reader is None:
        return
    letter = Message(
        user_id=booking.reader.user_id,
        template=f"spaces/{what}",
        context={"booking": booking.pk},
        key=f"booking:{booking.pk}:{what}:{booking.sequence}",
        language=booking.reader.language,
    )
    enqueue_many([letter])
