"""What Wagtail is told of events. Policies first: Wagtail asks for it."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from events import services
from events.models import EventSeriesPage, EventTemplate, Occurrence
from events.permissions import SessionPermissionPolicy, TemplatePermissionPolicy
from events.views import admin, coverage, templates
from events.views.bulk import CancelDates, ReinstateDates
from events.views.following import coming_dates, following, warn_of_clashes
from events.viewsets import (
    PriorityGroupViewSet,
    ProvisionViewSet,
    SessionViewSet,
    TemplateViewSet,
)

register_permission_policy(Occurrence, SessionPermissionPolicy(Occurrence))
register_permission_policy(EventTemplate, TemplatePermissionPolicy(EventTemplate))


@hooks.register("after_publish_page")
def say_clashes(request: HttpRequest, page: Page) -> None:
    if isinstance(page, EventSeriesPage):
        warn_of_clashes(request, coming_dates(page))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [SessionViewSet(), TemplateViewSet(), ProvisionViewSet(), PriorityGroupViewSet()]


@hooks.register("after_copy_page")
def let_copy_start_afresh(request: HttpRequest, page: Page, new_page: Page) -> None:
    if isinstance(new_page, EventSeriesPage) and new_page.alias_of_id is None:
        services.start_afresh(new_page.get_latest_revision_as_object(), user=request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    patterns = [
        path("dates/", admin.dates, name="dates"),
        path("dates/<int:pk>/following/", following, name="following"),
        path("templates/new-series/", templates.NewSeriesView.as_view(), name="new_series"),
        path("templates/coverage/", coverage.CoverageView.as_view(), name="coverage"),
        path("templates/<int:pk>/roll-out/", templates.RollOutView.as_view(), name="roll_out"),
    ]
    return [path("events/", include((patterns, "events_admin"), namespace="events_admin"))]


hooks.register("register_bulk_action", CancelDates)
hooks.register("register_bulk_action", ReinstateDates)
