"""Who has a copy next: strictly in the order in which the holds were placed."""

import datetime as dt

from django.utils import timezone

from catalog.circulation.enums import HoldState
from catalog.circulation.models import Hold
from portal.core.models import Library


def pass_on(record_pk: int, barcode: str, place: Library) -> Hold | None:
    """Keep the copy, which stands at *place*, for the first who waits; the record is locked."""
    waiting = Hold.objects.waiting().filter(record=record_pk)
    hold = waiting.select_related("patron__rules", "pickup").first()
    if hold is None:
        return None
    hold.barcode = barcode
    if hold.pickup_id == place.pk:
        make_ready(hold)
    else:
        hold.state = HoldState.IN_TRANSIT
        hold.save(update_fields=["state", "barcode"])
    return hold


def make_ready(hold: Hold) -> None:
    """The copy has arrived where it is to be picked up."""
    hold.state = HoldState.READY
    days = dt.timedelta(days=hold.patron.rules.pickup_days)
    hold.pickup_until = timezone.localdate() + days
    hold.save(update_fields=["state", "barcode", "pickup_until"])
