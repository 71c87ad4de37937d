"""Who may see who comes: the right is the one on registrations, the scope that of the date."""

from typing import Any

from events.models import Occurrence
from events.registration.models import Registration
from portal.core.permissions import LibraryScopedPermissionPolicy

ROSTERS = LibraryScopedPermissionPolicy(Occurrence, auth_model=Registration)


def may_keep_rosters(user: Any) -> bool:
    return bool(ROSTERS.user_has_permission(user, "change"))
