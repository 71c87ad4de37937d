"""What Wagtail is told of moderation. Policies first: Wagtail asks for it."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from community.moderation.models import Ban, Contribution, Reason, Word
from community.moderation.permissions import CONTRIBUTIONS, NetworkPermissionPolicy
from community.moderation.reader_chooser import reader_chooser
from community.moderation.urls import admin
from community.moderation.viewsets import LoadPanel, ModerationGroup

register_permission_policy(Contribution, CONTRIBUTIONS)
register_permission_policy(Reason, NetworkPermissionPolicy(Reason))
register_permission_policy(Word, NetworkPermissionPolicy(Word))
register_permission_policy(Ban, NetworkPermissionPolicy(Ban))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("moderation/", include(admin))]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [ModerationGroup(), reader_chooser]


@hooks.register("construct_homepage_panels")
def show_load(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(LoadPanel())
