"""A date has changed: whoever has to do with it hears of it once."""

from django.db import transaction

from events.models import Occurrence
from events.registration import notifications
from events.registration.models import Registration


@transaction.atomic
def tell(occurrence: Occurrence) -> None:
    """Queue the letters about *occurrence* as it is now, and note that it was done.

    Called after each change and by the clock for those that were missed; a change meanwhile leaves
    the note standing, so that it is told the next time.
    """
    occurrence.refresh_from_db(fields=["sequence"])
    told = Registration.objects.of_occurrence(occurrence).active().select_related("reader")
    notifications.date_changed(occurrence, told)
    unchanged = Occurrence.objects.filter(pk=occurrence.pk, sequence=occurrence.sequence)
    unchanged.update(notice_due=False)
