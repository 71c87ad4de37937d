"""Who may do what with bookings."""

from typing import Any

from events.spaces.models import Booking
from portal.core.permissions import LibraryScopedPermissionPolicy


class BookingPermissionPolicy(LibraryScopedPermissionPolicy):
    """Bookings are called off, not deleted: what was agreed stays to be seen."""

    def __init__(self) -> None:
        super().__init__(Booking, "space__library")

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)
