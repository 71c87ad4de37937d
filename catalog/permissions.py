"""Who may see the catalogue in the admin: everyone who works there; nobody edits it by hand."""

from collections.abc import Collection
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


def may_import(user: Any) -> bool:
    return bool(user.has_perm("catalog.add_importrun"))


def may_hide(user: Any) -> bool:
    """Who may keep a book out of recommendations."""
    return bool(user.has_perm("catalog.add_hiddenrecord"))


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Rows come from an import, so the only action there is is to look."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(
            action == "view" and user.is_active and user.has_perm("wagtailadmin.access_admin")
        )

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
