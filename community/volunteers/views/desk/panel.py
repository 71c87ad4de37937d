"""What the front page of the admin reminds of."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from community.volunteers import selectors
from community.volunteers.enums import Stage
from community.volunteers.permissions import may_plan


class AtRiskPanel(Component):
    """Shifts that are near and lack people, and applications nobody has looked at."""

    name = "shifts_at_risk"
    template_name = "volunteers/admin/panel.html"
    order = 185

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not may_plan(user):
            return {"at_risk": 0, "applications": 0}
        applied = selectors.own_volunteers(user).filter(stage=Stage.APPLIED)
        return {
            "at_risk": selectors.at_risk(selectors.own_shifts(user)).count(),
            "applications": applied.count(),
        }
