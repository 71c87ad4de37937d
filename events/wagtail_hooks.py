"""What Wagtail is told of events. Policies first: Wagtail asks for it."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from events import services
from events.models import EventSeriesPage, Occurrence
from events.permissions import SessionPermissionPolicy
from events.views import admin
from events.viewsets import ProvisionViewSet, SessionViewSet

register_permission_policy(Occurrence, SessionPermissionPolicy(Occurrence))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [SessionViewSet(), ProvisionViewSet()]


@hooks.register("after_copy_page")
def let_copy_start_afresh(request: HttpRequest, page: Page, new_page: Page) -> None:
    if isinstance(new_page, EventSeriesPage) and new_page.alias_of_id is None:
        services.start_afresh(new_page.get_latest_revision_as_object(), user=request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    urls = ([path("dates/", admin.dates, name="dates")], "events_admin")
    return [path("events/", include(urls, namespace="events_admin"))]
