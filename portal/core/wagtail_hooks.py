"""What the kernel registers with Wagtail's admin. Policies first: Wagtail asks for it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry, register_permission_policy

from .models import Library, LibraryStaff, Notice
from .permissions import (
    LibraryPagePermissionPolicy,
    LibraryScopedPermissionPolicy,
    choosable_pages,
    scope_of,
)
from .views.home_panels import HolidayTasksPanel
from .viewsets import (
    AudienceViewSet,
    FooterColumnViewSet,
    LibrariesGroup,
    MenuItemViewSet,
    TopicViewSet,
)

register_permission_policy(Page, LibraryPagePermissionPolicy(Page))
register_permission_policy(Library, LibraryScopedPermissionPolicy(Library, "pk"))
register_permission_policy(Notice, LibraryScopedPermissionPolicy(Notice))
register_permission_policy(LibraryStaff, LibraryScopedPermissionPolicy(LibraryStaff))


@hooks.register("construct_page_chooser_queryset")
def hide_drafts_of_others(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return pages.filter(choosable_pages(request.user))


@hooks.register("construct_explorer_page_queryset")
def refuse_pages_of_others(
    parent_page: Page, pages: QuerySet[Page], request: HttpRequest
) -> QuerySet[Page]:
    """Wagtail's explorer opens any page whose number is known, and shows the title of its draft."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(request.user)
    if scope_of(request.user) is not None and not explorable.filter(pk=parent_page.pk).exists():
        raise PermissionDenied
    return pages


@hooks.register("construct_homepage_panels")
def show_holiday_tasks(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("core.change_closureday"):
        panels.append(HolidayTasksPanel())


@hooks.register("construct_reports_menu")
def hide_report_on_page_types(request: HttpRequest, menu_items: list[Any]) -> None:
    """It names the page last edited of each type, whosever it is."""
    if scope_of(request.user) is not None:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [
        LibrariesGroup(),
        AudienceViewSet(),
        TopicViewSet(),
        MenuItemViewSet(),
        FooterColumnViewSet(),
    ]
