"""How long pages that say what is on may be kept."""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone

MAX_AGE = 5 * 60
# Pages that tell how many places are left; where there is script, `/live/` tells it to the second.
MAX_AGE_WITH_PLACES = 30


def until_next_change(
    response: HttpResponse, changes: Iterable[dt.datetime], *, has_places: bool = False
) -> HttpResponse:
    """Let *response* be kept until the first of *changes* or midnight, and never for long.

    At midnight “today” is another day.
    """
    now = timezone.now()
    tomorrow = timezone.localdate(now) + dt.timedelta(days=1)
    midnight = timezone.make_aware(dt.datetime.combine(tomorrow, dt.time()))
    coming = [moment for moment in changes if moment > now]
    seconds = int((min([midnight, *coming]) - now).total_seconds())
    longest = MAX_AGE_WITH_PLACES if has_places else MAX_AGE
    response["Cache-Control"] = f"public, max-age={max(1, min(longest, seconds))}"
    return response
