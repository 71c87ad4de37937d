"""What Wagtail is told of volunteers. Policies first: Wagtail asks for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from community.volunteers.models import Opportunity, Volunteer
from community.volunteers.viewsets import OpportunityViewSet, SkillViewSet
from portal.core.permissions import LibraryScopedPermissionPolicy

register_permission_policy(Opportunity, LibraryScopedPermissionPolicy(Opportunity))
register_permission_policy(Volunteer, LibraryScopedPermissionPolicy(Volunteer))


class VolunteersGroup(ViewSetGroup):
    menu_label = _("Volunteers")
    menu_icon = "group"
    menu_order = 225
    items = (OpportunityViewSet,)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [VolunteersGroup(), SkillViewSet()]
