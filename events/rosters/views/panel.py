"""What the front page of the admin reminds of."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from events.rosters.permissions import may_keep_rosters
from events.rosters.selectors import own_dates, without_count


class MissingCountsPanel(Component):
    """Dates of the last month of which nobody has said how many came."""

    name = "missing_head_counts"
    template_name = "rosters/missing_panel.html"
    order = 190

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not may_keep_rosters(user):
            return {"missing": 0}
        return {"missing": without_count(own_dates(user)).count()}
