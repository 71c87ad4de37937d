"""When help is wanted, who has signed up for it, and what is handed over."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import RangeBoundary
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.volunteers.constraints import NotInTwoPlaces
from community.volunteers.enums import (
    EndReason,
    Mark,
    OpportunityState,
    ShiftState,
    SwapState,
)
from events.models import Occurrence
from events.places import models as places
from events.places.enums import ACTIVE, HOLDING, Status
from portal.accounts.models import Reader
from portal.core.bilingual import localized

from .opportunity import Opportunity
from .volunteer import Volunteer

LOOKS = {
    Status.WAITING: ("hourglass", "gamboge"),
    Status.OFFERED: ("alert", "cinnabar"),
    Status.CONFIRMED: ("check", "malachite"),
}


class ShiftQuerySet(models.QuerySet["Shift"]):
    def coming(self) -> Self:
        """Those that will be, of tasks everybody can see."""
        return self.filter(
            state=ShiftState.PLANNED,
            starts_at__gt=timezone.now(),
            opportunity__state=OpportunityState.PUBLISHED,
        )

    def with_free_places(self) -> Self:
        return self.filter(waiting=0, taken__lt=F("capacity"))

    def detailed(self) -> Self:
        return self.select_related("opportunity__library", "occurrence__series")


class Shift(places.Pool):
    """Places for so many volunteers at a time. A shift of an event follows its date."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opportunity = models.ForeignKey(
        Opportunity,
        verbose_name=pgettext_lazy("volunteers", "task"),
        on_delete=models.PROTECT,
        related_name="shifts",
    )
    # Dates of events are never deleted.
    occurrence = models.ForeignKey(
        Occurrence,
        verbose_name=_("date of an event"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="shifts",
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    # Up to which change of the date the shift has followed it.
    date_sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)
    # How much earlier and later than their event the helpers come and go.
    minutes_before = models.PositiveSmallIntegerField(_("minutes before the event"), default=0)
    minutes_after = models.PositiveSmallIntegerField(_("minutes after the event"), default=0)
    note = models.CharField(_("note"), max_length=120, blank=True)
    note_en = models.CharField(_("note in English"), max_length=160, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=ShiftState.choices, default=ShiftState.PLANNED
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    # What the clock has done already; nothing is sent twice.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    risk_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    thanked_at = models.DateTimeField(null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        constraints = [
            *places.Pool.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=False, capacity__gte=1), name="shift_has_places"
            ),
            models.UniqueConstraint(
                fields=["opportunity", "occurrence"],
                condition=Q(occurrence__isnull=False),
                name="shift_once_per_date",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "state"], name="shift_starts"),
            models.Index(fields=["opportunity", "starts_at"], name="shift_opportunity"),
        ]

    def __str__(self) -> str:
        start = timezone.localtime(self.starts_at)
        return f"{self.opportunity.label} · {start:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("volunteers:shift", args=[self.uid])

    @property
    def local_start(self) -> dt.datetime:
        return timezone.localtime(self.starts_at)

    @property
    def local_end(self) -> dt.datetime:
        return timezone.localtime(self.ends_at)

    @property
    def local_date(self) -> dt.date:
        return self.local_start.date()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def note_label(self) -> str:
        return localized(self, "note")

    @property
    def event_label(self) -> str:
        return self.occurrence.title if self.occurrence else ""

    @property
    def opens_at(self) -> dt.datetime:
        return self.starts_at - dt.timedelta(days=self.opportunity.opens_days)

    @property
    def closes_at(self) -> dt.datetime:
        return self.starts_at - dt.timedelta(hours=self.opportunity.closes_hours)

    @property
    def is_cancelled(self) -> bool:
        return self.state == ShiftState.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def missing(self) -> int:
        """How many people are still wanted."""
        return max(0, (self.capacity or 0) - self.taken)

    @property
    def is_at_risk(self) -> bool:
        ahead = self.starts_at - timezone.now()
        is_near = dt.timedelta() < ahead <= dt.timedelta(days=self.opportunity.risk_days)
        return is_near and self.missing > 0 and not self.is_cancelled


