"""What Wagtail is told of works. Policies first: Wagtail asks for it."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from community.works import selectors
from community.works.models import Call
from community.works.permissions import CALLS
from community.works.urls import admin
from community.works.viewsets import CallViewSet, keep_calls_with_works

register_permission_policy(Call, CALLS)
register_snippet(CallViewSet)


class JuryMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return selectors.is_manager(request.user) or selectors.may_judge(request.user)


hooks.register("before_delete_snippet", keep_calls_with_works)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("works/", include(admin))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return JuryMenuItem(_("Jury"), reverse("works_desk:index"), icon_name="pick", order=218)
