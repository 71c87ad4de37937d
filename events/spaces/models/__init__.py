from .bookings import Booking, CopySet
from .spaces import Equipment, Seat, Space, SpaceHours, SpacePhoto, SpaceRules

__all__ = [
    "Booking",
    "CopySet",
    "Equipment",
    "Seat",
    "Space",
    "SpaceHours",
    "SpacePhoto",
    "SpaceRules",
]
