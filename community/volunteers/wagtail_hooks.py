"""What Wagtail is told of volunteers. Policies first: Wagtail asks for it."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from community.volunteers.models import Opportunity, Volunteer
from community.volunteers.permissions import may_plan
from community.volunteers.urls import desk
from community.volunteers.views.desk import AtRiskPanel
from community.volunteers.viewsets import SkillViewSet, VolunteersGroup
from portal.core.permissions import LibraryScopedPermissionPolicy

register_permission_policy(Opportunity, LibraryScopedPermissionPolicy(Opportunity))
register_permission_policy(Volunteer, LibraryScopedPermissionPolicy(Volunteer))


class PlannerMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_plan(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("volunteering/", include(desk))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return PlannerMenuItem(
        _("Shifts"), reverse("volunteer_desk:planner"), icon_name="calendar-alt", order=224
    )


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [VolunteersGroup(), SkillViewSet()]


@hooks.register("construct_homepage_panels")
def remind_of_shifts(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(AtRiskPanel())
