"""Who is registered: for staff by date, for readers by family."""

from django.db.models import QuerySet

from events.models import Occurrence
from events.places.enums import Status
from events.registration.enums import Presence
from events.registration.models import Attendee, Pool, Registration
from portal.accounts.models import Reader

WITH_PEOPLE = ("reader__user", "priority_group", "pool__occurrence__series", "pool__series")


def active(occurrence: Occurrence) -> QuerySet[Registration]:
    """Whoever has to do with *occurrence*, those with places first, the queue in its order."""
    rows = Registration.objects.of_occurrence(occurrence).active()
    return (
        rows.select_related(*WITH_PEOPLE)
        .prefetch_related("attendees__member")
        .order_by("status", "order", "created_at")
    )


def of_reader(reader: Reader) -> QuerySet[Registration]:
    """All a family ever registered for, what comes last first."""
    return (
        Registration.objects.of_reader(reader)
        .select_related("pool__occurrence__series", "pool__occurrence__library", "pool__series")
        .prefetch_related("attendees__member")
        .order_by("-pool__starts_at", "-pk")
    )


def without_account(occurrence: Occurrence) -> QuerySet[Registration]:
    """Those whom no letter reaches: staff call them."""
    return active(occurrence).filter(reader__isnull=True)


def draw_entries(pool: Pool) -> QuerySet[Registration]:
    return pool.registrations.filter(status=Status.ENTERED)


def attended(occurrence: Occurrence) -> QuerySet[Attendee]:
    return Attendee.objects.filter(
        attendances__occurrence=occurrence, attendances__state=Presence.CAME
    ).select_related("member", "registration")
