"""Who may decide: the right is the one to change contributions, the scope that of the library.

What belongs to no library, as a review does, is decided by those who work for the whole network.
"""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from community.moderation.models import Contribution
from portal.core.permissions import LibraryScopedPermissionPolicy, scope_of

CONTRIBUTIONS = LibraryScopedPermissionPolicy(Contribution)


def may_moderate(user: Any) -> bool:
    return bool(CONTRIBUTIONS.user_has_permission(user, "change"))


class NetworkPermissionPolicy(ModelPermissionPolicy):
    """Rows of the whole network: nobody with posts at single libraries sees or changes them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return scope_of(user) is None and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
