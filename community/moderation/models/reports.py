"""Readers who point at something that should not stand there."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.moderation.enums import ReportReason
from portal.accounts.models import Reader

from .contributions import Contribution


class Report(models.Model):
    """Once for each reader and contribution. The author never learns who it was."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reports")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=8, choices=ReportReason.choices)
    text = models.CharField(_("in your words"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)  # a moderator has looked at it

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "reader"], name="report_once")
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
