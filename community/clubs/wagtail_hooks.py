"""What Wagtail is told of clubs. Policies first: Wagtail asks for it."""

from typing import Any

from django.urls import include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from community.clubs.models import Club, LeadReader
from community.clubs.urls import desk
from community.clubs.viewsets import ClubsGroup
from portal.core.permissions import LibraryScopedPermissionPolicy

register_permission_policy(Club, LibraryScopedPermissionPolicy(Club))
register_permission_policy(LeadReader, LibraryScopedPermissionPolicy(LeadReader))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("club-members/", include(desk))]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [ClubsGroup()]
