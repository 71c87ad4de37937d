"""What Wagtail is told of lending: the desk, where the portal lends by itself, and its rules."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from . import urls
from .logbook import ACTIONS
from .models import CirculationRules
from .permissions import may_serve
from .viewsets import RulesViewSet

register_permission_policy(CirculationRules, ModelPermissionPolicy(CirculationRules))


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_serve(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("desk/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Lending desk"), reverse("circulation:desk"), icon_name="desktop", order=207
    )


@hooks.register("register_admin_viewset")
def register_rules() -> RulesViewSet:
    return RulesViewSet()


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)
