"""What Wagtail is told of annual reports."""

from typing import Any

from django.urls import include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from reports.annual.urls import desk


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("annual-report/", include(desk))]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    @actions.register_action("annual.freeze")
    class FrozenAgain(LogFormatter):
        label = gettext_lazy("Freeze the numbers again")

        def format_message(self, entry: Any) -> str:
            return _("Froze the numbers again: %(reason)s") % {
                "reason": entry.data.get("reason", "")
            }
