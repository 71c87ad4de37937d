"""What the search registers in the admin."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import SearchQuery
from .staff_views import SearchesView

policy = ModelPermissionPolicy(SearchQuery)
register_permission_policy(SearchQuery, policy)


@hooks.register("register_permissions")
def register_view_permission():
    return Permission.objects.filter(content_type__app_label="search", codename="view_searchquery")


@hooks.register("register_admin_urls")
def register_report_urls():
    return [
        path("reports/searches/", SearchesView.as_view(), name="search_report"),
        path(
            "reports/searches/results/",
            SearchesView.as_view(results_only=True),
            name="search_report_results",
        ),
    ]


class SearchesMenuItem(MenuItem):
    def is_shown(self, request):
        return policy.user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def register_report_menu_item():
    return SearchesMenuItem(
        _("Searches"), reverse("search_report"), name="searches", icon_name="search", order=900
    )
