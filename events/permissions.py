"""Who may change a single date or a template, and who is shown what is for staff only."""

from collections.abc import Collection
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from portal.core.permissions import LibraryScopedPermissionPolicy, scope_of


class SessionPermissionPolicy(LibraryScopedPermissionPolicy):
    """Dates come from the planner: nobody adds or deletes one by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("change", "view") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class TemplatePermissionPolicy(ModelPermissionPolicy):
    """Who plans for the whole network keeps the templates; those of a branch use them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if not super().user_has_permission(user, action):
            return False
        return action == "view" or scope_of(user) is None

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_see_staff_pages(user: Any) -> bool:
    """Whoever may enter the admin is staff."""
    return bool(user.has_perm("wagtailadmin.access_admin"))
