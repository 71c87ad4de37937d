"""What waits for staff, on the first page of the admin."""

from typing import Any

from wagtail.admin.ui.components import Component

from portal.core.selectors.holidays import holiday_tasks


class HolidayTasksPanel(Component):
    """Nothing while the holiday calendar is complete."""

    name = "holiday_tasks"
    template_name = "core/admin/holiday_tasks.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"tasks": holiday_tasks()}
