"""Draws: the seed is fixed before anybody enters, the order follows from it alone."""

import hashlib
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from events.places import services as places
from events.places.enums import Status
from events.registration import notifications
from events.registration.errors import NotOpenError
from events.registration.models import Draw, Pool, Registration

from .places import changing


def prepare_draw(pool: Pool) -> Draw:
    """Fix the seed; `Draw.commitment` can be published from now on."""
    draw, _is_new = Draw.objects.get_or_create(pool=pool)
    return draw


def drawn_order(draw: Draw, uids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """The same seed and the same entries give the same order, on any machine."""
    return sorted(uids, key=draw.rank)


def run_draw(pool: Pool) -> Draw:
    """Draw once the window has closed; a second call changes nothing.

    The entries line up in the order drawn and get places as from a waiting list: whole parties
    only, strictly in order, priority groups first for the places kept for them.
    """
    draw = prepare_draw(pool)
    with changing(pool) as locked:
        draw.refresh_from_db()
        if draw.drawn_at:
            return draw
        if locked.draw_at is None or timezone.now() < locked.draw_at:
            raise NotOpenError(_("People can still enter. The draw is made when entering ends."))
        entries = {row.uid: row for row in locked.registrations.filter(status=Status.ENTERED)}
        order = drawn_order(draw, entries)
        drawn = [entries[uid] for uid in order]
        places.line_up(locked, drawn)
        places.promote(locked)
        _drop_the_rest(locked)
        _record(draw, order)
        notifications.drawn(Registration.objects.filter(uid__in=order).select_related("reader"))
    return draw


def _drop_the_rest(pool: Pool) -> None:
    """The waiting list holds so many, in the order drawn; the others have lost."""
    if pool.waiting_limit is None:
        return
    for registration in list(pool.registrations.queue()[pool.waiting_limit :]):
        places.release(pool, registration, Status.LOST, ended_at=timezone.now())


def _record(draw: Draw, order: list[uuid.UUID]) -> None:
    draw.drawn_at = timezone.now()
    draw.entries = len(order)
    draw.digest = hashlib.sha256("\n".join(map(str, order)).encode()).hexdigest()
    draw.save()
