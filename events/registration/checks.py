"""What registrations have to say about a page that is to be published."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import RegistrationMode
from events.places.enums import Status
from events.registration.models import Pool, Registration
from events.schedule.checks import register_check
from events.schedule.terms import Problems


def problems_with_registrations(schedule: Any) -> Problems:
    """Nobody who has a place loses it by an edit of the series."""
    key = schedule.translation_key
    pools = Pool.objects.filter(
        Q(occurrence__series__translation_key=key) | Q(series__translation_key=key),
        ends_at__gt=timezone.now(),
    )
    standing = Registration.objects.active().filter(pool__in=pools)
    problems: Problems = {}
    if schedule.capacity is not None:
        fuller = pools.filter(own_capacity__isnull=True, taken__gt=schedule.capacity)
        if pool := fuller.order_by("-taken").first():
            problems["capacity"] = _(
                "On one date %(taken)d places are taken already; there cannot be fewer."
            ) % {"taken": pool.taken}
    if standing.filter(pool__series__isnull=schedule.is_for_whole_course).exists():
        problems["registration_unit"] = _("People have registered already; this must stay.")
    is_draw = schedule.registration == RegistrationMode.DRAW
    if not is_draw and standing.filter(status=Status.ENTERED).exists():
        problems["registration"] = _("People have entered for a draw; it must be made first.")
    return problems


def connect() -> None:
    register_check(problems_with_registrations)
