"""A book a reader waits for."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.circulation.enums import ACTIVE, TRAPPED, HoldState
from catalog.models import Record
from portal.core.models import Library

from .patron import Patron


class HoldQuerySet(models.QuerySet["Hold"]):
    def active(self) -> Self:
        return self.filter(state__in=ACTIVE)

    def waiting(self) -> Self:
        """In the order in which they are served."""
        return self.filter(state=HoldState.WAITING).order_by("placed_at", "pk")

    def trapped(self) -> Self:
        return self.filter(state__in=TRAPPED)


class Hold(models.Model):
    """Of a record, never of one copy. The queue is the order of `placed_at`."""

    # A card that is taken back takes its wishes along; loans stand.
    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="holds")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    pickup = models.ForeignKey(
        Library, verbose_name=_("pick up at"), on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        pgettext_lazy("hold", "state"),
        max_length=10,
        choices=HoldState.choices,
        default=HoldState.WAITING,
    )
    placed_at = models.DateTimeField(_("placed"), default=timezone.now)
    # The copy that is kept, while one is.
    barcode = models.CharField(_("barcode"), max_length=40, blank=True)
    pickup_until = models.DateField(_("pick up until"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["placed_at", "pk"]
        verbose_name = pgettext_lazy("book", "hold")
        verbose_name_plural = pgettext_lazy("book", "holds")
        constraints = [
            models.UniqueConstraint(
                fields=["patron", "record"], condition=Q(state__in=ACTIVE), name="hold_once"
            ),
            models.UniqueConstraint(
                fields=["barcode"], condition=Q(state__in=TRAPPED), name="copy_kept_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TRAPPED) | ~Q(barcode=""), name="hold_trapped_has_copy"
            ),
            models.CheckConstraint(
                condition=~Q(state=HoldState.READY) | Q(pickup_until__isnull=False),
                name="hold_ready_has_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["record", "placed_at"],
                condition=Q(state__in=ACTIVE),
                name="hold_queue",
            ),
            models.Index(
                fields=["pickup", "state"], condition=Q(state__in=ACTIVE), name="hold_shelf"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} → {self.pickup}"
