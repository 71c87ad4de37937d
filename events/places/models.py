"""Abstract rows: a number of places, and the parties that want them."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .enums import ACTIVE, HOLDING, Status


class Pool(models.Model):
    """Places counted by heads. Every decision is made on this one row, so that it cannot be wrong.

    *reserved* places are a part of the capacity kept for priority parties. Only `services` writes
    these fields.
    """

    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)
    reserved_taken = models.PositiveIntegerField(default=0)
    # How many parties wait, how many of them have priority, and the last number given in the queue.
    waiting = models.PositiveIntegerField(default=0)
    waiting_priority = models.PositiveIntegerField(default=0)
    serial = models.PositiveIntegerField(default=0)
    # How many parties may wait: empty means any number, 0 means that there is no list.
    waiting_limit = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="%(app_label)s_%(class)s_within_capacity",
            ),
            models.CheckConstraint(
                condition=Q(reserved_taken__lte=F("reserved")) & Q(reserved_taken__lte=F("taken")),
                name="%(app_label)s_%(class)s_within_reserved",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(reserved__lte=F("capacity")),
                name="%(app_label)s_%(class)s_reserved_of_capacity",
            ),
            models.CheckConstraint(
                condition=Q(waiting_priority__lte=F("waiting")),
                name="%(app_label)s_%(class)s_priority_of_waiting",
            ),
        ]

    @property
    def free(self) -> int | None:
        """Places nobody has, reserved ones among them; None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def reserved_free(self) -> int:
        return self.reserved - self.reserved_taken

    @property
    def general_free(self) -> int | None:
        """Places anybody may have."""
        return None if self.free is None else self.free - self.reserved_free

    @property
    def is_list_full(self) -> bool:
        return self.waiting_limit is not None and self.waiting >= self.waiting_limit


class ClaimQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(status__in=ACTIVE)

    def holding(self) -> Self:
        """Those whose places are counted as taken."""
        return self.filter(status__in=HOLDING)

    def queue(self) -> Self:
        """Who waits, first come first."""
        return self.filter(status=Status.WAITING).order_by("order")


class Claim(models.Model):
    """One party that wants places of a pool. A concrete model adds `pool`, a foreign key."""

    pool: models.ForeignKey

    status = models.CharField(
        _("state"), max_length=9, choices=Status.choices, default=Status.WAITING
    )
    people = models.PositiveSmallIntegerField(pgettext_lazy("number", "people"))
    # How many of its places are reserved ones.
    reserved = models.PositiveSmallIntegerField(default=0, editable=False)
    is_priority = models.BooleanField(_("has priority"), default=False)
    # The number drawn at the end of the queue, by the pool's own count: clocks may differ.
    order = models.PositiveIntegerField(null=True, blank=True, editable=False)
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1) & Q(reserved__lte=F("people")),
                name="%(app_label)s_%(class)s_has_people",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.OFFERED) | Q(offered_until__isnull=False),
                name="%(app_label)s_%(class)s_offer_ends",
            ),
            # Two parties never have the same number in one queue.
            models.UniqueConstraint(
                fields=["pool", "order"],
                condition=Q(status=Status.WAITING),
                name="%(app_label)s_%(class)s_order",
            ),
        ]

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def holds_places(self) -> bool:
        return self.status in HOLDING
