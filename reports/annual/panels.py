"""What an editor of a report sees of its numbers."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel


class NumbersPanel(Panel):
    """When the numbers were frozen, what is missing, what has changed since, and the file."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "annual/admin/numbers.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and bool(self.instance.year)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            return {
                **super().get_context_data(parent_context),
                "freezes": page.freezes,
                "warnings": page.numbers.warnings(page.codes),
                "changed": page.numbers.changed(page.codes),
                "freeze_url": reverse("annual_desk:freeze", args=[page.pk]),
                "live": page.live,
            }
