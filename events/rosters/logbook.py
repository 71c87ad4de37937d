"""What staff do with registrations, kept in the history of the date: numbers, never names."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from events.models import Occurrence

REASON = "reason"

# Action and what the history says of it.
ACTIONS = {
    "rosters.register": _("Registered somebody"),
    "rosters.walk_in": _("Let somebody in at the door"),
    "rosters.cancel": _("Cancelled a registration"),
    "rosters.promote": _("Gave a place out of order"),
    "rosters.capacity": _("Changed the number of places"),
    "rosters.close": _("Closed the attendance"),
    "rosters.count": _("Entered the head-count"),
    "rosters.lift_pause": _("Lifted a pause of booking"),
    "rosters.message": _("Wrote to all who are registered"),
    "rosters.draw": _("Made the draw"),
    "rosters.feedback": _("Took out what people thought as a spreadsheet"),
    "rosters.export": _("Took out the list as a spreadsheet"),
}


def note(occurrence: Occurrence, action: str, *, by: Any, **data: Any) -> None:
    log(instance=occurrence, action=f"rosters.{action}", user=by, data=data or None)
