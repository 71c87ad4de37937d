"""Who may hang up and change the codes of libraries."""

from typing import Any

from django.db.models import QuerySet

from catalog.borrowing.models import BranchCode
from catalog.ils.capabilities import Capability
from catalog.systems import ils
from portal.core.models import Library
from portal.core.permissions import LibraryScopedPermissionPolicy

CODES = LibraryScopedPermissionPolicy(Library, "pk", auth_model=BranchCode)


def may_keep_codes(user: Any) -> bool:
    can_lend = ils().can(Capability.SELF_CHECKOUT)
    return can_lend and bool(CODES.user_has_permission(user, "change"))


def libraries_of(user: Any) -> QuerySet[Any]:
    return CODES.instances_user_has_any_permission_for(user, ["change"]).order_by(
        "level", "position", "pk"
    )
