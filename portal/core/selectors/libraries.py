"""The library network as pages and filters need it."""

from django.db.models import QuerySet

from portal.core.models import Library


def libraries() -> QuerySet[Library]:
    """All libraries with parent, hours, exceptional days and facilities, in four queries."""
    return Library.objects.select_related("parent").prefetch_related(
        "opening_hours", "exceptional_days", "facilities"
    )
