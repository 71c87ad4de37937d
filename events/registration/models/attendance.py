"""Who came, how many there were, and what follows for those who stay away."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Occurrence
from events.registration.enums import Presence
from portal.accounts.models import Reader

from .registration import Attendee


class Attendance(models.Model):
    """One head at one date; no row means that nobody has said yet, an empty state that somebody
    took back what was said, *at* that moment.
    """

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="attendances")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="attendances")
    state = models.CharField(_("state"), max_length=7, choices=Presence.choices, blank=True)
    # When it was said; a telephone without network may tell later.
    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["attendee", "occurrence"], name="attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.attendee}: {self.get_state_display()}"


class HeadCount(models.Model):
    """How many staff counted; an empty number was not entered, which is not the same as 0."""

    occurrence = models.OneToOneField(
        Occurrence, on_delete=models.PROTECT, related_name="head_count"
    )
    children = models.PositiveIntegerField(_("children"), null=True, blank=True)
    adults = models.PositiveIntegerField(_("adults"), null=True, blank=True)
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("head-count")
        verbose_name_plural = _("head-counts")

    def __str__(self) -> str:
        return f"{self.children} + {self.adults}"


class PauseQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        return self.filter(until__gt=timezone.now(), lifted_at__isnull=True)


class Pause(models.Model):
    """For a while a reader cannot book “first come”, because places they had stayed empty."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="pause_has_length")
        ]

    def __str__(self) -> str:
        return f"{self.reader} – {self.until:%Y-%m-%d}"
