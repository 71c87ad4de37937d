"""What stands beside the fields of an action."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel


class LogPanel(Panel):
    """The log of the action, to read, and the way to a new entry."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "plan/admin/log.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "history": self.instance.updates.all(),
                "record_url": reverse("plan_desk:record", args=[self.instance.pk]),
            }
