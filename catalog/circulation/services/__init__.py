"""Everything that changes cards, loans and holds. Each locks the card, then the record."""

from .holds import cancel_hold, expire_pickups, place_hold
from .lending import check_out, renew
from .patrons import authenticate, register_patron, set_pin
from .privacy import forget_returned
from .returning import Returned, take_in

__all__ = [
    "Returned",
    "authenticate",
    "cancel_hold",
    "check_out",
    "expire_pickups",
    "forget_returned",
    "place_hold",
    "register_patron",
    "renew",
    "set_pin",
    "take_in",
]
