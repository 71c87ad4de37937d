"""Who keeps clubs and sees their members: the right is that on clubs, the scope the library."""

from typing import Any

from community.clubs.models import Club
from portal.core.permissions import LibraryScopedPermissionPolicy

CLUBS = LibraryScopedPermissionPolicy(Club)


def may_keep_clubs(user: Any) -> bool:
    return bool(CLUBS.user_has_permission(user, "change"))
