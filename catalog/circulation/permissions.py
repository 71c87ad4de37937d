"""Who serves at which desk: the right is the one on loans, the scope that of the libraries."""

from typing import Any

from django.db.models import QuerySet

from catalog.circulation.driver import LocalSystem
from catalog.circulation.models import Loan
from catalog.ils.capabilities import Role
from catalog.systems import ils
from portal.core.models import Library
from portal.core.permissions import LibraryScopedPermissionPolicy

DESKS = LibraryScopedPermissionPolicy(Library, "pk", auth_model=Loan)


def is_in_use() -> bool:
    """Whether the portal lends by itself; with another library system there is no desk here."""
    return isinstance(ils().routes.get(Role.PATRONS), LocalSystem)


def may_serve(user: Any) -> bool:
    return is_in_use() and bool(DESKS.user_has_permission(user, "change"))


def desks_of(user: Any) -> QuerySet[Any]:
    return DESKS.instances_user_has_any_permission_for(user, ["change"]).order_by(
        "level", "position", "pk"
    )
