"""What Wagtail is told of rosters."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from events.models import EventSeriesPage, Occurrence

from . import urls
from .logbook import ACTIONS, REASON
from .permissions import may_keep_rosters
from .views.panel import MissingCountsPanel


class RostersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_keep_rosters(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("registrations/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return RostersMenuItem(
        _("Registrations"), reverse("rosters:index"), icon_name="group", order=209
    )


@hooks.register("construct_homepage_panels")
def remind_of_counts(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(MissingCountsPanel())


@hooks.register("register_event_date_buttons")
def button_of_date(occurrence: Occurrence, user: Any) -> Iterator[Button]:
    if may_keep_rosters(user):
        url = reverse("rosters:roster", args=[occurrence.uid])
        yield Button(_("Registrations"), url=url, icon_name="group", priority=5)


@hooks.register("register_page_header_buttons")
def button_of_series(page: Page, user: Any, view_name: str, **kwargs: Any) -> Iterator[Button]:
    if isinstance(page, EventSeriesPage) and may_keep_rosters(user):
        url = f"{reverse('rosters:index')}?series={page.translation_key}"
        yield Button(_("Registrations"), url=url, icon_name="group", priority=66)


class Formatter(LogFormatter):
    """The action, and the reason where one was asked for."""

    def format_message(self, log_entry: Any) -> Any:
        reason = log_entry.data.get(REASON)
        return f"{self.label}: {reason}" if reason else self.label


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    for action, label in ACTIONS.items():
        formatter = type("Formatter", (Formatter,), {"label": label})
        actions.register_action(action)(formatter)
