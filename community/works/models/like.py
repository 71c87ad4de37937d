from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Reader

from .entry import Entry


class Like(models.Model):
    """A reader likes a work: once, and not their own."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="likes")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("like")
        verbose_name_plural = _("likes")
        constraints = [models.UniqueConstraint(fields=["entry", "reader"], name="like_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} · {self.reader_id}"
