"""The letter of staff to all who are registered for a date."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Occurrence
from events.registration.models import Registration
from events.schedule.dates import clock_label, day_label
from portal.notify.letters import Letter, letter


@letter("rosters/message")
def write_message(context: Mapping[str, Any]) -> Letter | None:
    """In the language of the registration, as far as staff wrote in it."""
    row = Registration.objects.active().filter(uid=context["uid"]).first()
    date = Occurrence.objects.select_related("series").filter(pk=context["occurrence"]).first()
    if row is None or date is None:
        return None
    is_english = (get_language() or "").startswith("en") and context["text_en"]
    end = "_en" if is_english else ""
    when = f"{day_label(date.local_date)} {clock_label(date.local_start)}"
    return Letter(
        subject=context[f"subject{end}"] or context["subject"],
        paragraphs=tuple(part for part in context[f"text{end}"].split("\n") if part.strip()),
        facts=((_("Event"), date.title), (_("When"), when)),
    )
