"""The rooms of one library, for its page."""

from django.db.models import QuerySet

from events.spaces.models import Space
from portal.core.models import Library


def rooms_of(library: Library) -> QuerySet[Space]:
    return Space.objects.active().filter(library=library).select_related("library")
