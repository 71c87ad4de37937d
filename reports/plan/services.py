"""What changes the state of an action."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.plan.enums import State
from reports.plan.errors import PlanError
from reports.plan.models import Action, Update


@transaction.atomic
def record(
    action: Action,
    *,
    state: State,
    by: str,
    text: str,
    by_en: str = "",
    text_en: str = "",
    on: dt.date | None = None,
) -> Update:
    """Enter into the log what is new, and let the action stand as the latest entry says."""
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise PlanError(_("The day lies ahead."), field="on")
    if not (text.strip() and by.strip()):
        raise PlanError(_("Say what is new, and which post says so."), field="text")
    locked = Action.objects.select_for_update().get(pk=action.pk)
    entry = Update.objects.create(
        action=locked, on=on, state=state, by=by, by_en=by_en, text=text, text_en=text_en
    )
    latest = locked.updates.order_by("-on", "-pk")[0]
    Action.objects.filter(pk=locked.pk).update(state=latest.state, changed_on=latest.on)
    action.state, action.changed_on = latest.state, latest.on
    return entry
