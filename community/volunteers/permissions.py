"""Who plans shifts and sees volunteers: the right is that on volunteers, the scope the library."""

from typing import Any

from community.volunteers.models import Opportunity, Volunteer
from portal.core.permissions import LibraryScopedPermissionPolicy, scope_of

VOLUNTEERS = LibraryScopedPermissionPolicy(Opportunity, auth_model=Volunteer)


def may_plan(user: Any) -> bool:
    return bool(VOLUNTEERS.user_has_permission(user, "change"))


def works_for_network(user: Any) -> bool:
    """Whether the user may let somebody help everywhere."""
    return scope_of(user) is None
