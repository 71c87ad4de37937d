"""What was agreed to with a work, word for word."""

import hashlib
import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.moderation.models import Contribution
from community.works.enums import Licence


class Agreement(models.Model):
    """One for each version that was sent in; by the guardian where a child made the work.

    `form_key` is that of the form it came with, so that a form sent twice is one entry.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="agreements"
    )
    form_key = models.UUIDField(default=uuid.uuid4)
    licence = models.CharField(_("licence"), max_length=8, choices=Licence.choices)
    words = models.TextField(_("what entrants agree to"))
    hash = models.CharField(max_length=64, editable=False)
    language = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("agreement about a work")
        verbose_name_plural = _("agreements about works")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "form_key"], name="agreement_once")
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} · {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.hash = hashlib.sha256(self.words.encode()).hexdigest()
        super().save(*args, **kwargs)
