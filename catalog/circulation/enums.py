"""The states of holds and of cards."""

from django.db import models
from django.utils.translation import pgettext_lazy


class HoldState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("hold", "waiting")
    IN_TRANSIT = "in_transit", pgettext_lazy("hold", "on its way")
    READY = "ready", pgettext_lazy("hold", "ready to be picked up")
    COLLECTED = "collected", pgettext_lazy("hold", "picked up")
    CANCELLED = "cancelled", pgettext_lazy("hold", "cancelled")
    EXPIRED = "expired", pgettext_lazy("hold", "not picked up")


# A copy is kept for the hold.
TRAPPED = (HoldState.IN_TRANSIT, HoldState.READY)
ACTIVE = (HoldState.WAITING, *TRAPPED)


class CardBlock(models.TextChoices):
    """Why nothing is lent on a card; the values are codes of the port."""

    LOST = "patron.card_lost", pgettext_lazy("card", "reported lost")
    RESTRICTED = "patron.restricted", pgettext_lazy("card", "blocked by the library")
