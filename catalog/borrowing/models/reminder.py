"""What a reader has been reminded of."""

from django.db import models
from django.utils import timezone

from .linked_card import LinkedCard


class Reminder(models.Model):
    """*about* is a hash of the loan and its date, or of the hold: nothing is said twice."""

    card = models.ForeignKey(LinkedCard, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=40)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "about"], name="reminded_once"),
        ]
        indexes = [models.Index(fields=["sent_at"], name="reminder_old")]

    def __str__(self) -> str:
        return f"{self.card} {self.sent_at:%Y-%m-%d}"
