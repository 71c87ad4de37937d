"""Who takes part: one row for a party, one for each head of it."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Occurrence, PriorityGroup
from events.places import models as places
from events.places.enums import ACTIVE, Status
from events.registration.enums import Category, Channel, EndReason, Presence
from events.registration.wording import end_in_words, party_in_words
from portal.accounts.models import FamilyMember, Reader

from .pool import Pool

LOOKS = {
    Status.ENTERED: ("ticket", "azurite"),
    Status.WAITING: ("hourglass", "gamboge"),
    Status.OFFERED: ("alert", "cinnabar"),
    Status.CONFIRMED: ("check", "malachite"),
}


class RegistrationQuerySet(places.ClaimQuerySet):
    def of_reader(self, reader: Reader) -> Self:
        return self.filter(reader=reader)

    def of_occurrence(self, occurrence: Occurrence) -> Self:
        """Those of the date itself and those of its whole course."""
        key = occurrence.series.translation_key
        return self.filter(Q(pool__occurrence=occurrence) | Q(pool__series__translation_key=key))

    def coming(self) -> Self:
        return self.filter(pool__ends_at__gt=timezone.now())

    def for_libraries(self, libraries: object) -> Self:
        """Of events of these libraries; None means all (`portal.core.permissions.scope_of`)."""
        if libraries is None:
            return self
        return self.filter(
            Q(pool__occurrence__library__in=libraries) | Q(pool__series__library__in=libraries)
        )


class Registration(places.Claim):
    """A party: only `services` makes or changes one. Never shown to anybody but its reader and
    the staff of the library.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="registrations")
    # What has been stays for the figures when the reader goes, without a name.
    reader = models.ForeignKey(
        Reader, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    priority_group = models.ForeignKey(
        PriorityGroup,
        verbose_name=_("priority group"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    channel = models.CharField(
        _("registered"), max_length=8, choices=Channel.choices, default=Channel.WEB
    )
    language = models.CharField(max_length=12, default=settings.LANGUAGE_CODE)
    # {"<key of the question>": "answer", …}
    answers = models.JSONField(default=dict, blank=True)
    # Only where staff enter somebody who has no account.
    contact_name = models.CharField(_("name"), max_length=40, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    # The same form sent twice is one registration.
    key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("registered on"), default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=7, choices=EndReason.choices, blank=True)
    # What staff wrote to the reader about it.
    end_note = models.CharField(max_length=200, blank=True)
    gave_feedback = models.BooleanField(default=False, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            *places.Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=["pool", "reader"],
                condition=Q(status__in=ACTIVE, reader__isnull=False),
                name="registration_once",
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "status"], name="registration_reader"),
            models.Index(
                fields=["offered_until"],
                condition=Q(offered_until__isnull=False),
                name="registration_offers",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    def get_absolute_url(self) -> str:
        return reverse("registration:registration", args=[self.uid])

    @property
    def look(self) -> tuple[str, str]:
        """Icon and pigment of the status."""
        return LOOKS.get(Status(self.status), ("close", "mute"))

    @property
    def presence(self) -> str:
        """Whether anybody of the party came, as far as it was said; for rows read with both."""
        said = {
            mark.state for head in self.attendees.all() for mark in head.attendances.all()
        }  # of a course: to any of its dates
        return next((state for state in Presence.values if state in said), "")

    @property
    def short_code(self) -> str:
        """What can be read out at the door where no code can be scanned."""
        return self.uid.hex[:8].upper()

    @property
    def who(self) -> str:
        """Who comes, in words; for rows read with their heads."""
        return party_in_words(self.attendees.all())

    @property
    def end_words(self) -> list[str]:
        """Why the library ended it, said to the reader; nothing where somebody else did."""
        return end_in_words(self.end_reason, self.end_note)

    @property
    def local_start(self) -> dt.datetime:
        return timezone.localtime(self.pool.starts_at)

    @property
    def changed_at(self) -> dt.datetime:
        """When it took its last step, as far as calendars have to know."""
        return max(filter(None, [self.created_at, self.confirmed_at, self.ended_at]))


class Attendee(models.Model):
    """One head of a party. Children of a reader are family members; a *label* stands only where
    staff entered somebody without an account.
    """

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="attendees"
    )
    member = models.ForeignKey(
        FamilyMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    category = models.CharField(max_length=5, choices=Category.choices)
    label = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["category", "pk"]
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "member"],
                condition=Q(member__isnull=False),
                name="attendee_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.member) if self.member else self.label or self.get_category_display()
