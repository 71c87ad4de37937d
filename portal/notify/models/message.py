"""The outbox: what is to be told to whom, and how far that has got."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from portal.notify.enums import State

# A sender that died in the middle is taken over by another after this time.
LEASE = timedelta(minutes=10)
# How long to wait after the first, second, … failure; after the last one the message has failed.
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self) -> "MessageQuerySet":
        return self.filter(state=State.QUEUED, next_attempt_at__lte=timezone.now())

    def claim(self, pk: int) -> "Message | None":
        """Take a due message for one attempt; None if it is not due or another sender was first.

        One conditional update decides, on SQLite and PostgreSQL alike: it moves the next attempt
        to the end of the lease, so that nobody else finds the row due.
        """
        taken = (
            self.due()
            .filter(pk=pk)
            .update(
                next_attempt_at=timezone.now() + LEASE,
                attempts=models.F("attempts") + 1,
            )
        )
        return self.select_related("user__reader").get(pk=pk) if taken else None


class Message(models.Model):
    """One letter to one person by one channel. The key says what it is about, once for all."""

    key = models.CharField(max_length=150, unique=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Letters to a reader go with the reader.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
    )
    address = models.CharField(max_length=254, blank=True)
    channel = models.CharField(max_length=20, default="email")
    template = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    context = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("message", "e-mail")
        verbose_name_plural = pgettext_lazy("message", "e-mails")
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state=State.QUEUED),
                name="notify_due",
            ),
            models.Index(fields=["created_at"], name="notify_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | ~models.Q(address=""),
                name="notify_has_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.state}"

    def destination(self) -> str:
        """The address the letter goes to: the one given, else the reader's present one."""
        return self.address or (self.user.email if self.user else "")
