"""What may become of a party that wants places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    ENTERED = "entered", _("entered for the draw")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("place offered")
    CONFIRMED = "confirmed", _("confirmed")
    CANCELLED = "cancelled", _("cancelled")
    DECLINED = "declined", _("offer declined")
    EXPIRED = "expired", _("offer expired")
    LOST = "lost", _("no place")


# Places are theirs; an offer holds them until it is answered.
HOLDING = (Status.OFFERED, Status.CONFIRMED)
# Whoever is here cannot ask a second time, and hears of changes.
ACTIVE = (Status.ENTERED, Status.WAITING, *HOLDING)
