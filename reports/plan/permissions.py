"""Who enters what is new: whoever may change actions."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from reports.plan.models import Action

ACTIONS = ModelPermissionPolicy(Action)


def may_record(user: Any) -> bool:
    return bool(ACTIONS.user_has_permission(user, "change"))
