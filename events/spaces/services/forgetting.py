"""What is kept of bookings when the person goes, or when it is no longer needed."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from events.spaces.enums import HOLDING, Status
from events.spaces.models import Booking
from portal.accounts.models import User

KEEP = dt.timedelta(days=90)
PERSONAL = {"holder": "", "phone": "", "group": "", "purpose": ""}


@transaction.atomic
def forget_user(user: User) -> None:
    """Give back what is to come; of the rest only that the room was used stays."""
    rows = Booking.objects.filter(reader__user=user)
    rows.filter(status__in=HOLDING, end__gt=timezone.now()).update(status=Status.CANCELLED)
    rows.update(**PERSONAL, reason="", reason_en="", reader=None)


def forget_old(*, dry_run: bool = False) -> int:
    """Wipe names, telephones and purposes of bookings that ended long ago; how many there were.

    The link to a reader's account stays: it is the reader's own history.
    """
    old = Booking.objects.filter(end__lt=timezone.now() - KEEP).exclude(**PERSONAL)
    return old.count() if dry_run else old.update(**PERSONAL)
