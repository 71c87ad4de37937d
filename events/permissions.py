"""Who may change a single date, and who is shown what is for staff only."""

from collections.abc import Collection
from typing import Any

from portal.core.permissions import LibraryScopedPermissionPolicy


class SessionPermissionPolicy(LibraryScopedPermissionPolicy):
    """Dates come from the planner: nobody adds or deletes one by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("change", "view") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_see_staff_pages(user: Any) -> bool:
    """Whoever may enter the admin is staff."""
    return bool(user.has_perm("wagtailadmin.access_admin"))
