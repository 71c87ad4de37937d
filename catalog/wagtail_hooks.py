"""What the catalogue registers in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from catalog.models import HarvestRun, ImportRun, Record
from catalog.permissions import ReadOnlyPermissionPolicy
from catalog.status import views as status
from catalog.viewsets import CatalogueGroup, RecordChooserViewSet, record_chooser

register_permission_policy(Record, ReadOnlyPermissionPolicy(Record))
register_permission_policy(ImportRun, ReadOnlyPermissionPolicy(ImportRun))
register_permission_policy(HarvestRun, ReadOnlyPermissionPolicy(HarvestRun))


@hooks.register("register_admin_viewset")
def register_record_chooser() -> RecordChooserViewSet:
    return record_chooser


@hooks.register("register_admin_viewset")
def register_catalogue() -> CatalogueGroup:
    return CatalogueGroup()


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("library-system/", status.StatusView.as_view(), name="library_system")]


class _StatusMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return status.may_see(request.user)


@hooks.register("register_reports_menu_item")
def library_system_menu_item() -> MenuItem:
    url = reverse("library_system")
    return _StatusMenuItem(_("Library system"), url, icon_name="link", order=900)
