"""What Wagtail is told of rooms. Policies first: Wagtail asks for it."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from events.spaces.models import Booking, Space, SpaceRules
from events.spaces.permissions import BookingPermissionPolicy
from events.spaces.viewsets import EquipmentViewSet, SpacesGroup
from portal.core.permissions import LibraryScopedPermissionPolicy

register_permission_policy(Space, LibraryScopedPermissionPolicy(Space))
register_permission_policy(SpaceRules, LibraryScopedPermissionPolicy(SpaceRules))
register_permission_policy(Booking, BookingPermissionPolicy())


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [SpacesGroup(), EquipmentViewSet()]
