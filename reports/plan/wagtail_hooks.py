"""What Wagtail is told of plans. Policies first: Wagtail asks for it."""

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from reports.plan.models import Action
from reports.plan.permissions import ACTIONS, may_record
from reports.plan.urls import desk
from reports.plan.viewsets import PlanGroup

register_permission_policy(Action, ACTIONS)
register_snippet(PlanGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("plan/", include(desk))]


@hooks.register("register_snippet_listing_buttons")
def record_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Action) and may_record(user):
        address = reverse("plan_desk:record", args=[snippet.pk])
        yield Button(_("What is new"), address, icon_name="plus", priority=5)
