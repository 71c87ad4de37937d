"""Editors choose the best reviews; nobody writes or deletes one in the admin."""

from typing import Any

from community.moderation.permissions import NetworkPermissionPolicy


class ReviewPermissionPolicy(NetworkPermissionPolicy):
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("change", "view") and super().user_has_permission(user, action)
