"""What Wagtail is told of events. Policies first: Wagtail asks for it."""

from typing import Any

from django.urls import include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from events.models import Occurrence
from events.permissions import SessionPermissionPolicy
from events.views import admin
from events.viewsets import ProvisionViewSet, SessionViewSet

register_permission_policy(Occurrence, SessionPermissionPolicy(Occurrence))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [SessionViewSet(), ProvisionViewSet()]


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    urls = ([path("dates/", admin.dates, name="dates")], "events_admin")
    return [path("events/", include(urls, namespace="events_admin"))]
