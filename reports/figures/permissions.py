"""Who may do what with numbers."""

from collections.abc import Collection
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from portal.core.models import Library
from portal.core.permissions import scope_of


def may_import(user: Any) -> bool:
    """Import tables, see all batches, undo them: for statisticians."""
    return bool(user.is_active and user.has_perm("figures.add_batch"))


def may_enter(user: Any) -> bool:
    """Fill in monthly returns: for staff of branches, and for statisticians in their place."""
    return bool(user.is_active and user.has_perm("figures.change_fact"))


def own_libraries(user: Any) -> list[Library]:
    """The libraries whose returns somebody fills in."""
    libraries = Library.objects.all()
    scope = scope_of(user)
    return list(libraries if scope is None else libraries.filter(pk__in=scope.libraries))


class BatchPermissionPolicy(ModelPermissionPolicy):
    """Batches are looked at and undone, never edited."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and may_import(user)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
