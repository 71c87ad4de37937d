"""Where numbers come from: every fact belongs to the batch that wrote it."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from reports.figures.enums import BatchKind


class Batch(models.Model):
    """One import, return or nightly count; undone, it brings back what it had replaced."""

    kind = models.CharField(
        pgettext_lazy("figure", "kind"), max_length=6, choices=BatchKind.choices
    )
    label = models.CharField(pgettext_lazy("figure", "what"), max_length=200)
    file_name = models.CharField(pgettext_lazy("import", "file"), max_length=255, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=pgettext_lazy("figure", "by"),
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(pgettext_lazy("figure", "when"), auto_now_add=True)
    undone_at = models.DateTimeField(pgettext_lazy("figure", "undone"), null=True, blank=True)
    added = models.PositiveIntegerField(pgettext_lazy("figure", "new"), default=0)
    changed = models.PositiveIntegerField(pgettext_lazy("figure", "corrected"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("figure", "unchanged"), default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = pgettext_lazy("figure", "batch of numbers")
        verbose_name_plural = pgettext_lazy("figure", "batches of numbers")

    def __str__(self) -> str:
        return self.label
