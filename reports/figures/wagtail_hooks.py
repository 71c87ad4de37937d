"""What Wagtail is told of figures. Policies first: Wagtail asks for it."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from .models import Batch
from .permissions import BatchPermissionPolicy, may_enter
from .urls import desk
from .viewsets import FiguresGroup

register_permission_policy(Batch, BatchPermissionPolicy(Batch))


class ReturnsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_enter(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("figures/returns/", include(desk))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    url = reverse("figure_returns:index")
    return ReturnsMenuItem(_("Monthly returns"), url, icon_name="form", order=227)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [FiguresGroup()]
