"""Who has which room when."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import RangeBoundary
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Record
from events.models import Occurrence
from events.spaces.constraints import NoOverlap
from events.spaces.enums import HOLDING, BookingKind, Status
from portal.accounts.models import Reader
from portal.core.bilingual import localized

from .spaces import Seat, Space


class BookingQuerySet(models.QuerySet["Booking"]):
    def holding(self) -> Self:
        """Those that keep others away: requested or approved."""
        return self.filter(status__in=HOLDING)

    def overlapping(self, since: dt.datetime, until: dt.datetime) -> Self:
        """Whose time, with what is kept free around it, touches the span."""
        return self.filter(blocked_from__lt=until, blocked_until__gt=since)

    def upcoming(self) -> Self:
        return self.filter(end__gt=timezone.now())

    def waiting(self) -> Self:
        """Requests to be decided."""
        return self.filter(status=Status.REQUESTED, end__gt=timezone.now())

    def for_reader(self, reader: Reader) -> Self:
        return self.filter(reader=reader)

    def detailed(self) -> Self:
        return self.select_related("space__library", "space__rules", "seat", "occurrence__series")


class Booking(models.Model):
    """A room, or a seat in it, for a time; only `services` writes it.

    `start` and `end` are what was booked; from `blocked_from` to `blocked_until` nobody else can
    have the place, which the database itself sees to.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    space = models.ForeignKey(
        Space, verbose_name=_("room"), on_delete=models.PROTECT, related_name="bookings"
    )
    # Without a seat the booking is of the whole room.
    seat = models.ForeignKey(
        Seat,
        verbose_name=_("seat"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bookings",
    )
    kind = models.CharField(
        _("kind"), max_length=9, choices=BookingKind.choices, default=BookingKind.ROOM
    )
    status = models.CharField(
        _("state"), max_length=9, choices=Status.choices, default=Status.REQUESTED
    )
    # That a room was used stays for the figures when the reader goes; who it was does not.
    reader = models.ForeignKey(
        Reader, on_delete=models.SET_NULL, null=True, blank=True, related_name="bookings"
    )
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    # Somebody without an account, as told to staff; wiped with the purpose after a while.
    holder = models.CharField(_("booked for"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    group = models.CharField(pgettext_lazy("booking", "group"), max_length=80, blank=True)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    people = models.PositiveSmallIntegerField(
        pgettext_lazy("number", "people"), default=1, validators=[MinValueValidator(1)]
    )
    start = models.DateTimeField(_("starts"))
    end = models.DateTimeField(_("ends"))
    blocked_from = models.DateTimeField(editable=False)
    blocked_until = models.DateTimeField(editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now)
    sequence = models.PositiveIntegerField(default=0)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            # An empty seat makes an endless range: the whole room, which meets every seat.
            NoOverlap(
                name="space_no_overlap",
                expressions=[
                    ("space", "="),
                    (Func(F("seat"), F("seat") + 1, function="int8range"), "&&"),
                    (
                        Func(
                            F("blocked_from"),
                            F("blocked_until"),
                            RangeBoundary(),
                            function="tstzrange",
                        ),
                        "&&",
                    ),
                ],
                condition=Q(status__in=[status.value for status in HOLDING]),
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="booking_end_after_start"),
            models.CheckConstraint(
                condition=Q(blocked_from__lte=F("start")) & Q(blocked_until__gte=F("end")),
                name="booking_blocked_around",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="booking_has_people"),
            models.CheckConstraint(
                condition=Q(occurrence__isnull=True) | Q(kind=BookingKind.EVENT),
                name="booking_of_event",
            ),
            models.UniqueConstraint(
                fields=["occurrence"],
                condition=Q(status__in=[status.value for status in HOLDING]),
                name="booking_once_per_occurrence",
            ),
        ]
        indexes = [
            models.Index(fields=["space", "start"], name="booking_space_start"),
            models.Index(fields=["reader", "start"], name="booking_reader_start"),
            models.Index(fields=["status", "start"], name="booking_status_start"),
        ]

    def __str__(self) -> str:
        return f"{self.space} {timezone.localtime(self.start):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("spaces:booking", args=[self.uid])

    @property
    def local_start(self) -> dt.datetime:
        return timezone.localtime(self.start)

    @property
    def local_end(self) -> dt.datetime:
        return timezone.localtime(self.end)

    @property
    def local_date(self) -> dt.date:
        return self.local_start.date()

    @property
    def reason_label(self) -> str:
        return localized(self, "reason")

    @property
    def is_holding(self) -> bool:
        return self.status in HOLDING

    @property
    def is_over(self) -> bool:
        return self.end <= timezone.now()

    @property
    def cancel_until(self) -> dt.datetime:
        """Until when the reader may give it back."""
        return self.start - dt.timedelta(hours=self.space.rules.cancel_hours)

    @property
    def can_be_cancelled(self) -> bool:
        return self.is_holding and timezone.now() < self.cancel_until

    @property
    def look(self) -> tuple[str, str]:
        return Status(self.status).look

    @property
    def title(self) -> str:
        """What staff read on the board."""
        if self.occurrence:
            return str(self.occurrence.title)
        return self.group or self.holder or self.purpose or str(self.get_kind_display())


class CopySet(models.Model):
    """Copies of a book that a book club finds in its room."""

    # Copies are asked for with the room and mean nothing without it.
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="copy_sets")
    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("book"), max_length=160)
    copies = models.PositiveSmallIntegerField(
        _("copies"), default=1, validators=[MinValueValidator(1)]
    )
    is_ready = models.BooleanField(_("ready"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("set of copies")
        verbose_name_plural = _("sets of copies")
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="copy_set_has_copies")
        ]

    def __str__(self) -> str:
        return f"{self.title} × {self.copies}"
