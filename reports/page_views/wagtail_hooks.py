"""What the page views register in the admin. The policy first: Wagtail asks for it."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import DayViews
from .views import PageViewsView

policy = ModelPermissionPolicy(DayViews)
register_permission_policy(DayViews, policy)


@hooks.register("register_permissions")
def view_permission() -> Any:
    return Permission.objects.filter(content_type__app_label="page_views", codename="view_dayviews")


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    return [
        path("reports/page-views/", PageViewsView.as_view(), name="page_views_report"),
        path(
            "reports/page-views/results/",
            PageViewsView.as_view(results_only=True),
            name="page_views_report_results",
        ),
    ]


class PageViewsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    url = reverse("page_views_report")
    return PageViewsMenuItem(_("Page views"), url, name="page-views", icon_name="view", order=910)
