"""What Wagtail is told of borrowing: the posters on the walls of libraries."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import may_keep_codes
from .urls import posters


class PostersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_keep_codes(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("borrowing/", include(posters))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return PostersMenuItem(
        _("Self-checkout"), reverse("borrowing_posters:index"), icon_name="mobile-alt", order=208
    )