class SignUpQuerySet(places.ClaimQuerySet):
    def of_reader(self, reader: Reader) -> Self:
        return self.filter(volunteer__reader=reader)

    def detailed(self) -> Self:
        return self.select_related(
            "pool__opportunity__library", "pool__occurrence__series", "volunteer__reader__user"
        )

    def coming(self) -> Self:
        return self.filter(ends_at__gt=timezone.now())


class SignUp(places.Claim):
    """One person and one shift; only `services` writes it.

    The times are those of the shift, kept here so that the database can see to it that nobody is
    wanted in two places. `minutes` is how long they were there: the ledger adds up to it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pool = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="signups")
    # That somebody helped stays for the figures when they go; who it was does not.
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.SET_NULL, null=True, blank=True, related_name="signups"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    with_parent = models.BooleanField(_("a parent comes along"), default=False)
    by_staff = models.BooleanField(default=False)
    language = models.CharField(max_length=12, default=settings.LANGUAGE_CODE)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=9, choices=EndReason.choices, blank=True)
    was_late = models.BooleanField(_("given back late"), default=False)
    mark = models.CharField(_("attendance"), max_length=7, choices=Mark.choices, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [
            *places.Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=["pool", "volunteer"],
                condition=Q(status__in=ACTIVE, volunteer__isnull=False),
                name="signup_once",
            ),
            models.CheckConstraint(condition=Q(people=1), name="signup_one_person"),
            models.CheckConstraint(
                condition=Q(mark=Mark.CAME) | Q(minutes=0), name="signup_hours_need_presence"
            ),
            NotInTwoPlaces(
                name="signup_not_in_two_places",
                expressions=[
                    ("volunteer", "="),
                    (
                        Func(F("starts_at"), F("ends_at"), RangeBoundary(), function="tstzrange"),
                        "&&",
                    ),
                ],
                condition=Q(status__in=[status.value for status in ACTIVE]),
            ),
        ]
        indexes = [
            models.Index(fields=["volunteer", "starts_at"], name="signup_volunteer"),
            models.Index(
                fields=["offered_until"],
                condition=Q(offered_until__isnull=False),
                name="signup_offers",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    def get_absolute_url(self) -> str:
        return reverse("volunteers:signup", args=[self.uid])

    @property
    def look(self) -> tuple[str, str]:
        if self.mark == Mark.CAME:
            return "check", "malachite"
        if self.mark == Mark.NO_SHOW:
            return "close", "cinnabar"
        return LOOKS.get(Status(self.status), ("close", "mute"))

    @property
    def state_label(self) -> str:
        if self.mark:
            return str(Mark(self.mark).label)
        if self.end_reason:
            return str(EndReason(self.end_reason).label)
        return str(Status(self.status).label)

    @property
    def has_place(self) -> bool:
        return self.status in HOLDING

    @property
    def is_late_to_leave(self) -> bool:
        """Whether giving it back now means that the staff have to look for somebody."""
        hours = dt.timedelta(hours=self.pool.opportunity.release_hours)
        return timezone.now() > self.starts_at - hours


class Swap(models.Model):
    """Somebody's place, offered to the others; the library can undo what came of it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signup = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="swaps")
    taken_by = models.ForeignKey(
        SignUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # One's own place, offered in exchange for that of another offer: two swaps that go together.
    answers = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="proposals"
    )
    note = models.CharField(_("a word to the others"), max_length=120, blank=True)
    state = models.CharField(max_length=9, choices=SwapState.choices, default=SwapState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("swap")
        verbose_name_plural = _("swaps")
        constraints = [
            models.UniqueConstraint(
                fields=["signup"],
                condition=Q(state=SwapState.OPEN),
                name="swap_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signup}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("volunteers:take_over", args=[self.uid])
